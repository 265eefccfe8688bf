import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '../../core/problem.ts'

/** The period in seconds over which requests are counted. */
export const rateWindow = 10

/**
 * Creates a rate limit of `requests` in ten seconds per key, counted in this process. Throws `rate_limited` with the
 * seconds to wait.
 */
export function createRateLimit(requests: number): (key: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: requests, duration: rateWindow })
  return async (key) => {
    const seconds = await consume(limiter, key)
    if (seconds === undefined) return
    throw rateLimited(`At most ${requests} requests per ${rateWindow} seconds are allowed`, seconds)
  }
}

/** Consumes one request of a key's limit; returns the seconds to wait if none is left. */
export async function consume(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    return Math.max(1, Math.ceil(error.msBeforeNext / 1_000))
  }
}

/** Creates the 429 of a rule with the time to wait. */
export function rateLimited(rule: string, seconds: number): Problem {
  return new Problem('rate_limited', `${rule}: retry in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
  })
}
