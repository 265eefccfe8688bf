import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Caller } from '../caller.ts'
import { Problem } from '../problem.ts'

/** Seconds over which a caller's requests are counted. */
export const rateWindow = 10

/**
 * Lets a caller send `requests` in ten seconds, counted in this process for each person of an application, and for its
 * clients that name nobody. Throws `rate_limited` with the seconds after which there is room again.
 */
export function createRateLimit(requests: number): (caller: Caller) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: requests, duration: rateWindow })
  return async ({ application, user }) => {
    try {
      await limiter.consume(JSON.stringify([application.id, user?.id]))
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000))
      throw new Problem(
        'rate_limited',
        `Send at most ${requests} requests in ${rateWindow} seconds: wait ${seconds} s and send this one again.`,
        { headers: { 'retry-after': String(seconds) } },
      )
    }
  }
}
