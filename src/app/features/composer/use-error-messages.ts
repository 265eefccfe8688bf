import type { FormState } from 'react-hook-form'
import { toInstant, type Instant } from '../../../contract/instant.ts'
import type { FieldError } from '../../../contract/problem.ts'
import { noteLimit } from '../../../contract/params.ts'
import { serverNow } from '../../shared/time/server-clock.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { fieldErrorMessage, problemMessage } from '../../shared/i18n/problem-message.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { problemOf, type CreateOperation } from '../../outbox/operations/operation.ts'
import { isComposerFault } from './composer-schema.ts'
import type { ComposerValues } from './composer-values.ts'

type Field = keyof ComposerValues

/** What the wire calls the composer's fields. */
const wireNames = {
  note: 'note',
  status: 'status',
  date: 'date',
  assignee: 'leadAssignee',
} as const satisfies Record<Field, string>

/** What is wrong, in words, by field; under `form` what the service said of no field. */
export type ErrorMessages = Readonly<Partial<Record<Field | 'form', string | undefined>>>

/**
 * The faults that the composer foresees, and on a refused event those that the service found: its clock decides, and
 * somebody else may have logged something meanwhile. The service's word on a field holds until that field is changed.
 */
export function useErrorMessages(
  { errors, dirtyFields }: FormState<ComposerValues>,
  latest: Instant | undefined,
  mending: CreateOperation | undefined,
): ErrorMessages {
  const t = useMessages()
  const viewer = useViewer()
  const problem = mending && problemOf(mending)

  function words(field: Field): string | undefined {
    const code = errors[field]?.message
    if (isComposerFault(code)) {
      if (code === 'says_nothing') return t('composer.saysNothing')
      if (code === 'invalid_date') return t('composer.dateMissing')
      if (code === 'empty' && field === 'assignee') return t('composer.assigneeMissing')
      const values = factsOf(latest)
      return fieldErrorMessage({ field, code, message: code, values } satisfies FieldError, viewer, t)
    }
    const [fault] = problem?.errorsOf(wireNames[field]) ?? []
    return fault === undefined || dirtyFields[field] !== undefined
      ? undefined
      : fieldErrorMessage(fault, viewer, t)
  }

  const onFields = Object.values(wireNames).some((name) => problem?.errorsOf(name).length)
  return {
    note: words('note'),
    status: words('status'),
    date: words('date'),
    assignee: words('assignee'),
    form: problem === undefined || onFields ? undefined : problemMessage(problem, t),
  }
}

function factsOf(latest: Instant | undefined): Record<string, string> {
  return { max: String(noteLimit), now: toInstant(serverNow()), ...(latest !== undefined && { latest }) }
}
