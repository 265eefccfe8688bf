import type { Instant } from '../../../contract/instant.ts'
import { checkEventDate, type DateWindow, type EventDateFault } from '../../../contract/rules/event-date.ts'
import { toChosenInstant, resolveMinute, type ChosenDate, type Fold } from '../time/local-minute.ts'

/** What a chosen time means, and whether an event may have it. */
export interface DateValidation {
  readonly at: Instant
  /** why no event may have it; nothing for one inside the window */
  readonly fault: EventDateFault | undefined
  /** the clocks skip the minute that was chosen: `at` is as long after the skip */
  readonly skipped: boolean
  /** the minute comes twice: which one `at` is */
  readonly fold: Fold | undefined
}

/**
 * The contract's date rule over what stands in the composer. Nothing for `now`, which the service's own clock settles,
 * and for a time that was not chosen yet.
 */
export function dateValidation(date: ChosenDate | 'now', window: DateWindow): DateValidation | undefined {
  if (date === 'now') return undefined
  const reading = resolveMinute(date.at)
  const at = toChosenInstant(date, window.latest)
  if (reading === undefined || at === undefined) return undefined
  const { starts, skipped } = reading
  const [, second] = starts
  return {
    at,
    fault: checkEventDate(at, window),
    skipped,
    fold: second === undefined ? undefined : at >= second ? 'second' : 'first',
  }
}
