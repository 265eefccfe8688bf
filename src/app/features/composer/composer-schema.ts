import type * as z from 'zod/mini'
import { assigneeIdentifier } from '../../../contract/endpoints.ts'
import { toInstant, type Instant } from '../../../contract/instant.ts'
import { fieldErrorCodes, type FieldFaultCode } from '../../../contract/problem.ts'
import { note, required } from '../../../contract/params.ts'
import { serverNow } from '../../shared/time/server-clock.ts'
import { composerValuesSchema, hasContent, type ComposerValues } from './composer-values.ts'
import { dateValidation } from '../../shared/dates/date-validation.ts'

/** A fault of a field of the composer: one of the contract's, or that the event would say nothing at all. */
export type ComposerFault = FieldFaultCode | 'says_nothing'

/**
 * The contract's rules over the composer's values, each fault's code as its message. The service decides with the same
 * rules and its own clock; this foresees what it would say.
 */
export function composerSchema(latest: Instant | undefined) {
  return composerValuesSchema.check((context) => {
    const { value } = context
    const now = toInstant(serverNow())
    const faults: readonly (readonly [keyof ComposerValues, ComposerFault | undefined])[] = [
      ['note', hasContent(value) ? noteFault(value.note) : 'says_nothing'],
      ['date', dateFault(value.date, { latest, now })],
      ['assignee', assigneeFault(value.assignee)],
    ]
    for (const [field, fault] of faults) {
      if (fault === undefined) continue
      context.issues.push({ code: 'custom', message: fault, path: [field], input: value[field] })
    }
  })
}

/** Whether a word is a fault's code. */
export function isComposerFault(word: string | undefined): word is ComposerFault {
  return word === 'says_nothing' || fieldErrorCodes.some((code) => code === word)
}

const noteSchema = required(note)
const assigneeSchema = required(assigneeIdentifier)

/** What the service would refuse a note for. */
export function noteFault(text: string): FieldFaultCode | undefined {
  return contractFault(noteSchema, text)
}

function dateFault(date: ComposerValues['date'], window: { latest: Instant | undefined; now: Instant }) {
  if (date === 'now') return undefined
  const verdict = dateValidation(date, window)
  return verdict === undefined ? 'invalid_date' : verdict.fault
}

function assigneeFault(assignee: ComposerValues['assignee']) {
  return typeof assignee === 'object' ? contractFault(assigneeSchema, assignee.to) : undefined
}

/** What the contract's own reader of a parameter says is wrong with a value. */
function contractFault(schema: z.ZodMiniType, value: unknown): FieldFaultCode | undefined {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  if (issue?.code !== 'custom') return undefined
  return fieldErrorCodes.find((code) => code === issue.params?.['code'])
}
