import { toInstant, type Instant } from '../../contract/instant.ts'

/** Milliseconds after which an older bound is discarded: clocks drift, some 50 µs per second. */
const boundValidMs = 60_000

/** A `Date` header, and when its request was sent and its response received, in milliseconds of a monotonic clock. */
export interface ObservedDate {
  readonly date: number
  readonly sent: number
  readonly received: number
}

/**
 * Estimates another clock from the `Date` of its responses, which is truncated to the second. Each response gives a
 * lower bound. The estimate is the highest bound, so that it is never ahead of that clock, and becomes more exact
 * with each response.
 */
export function createAtokaClock() {
  let best: { readonly ahead: number; readonly at: number } | undefined

  return {
    hear({ date, sent, received }: ObservedDate): void {
      const ahead = date - received
      // a higher bound is only possible if that clock was set back since
      const upperBound = date + 1_000 - sent
      const isValid = best !== undefined && best.ahead <= upperBound && received - best.at < boundValidMs
      if (!isValid || best === undefined || ahead >= best.ahead) best = { ahead, at: received }
    },
    /** `undefined` before the first response */
    now(milliseconds: number): Instant | undefined {
      return best === undefined ? undefined : toInstant(Math.floor(best.ahead + milliseconds))
    },
  }
}
