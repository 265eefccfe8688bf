import { createListeners } from '../store.ts'

/**
 * The clocks of this page. The browser's clock may be wrong, and may be set while the page is open; each response
 * contains the service's clock, to the second. An event that is sent later than it was logged is sent with its *age*.
 * The age needs no correct clock, only the same clock at both ends, which `monotonicNow` and `clockOffset` ensure.
 */

/** The times of a request and its response, by `monotonicNow`. */
interface RoundTrip {
  readonly sent: number
  readonly received: number
}

/** Bounds of the offset by which the service's clock is ahead of this page's, in milliseconds. */
interface OffsetBounds {
  readonly min: number
  readonly max: number
}

let origin = Date.now() - performance.now()
let offset: OffsetBounds | undefined
let observedAt: number | undefined
/** the offset that `serverNow` adds to the browser's clock, in milliseconds */
let appliedOffset = 0
const { subscribe, notify } = createListeners()

/**
 * Returns monotonic milliseconds since 1970: the browser's clock, or `performance.now()` after the clock was set back.
 * (`performance.now()` alone is not enough: in some browsers it stops while the machine sleeps, so that a train ride
 * with the lid closed would count as a minute.)
 */
export function monotonicNow(): number {
  return Math.max(Date.now(), origin + performance.now())
}

/**
 * Updates the offset from the `Date` header of a response, "accurate to the second": at some moment of the round trip,
 * the service's clock was between that second and the next one. Each response narrows the bounds. A response that
 * contradicts them means that a clock was set, so only the new response counts.
 */
export function observeServerDate(date: string | null, { sent, received }: RoundTrip): void {
  const second = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(second)) return
  const observed = { min: second - received, max: second + 1_000 - sent }
  const min = Math.max(observed.min, offset?.min ?? -Infinity)
  const max = Math.min(observed.max, offset?.max ?? Infinity)
  offset = min <= max ? { min, max } : observed
  observedAt = received
  applyOffset(offset)
}

/**
 * Applies an offset. If the bounds include zero, the clocks cannot be distinguished, and the browser's clock counts as
 * correct. An applied offset within the bounds stays.
 */
function applyOffset({ min, max }: OffsetBounds): void {
  if (appliedOffset >= min && appliedOffset <= max) return
  appliedOffset = min <= 0 && max >= 0 ? 0 : (min + max) / 2
  notify()
}

/** Returns the time by the service's clock, in milliseconds since 1970; by the browser's before the first response. */
export function serverNow(): number {
  return Date.now() + appliedOffset
}

/** Calls `listener` whenever the applied offset changes. Returns a function to stop. */
export const onServerClock = subscribe

/**
 * Returns how far the service's clock is ahead of `monotonicNow`, in milliseconds; `undefined` before the first
 * response.
 */
export function clockOffset(): number | undefined {
  return offset && (offset.min + offset.max) / 2
}

/** Whether the service has responded since a moment by `monotonicNow`. */
export function isSyncedSince(moment: number): boolean {
  return observedAt !== undefined && observedAt >= moment
}

/** For tests, which set their own time: resets the clocks as in a page that was just opened. */
export function resetClock(): void {
  origin = Date.now() - performance.now()
  offset = undefined
  observedAt = undefined
  appliedOffset = 0
}
