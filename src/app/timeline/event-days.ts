import { toInstant, type Instant } from '../../contract/instant.ts'
import { dayKey, type Reader } from '../i18n/format-time.ts'
import type { CreateOperation } from '../outbox/operation.ts'
import type { TimelineRow, TimelineRows } from './timeline-rows.ts'

/** When a row's event happened; for one that is not sent, when it was logged or what was chosen. */
export function dateOf(row: TimelineRow | undefined): Instant | undefined {
  if (row?.kind === 'event') return row.event.date
  return row?.kind === 'unsent' ? unsentDate(row.operation) : undefined
}

/** When an event that is not sent happened, as far as it is known. */
export function unsentDate({ result, body, loggedAt, clockOffset = 0 }: CreateOperation): Instant {
  return result?.date ?? body.date ?? toInstant(loggedAt + clockOffset)
}

/**
 * Whether a row begins a day in the reader's time zone and so carries its header. Below a row that was not read
 * nobody knows, and the day that sticks to the top says it meanwhile.
 */
export function startsDay(rows: TimelineRows, index: number, reader: Reader): boolean {
  const date = dateOf(rows.at(index))
  if (date === undefined) return false
  if (index === 0) return true
  const before = dateOf(rows.at(index - 1))
  return before !== undefined && isOtherDay(before, date, reader)
}

/** Whether two moments lie on different days in the reader's time zone. */
export function isOtherDay(one: Instant, other: Instant, reader: Reader): boolean {
  return dayKey(one, reader) !== dayKey(other, reader)
}
