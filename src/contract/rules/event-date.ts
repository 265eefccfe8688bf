import { shiftInstant, type Instant } from '../instant.ts'

/** The limits of a date: the lead's most recent event (`undefined` if it has none) and the server clock. */
export interface DateWindow {
  readonly latest: Instant | undefined
  readonly now: Instant
}

export type EventDateError = 'date_not_after_latest' | 'date_in_future'

/**
 * Checks the date of an event. "It must be after the most recent event, and not in the future." Source: reference,
 * `date`.
 *
 * For an update, `latest` is the most recent of the lead's *other* events: contract, row "update's date rule".
 */
export function checkEventDate(date: Instant, { latest, now }: DateWindow): EventDateError | undefined {
  if (latest !== undefined && date <= latest) return 'date_not_after_latest'
  if (date > now) return 'date_in_future'
  return undefined
}

/**
 * Returns the date of an event without one. "Defaults to now." Source: reference, `date`. It is one millisecond after
 * the most recent event if that is not earlier than now: contract, row `date`, the one permitted exception to "not
 * after the clock".
 */
export function defaultEventDate({ latest, now }: DateWindow): Instant {
  return latest !== undefined && latest >= now ? shiftInstant(latest, 1) : now
}
