import { toInstant, type Instant } from '../../contract/instant.ts'

/** Milliseconds after which an older bound is not believed any more: clocks drift, some 50 µs a second. */
const believedFor = 60_000

/** A `Date` header, and when its request was sent and its answer received, in milliseconds of a monotonic clock. */
export interface HeardDate {
  readonly date: number
  readonly sent: number
  readonly received: number
}

/**
 * Another's clock by the `Date` of its answers, which is cut to the second: the highest of the bounds that they give, each
 * below the truth, so that it is never ahead of that clock, and the nearer to it the more is heard.
 */
export function createAtokaClock() {
  let best: { readonly ahead: number; readonly at: number } | undefined

  return {
    hear({ date, sent, received }: HeardDate): void {
      const ahead = date - received
      // more than this can only be said of a clock that was set back since
      const most = date + 1_000 - sent
      const holds = best !== undefined && best.ahead <= most && received - best.at < believedFor
      if (!holds || best === undefined || ahead >= best.ahead) best = { ahead, at: received }
    },
    /** `undefined` before anything was heard */
    now(milliseconds: number): Instant | undefined {
      return best === undefined ? undefined : toInstant(Math.floor(best.ahead + milliseconds))
    },
  }
}
