import type { Instant } from '../../../contract/instant.ts'
import { checkEventDate, type DateWindow, type EventDateError } from '../../../contract/rules/event-date.ts'
import { toChosenInstant, resolveMinute, type ChosenDate, type Fold } from '../time/local-minute.ts'

/** The instant of a chosen time, and whether an event may have it. */
export interface DateValidation {
  readonly at: Instant
  /** why no event may have it; `undefined` inside the window */
  readonly error: EventDateError | undefined
  /** whether the clocks skip the chosen minute; `at` is then as long after the skip */
  readonly skipped: boolean
  /** the occurrence that `at` is, if the minute occurs twice */
  readonly fold: Fold | undefined
}

/**
 * Validates a chosen time by the contract's date rule. Returns `undefined` for `now`, which the service's clock
 * decides, and for a time that is not chosen yet.
 */
export function dateValidation(date: ChosenDate | 'now', window: DateWindow): DateValidation | undefined {
  if (date === 'now') return undefined
  const resolved = resolveMinute(date.at)
  const at = toChosenInstant(date, window.latest)
  if (resolved === undefined || at === undefined) return undefined
  const { starts, skipped } = resolved
  const [, second] = starts
  return {
    at,
    error: checkEventDate(at, window),
    skipped,
    fold: second === undefined ? undefined : at >= second ? 'second' : 'first',
  }
}
