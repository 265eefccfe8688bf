import { createHash } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { BodyOf } from '../../contract/endpoints.ts'
import type { Arrival } from '../http/arrival.ts'
import { createLanes } from '../http/lanes.ts'
import { consume, rateLimited } from '../http/rate-limit.ts'
import { networkOf } from '../http/network-of.ts'
import { Problem } from '../problem.ts'

/** Seconds over which failed attempts are counted. */
const period = 15 * 60

/** Failed attempts in that time: below what guesses a password, above what a person who has forgotten it tries. */
const failuresOfEmail = 10

/** The same from one address, behind which a whole office may be. */
const failuresOfAddress = 50

/** Of the four threads that files, names and TLS need as well. */
const hashesAtOnce = 2

export type SignInAttempt = Pick<BodyOf<'createSession'>, 'email'>

/** Runs an attempt to sign in, or refuses to. */
export type SlowSignIn = <Result>(
  attempt: SignInAttempt,
  arrival: Arrival,
  signIn: () => Promise<Result>,
) => Promise<Result>

/**
 * Slows attempts to sign in that fail, by the e-mail address that is tried, whether or not somebody has it, and by the
 * address that tries. An attempt is counted before its password is looked at, so that many at once do not pass together,
 * and one that does not fail is not counted. Passwords are hashed two at a time, those of one address behind each other.
 */
export function createSlowSignIn(): SlowSignIn {
  const byEmail = new RateLimiterMemory({ points: failuresOfEmail, duration: period })
  const byAddress = new RateLimiterMemory({ points: failuresOfAddress, duration: period })
  const ofAddress = createLanes({ wide: 2, long: 50 })
  const ofAll = createLanes({ wide: hashesAtOnce, long: 500 })

  return async ({ email }, arrival, signIn) => {
    const address = networkOf(arrival)
    const counted = [
      ...(email === undefined ? [] : [{ limiter: byEmail, key: keyOf(email) }]),
      { limiter: byAddress, key: address },
    ]
    const waits = await Promise.all(counted.map(async ({ limiter, key }) => consume(limiter, key)))
    const seconds = Math.max(...waits.map((wait) => wait ?? 0))
    if (seconds > 0) throw rateLimited('Too many attempts to sign in have failed', seconds)
    const forgive = async () => Promise.all(counted.map(async ({ limiter, key }) => limiter.reward(key)))
    try {
      const signedIn = await ofAddress(address, async () => ofAll('', signIn))
      await forgive()
      if (email !== undefined) await byEmail.delete(keyOf(email))
      return signedIn
    } catch (error) {
      if (!isWrongCredentials(error)) await forgive()
      throw error
    }
  }
}

/** Of one length, however long the address is that was sent. */
function keyOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('base64')
}

function isWrongCredentials(error: unknown): boolean {
  return (
    error instanceof Problem && (error.extras.errors ?? []).some(({ code }) => code === 'wrong_credentials')
  )
}
