/**
 * How far the service's clock is ahead of the browser's, in milliseconds. The service's decides about dates, so what
 * the screen says about them is said by that one as soon as it is known, whatever the browser's shows.
 */
let ahead = 0
const listeners = new Set<() => void>()

/** The moment by the service's clock, in milliseconds since 1970, as far as it was heard of; else by the browser's. */
export function serviceNow(): number {
  return Date.now() + ahead
}

/** When an answer's request was sent and the answer came, by the browser's clock, in milliseconds. */
export interface Exchange {
  readonly sent: number
  readonly received: number
}

/**
 * Learns from an answer's `Date` header. It has whole seconds and was written at some moment of the exchange: within
 * those bounds nobody can tell the clocks apart, and the browser's counts as right.
 */
export function hearServiceClock(header: string | null, { sent, received }: Exchange): void {
  const second = Date.parse(header ?? '')
  if (Number.isNaN(second)) return
  const least = second - received
  const most = second + 1_000 - sent
  // the same difference, heard again with another delay
  if (ahead >= least && ahead <= most) return
  ahead = least <= 0 && most >= 0 ? 0 : (least + most) / 2
  for (const listener of listeners) listener()
}

/** Calls `listener` whenever another difference was heard; gives the function that stops that. */
export function onServiceClock(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
