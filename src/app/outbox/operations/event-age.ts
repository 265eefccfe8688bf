/** When something was logged, as it was known then. Milliseconds. */
export interface LoggedAt {
  /** since 1970, by the browser's clock of that moment */
  readonly loggedAt: number
  /** how far the service's clock was ahead of it, where that was known */
  readonly clockOffset?: number | undefined
}

/** An offset is known to half a second at best; two that differ by less than this are the same clock. */
const sameClock = 2_000

/** A younger event is one that is logged now: the service's clock decides, and nothing is said of its age. */
const now = 1_000

/**
 * The age of an event for `Logged-Ago`, in seconds; `undefined` for one that is logged now.
 *
 * 2026-11-24. Context: between logging and sending, the page may be closed and opened again, the machine may sleep, and
 * somebody may set its clock. Decision: the age is the difference of two readings of the browser's clock, corrected by
 * how much its offset to the service's clock changed in between, where both offsets are known. Consequence: a wrong clock
 * does no harm, a clock that was set does none either once the service was heard before and after, and one that was set
 * between two visits of which the first never heard the service shifts the event by as much, which nobody could know.
 */
export function eventAge(
  { loggedAt, clockOffset: then }: LoggedAt,
  { loggedAt: sentAt, clockOffset }: LoggedAt,
): number | undefined {
  const shift = then === undefined || clockOffset === undefined ? 0 : clockOffset - then
  const age = sentAt - loggedAt + (Math.abs(shift) < sameClock ? 0 : shift)
  return age < now ? undefined : age / 1_000
}
