import { shiftInstant, type Instant } from '../instant.ts'

/** What a date is checked against: the lead's most recent event (none yet: `undefined`) and the service's clock. */
export interface DateWindow {
  readonly latest: Instant | undefined
  readonly now: Instant
}

export type EventDateFault = 'date_not_after_latest' | 'date_in_future'

/**
 * "It must be after the most recent event, and not in the future." Source: reference, `date`.
 *
 * For an update, `latest` is the most recent of the lead's *other* events: contract, row "update's date rule".
 */
export function checkEventDate(date: Instant, { latest, now }: DateWindow): EventDateFault | undefined {
  if (latest !== undefined && date <= latest) return 'date_not_after_latest'
  if (date > now) return 'date_in_future'
  return undefined
}

/**
 * "Defaults to now." Source: reference, `date`. One millisecond after the most recent event where that is not earlier
 * than now: contract, row `date`, the one permitted exception to "not after the clock".
 */
export function defaultEventDate({ latest, now }: DateWindow): Instant {
  return latest !== undefined && latest >= now ? shiftInstant(latest, 1) : now
}
