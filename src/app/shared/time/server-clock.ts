/**
 * What this page knows of time. The browser's clock may be wrong, and may be set while the page is open; the service's
 * own comes with each answer, to the second. An event that is sent later than it was logged travels with its *age*,
 * which needs neither to be right, only to be the same clock at both ends: these two make sure of that.
 */

/** Moments by `steadyNow`, around an answer. */
interface Journey {
  readonly sent: number
  readonly received: number
}

/** How far the service's clock is ahead of this page's, in milliseconds: between the two, as far as is known. */
interface Offset {
  readonly least: number
  readonly most: number
}

let origin = Date.now() - performance.now()
let offset: Offset | undefined
let heardAt: number | undefined
/** how far the service's clock is taken to be ahead of the browser's, in milliseconds */
let ahead = 0
const listeners = new Set<() => void>()

/**
 * Milliseconds since 1970 by the browser's clock, which never runs backwards while the page is open: where somebody sets
 * it back, the monotonic clock goes on. (That one alone would not do: in some browsers it stands still while the machine
 * sleeps, and a lid closed on the train would make the journey a minute long.)
 */
export function monotonicNow(): number {
  return Math.max(Date.now(), origin + performance.now())
}

/**
 * Learns from the `Date` of an answer, "accurate to the second": the service's clock read between that second and the
 * next one at some moment of the journey. Each answer narrows the offset down; one that contradicts the others says
 * that a clock was set, and only the new one counts.
 */
export function observeServerDate(date: string | null, { sent, received }: Journey): void {
  const second = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(second)) return
  const heard = { least: second - received, most: second + 1_000 - sent }
  const least = Math.max(heard.least, offset?.least ?? -Infinity)
  const most = Math.min(heard.most, offset?.most ?? Infinity)
  offset = least <= most ? { least, most } : heard
  heardAt = received
  settle(offset)
}

/**
 * Within the bounds of what was heard nobody can tell the clocks apart, and the browser's counts as right; and a
 * difference that is still within them is not another one.
 */
function settle({ least, most }: Offset): void {
  if (ahead >= least && ahead <= most) return
  ahead = least <= 0 && most >= 0 ? 0 : (least + most) / 2
  for (const listener of listeners) listener()
}

/** The moment by the service's clock, in milliseconds since 1970, as far as it was heard of; else by the browser's. */
export function serverNow(): number {
  return Date.now() + ahead
}

/** Calls `listener` whenever another difference was heard; gives the function that stops that. */
export function onServiceClock(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** How far the service's clock is ahead of `steadyNow`, in milliseconds; `undefined` before the first answer. */
export function clockOffset(): number | undefined {
  return offset && (offset.least + offset.most) / 2
}

/** Whether the service's clock was heard since a moment by `steadyNow`. */
export function isSyncedSince(moment: number): boolean {
  return heardAt !== undefined && heardAt >= moment
}

/** Starts anew, as a page does that was just opened: for tests, which stand at times of their own. */
export function resetClock(): void {
  origin = Date.now() - performance.now()
  offset = undefined
  heardAt = undefined
  ahead = 0
}
