import { checkEventDate, type DateWindow } from '../../contract/rules/event-date.ts'
import type { Instant } from '../../contract/instant.ts'
import type { FieldError } from '../../contract/problem.ts'

/** The fault of a `date` in the window of its lead, with a message that says what would be right. */
export function dateFault(date: Instant, { latest, now }: DateWindow): FieldError | undefined {
  const code = checkEventDate(date, { latest, now })
  if (code === undefined) return undefined
  const after = latest === undefined ? '' : `after the lead's most recent event (${latest}) and `
  return {
    field: 'date',
    code,
    message: `Send a date ${after}not after the service's clock (${now}), or leave it out.`,
    values: { now, ...(latest !== undefined && { latest }) },
  }
}
