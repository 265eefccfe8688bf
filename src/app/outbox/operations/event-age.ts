/** When something was logged, and the clock offset known then; milliseconds. */
export interface LoggedAt {
  /** since 1970, by the browser's clock at that time */
  readonly loggedAt: number
  /** how far the service's clock was ahead of the browser's, if known */
  readonly clockOffset?: number | undefined
}

/**
 * Offsets that differ by less than this, in milliseconds, mean that the clock was not set: an offset is precise to 500
 * ms at best.
 */
const offsetToleranceMs = 2_000

/** Milliseconds below which an event is sent without an age: the service's clock dates it. */
const minAgeMs = 1_000

/**
 * Returns the age of an event for `Logged-Ago`, in seconds; `undefined` for an event that is logged now.
 *
 * 2026-11-24. Context: between logging and sending, the page may be closed and opened again, the machine may sleep, and
 * its clock may be set. Decision: the age is the difference of two readings of the browser's clock, corrected by the
 * change of its offset to the service's clock, if both offsets are known. Consequence: a wrong clock does no harm. A
 * clock that was set does none either, if the service responded before and after. If the clock was set between two
 * visits and the service never responded in the first, the event is shifted by that difference, which nothing can
 * detect.
 */
export function eventAge(
  { loggedAt, clockOffset: offsetThen }: LoggedAt,
  { loggedAt: sentAt, clockOffset }: LoggedAt,
): number | undefined {
  const shift = offsetThen === undefined || clockOffset === undefined ? 0 : clockOffset - offsetThen
  const age = sentAt - loggedAt + (Math.abs(shift) < offsetToleranceMs ? 0 : shift)
  return age < minAgeMs ? undefined : age / 1_000
}
