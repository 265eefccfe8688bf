import { checkEventDate, type DateWindow } from '../../../contract/rules/event-date.ts'
import type { Instant } from '../../../contract/instant.ts'
import type { FieldError } from '../../../contract/problem.ts'

/** Returns the error of a `date` in the window of its lead, with a message that states the valid dates. */
export function dateError(date: Instant, { latest, now }: DateWindow): FieldError | undefined {
  const code = checkEventDate(date, { latest, now })
  if (code === undefined) return undefined
  const after = latest === undefined ? 'not be' : `be after the lead's latest event (${latest}) and not`
  return {
    field: 'date',
    code,
    message: `The date must ${after} after the server clock (${now}). Change it, or omit it.`,
    values: { now, ...(latest !== undefined && { latest }) },
  }
}
