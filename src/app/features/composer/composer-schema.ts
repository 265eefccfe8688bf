import { assigneeIdentifier } from '../../../contract/endpoints.ts'
import { toInstant, type Instant } from '../../../contract/instant.ts'
import { fieldErrorCodes, type FieldErrorCode } from '../../../contract/problem.ts'
import { note, required } from '../../../contract/params.ts'
import { contractError } from '../../shared/api/contract-error.ts'
import { serverNow } from '../../shared/time/server-clock.ts'
import { composerValuesSchema, hasContent, type ComposerValues } from './composer-values.ts'
import { dateValidation } from '../../shared/dates/date-validation.ts'

/** The error codes of the composer's fields: the contract's, and one for an event without content. */
export type ComposerErrorCode = FieldErrorCode | 'no_content'

/**
 * Checks the composer's values against the contract's rules; the message of each issue is its error code. The service
 * decides with the same rules and its own clock, and this schema predicts the result.
 */
export function composerSchema(latest: Instant | undefined) {
  return composerValuesSchema.check((context) => {
    const { value } = context
    const now = toInstant(serverNow())
    const errors: readonly (readonly [keyof ComposerValues, ComposerErrorCode | undefined])[] = [
      ['note', hasContent(value) ? noteError(value.note) : 'no_content'],
      ['date', dateError(value.date, { latest, now })],
      ['assignee', assigneeError(value.assignee)],
    ]
    for (const [field, code] of errors) {
      if (code === undefined) continue
      context.issues.push({ code: 'custom', message: code, path: [field], input: value[field] })
    }
  })
}

/** Whether a text is an error code of the composer. */
export function isComposerErrorCode(text: string | undefined): text is ComposerErrorCode {
  return text === 'no_content' || fieldErrorCodes.some((code) => code === text)
}

const noteSchema = required(note)
const assigneeSchema = required(assigneeIdentifier)

/** The error code with which the service would reject a note, if any. */
export function noteError(text: string): FieldErrorCode | undefined {
  return contractError(noteSchema, text)
}

function dateError(date: ComposerValues['date'], window: { latest: Instant | undefined; now: Instant }) {
  if (date === 'now') return undefined
  const validation = dateValidation(date, window)
  return validation === undefined ? 'invalid_date' : validation.error
}

function assigneeError(assignee: ComposerValues['assignee']) {
  return typeof assignee === 'object' ? contractError(assigneeSchema, assignee.to) : undefined
}
