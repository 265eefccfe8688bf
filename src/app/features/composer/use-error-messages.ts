import type { FormState } from 'react-hook-form'
import { toInstant, type Instant } from '../../../contract/instant.ts'
import type { FieldError } from '../../../contract/problem.ts'
import { noteLimit } from '../../../contract/params.ts'
import { serverNow } from '../../shared/time/server-clock.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { fieldErrorMessage, problemMessage } from '../../shared/i18n/problem-message.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { problemOf, type CreateOperation } from '../../outbox/operations/operation.ts'
import { isComposerErrorCode } from './composer-schema.ts'
import type { ComposerValues } from './composer-values.ts'

type Field = keyof ComposerValues

/** The API's names of the composer's fields. */
const wireNames = {
  note: 'note',
  status: 'status',
  date: 'date',
  assignee: 'leadAssignee',
} as const satisfies Record<Field, string>

/** The error texts by field; `form` is the service's error that concerns no field. */
export type ErrorMessages = Readonly<Partial<Record<Field | 'form', string | undefined>>>

/**
 * The texts of the errors that the composer predicts and, for a rejected event, of those that the service returned: its
 * clock decides, and another user may have logged an event in the meantime. The service's error on a field is shown until
 * the user changes that field.
 */
export function useErrorMessages(
  { errors, dirtyFields }: FormState<ComposerValues>,
  latest: Instant | undefined,
  fixing: CreateOperation | undefined,
): ErrorMessages {
  const t = useMessages()
  const viewer = useViewer()
  const problem = fixing && problemOf(fixing)

  function messageFor(field: Field): string | undefined {
    const code = errors[field]?.message
    if (isComposerErrorCode(code)) {
      if (code === 'no_content') return t('composer.saysNothing')
      if (code === 'invalid_date') return t('composer.dateMissing')
      if (code === 'empty' && field === 'assignee') return t('composer.assigneeMissing')
      const values = messageValues(latest)
      return fieldErrorMessage({ field, code, message: code, values } satisfies FieldError, viewer, t)
    }
    const [error] = problem?.errorsOf(wireNames[field]) ?? []
    return error === undefined || dirtyFields[field] !== undefined
      ? undefined
      : fieldErrorMessage(error, viewer, t)
  }

  const hasFieldErrors = Object.values(wireNames).some((name) => problem?.errorsOf(name).length)
  return {
    note: messageFor('note'),
    status: messageFor('status'),
    date: messageFor('date'),
    assignee: messageFor('assignee'),
    form: problem === undefined || hasFieldErrors ? undefined : problemMessage(problem, t),
  }
}

function messageValues(latest: Instant | undefined): Record<string, string> {
  return { max: String(noteLimit), now: toInstant(serverNow()), ...(latest !== undefined && { latest }) }
}
