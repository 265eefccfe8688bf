import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { ClientInfo } from '../limits/client-address.ts'
import { createConcurrencyLimiter } from '../limits/concurrency-limit.ts'
import { consume, rateLimited } from '../limits/rate-limit.ts'
import { clientPrefix } from '../limits/client-prefix.ts'
import { Problem } from '../../core/problem.ts'
import { ClientGone, requestContext } from '../../store/connection/request-context.ts'

/** Seconds over which failed attempts are counted, and for which a new password may be a guess. */
export const failurePeriodSeconds = 15 * 60

/** Failed attempts that cost no time: a person who has forgotten a password tries about as often. */
const freeOfOne = 3

/** The same from one address whoever is tried: behind it a whole office may be. */
const freeOfAddress = 50

/** The longest delay of an attempt, in seconds: proxies give up on a response after a minute. */
const maxDelay = 30

/**
 * Failed attempts on one person from all addresses, beyond which browsers that they have not used are rejected: NIST SP
 * 800-63B, 5.2.2, allows 100. Delays keep one address, and two, below it.
 */
const failuresOfPerson = 100

/** Attempts that wait behind one of the same person from the same address. */
const waitingOfOne = 1

/** Of the four threads that files, names and TLS need as well. */
const hashesAtOnce = 2

/** An attempt to sign in, or to prove a password again. */
export interface SignInAttempt {
  /** whose password is guessed, if it is guessed; a link or a person of the demo cannot be */
  readonly email?: string | undefined
  /** what tells the browser apart that the person has been signed in with: their trusted browser or their session */
  readonly browser?: string | undefined
  /** whether the attempt stays counted although it did not fail; asked when it has ended */
  readonly staysCounted?: (() => boolean) | undefined
}

type Keys = readonly [own: string] | readonly [own: string, address: string]

/** Runs an attempt to sign in, possibly later, or rejects it. */
export type SignInThrottle = <Result>(
  attempt: SignInAttempt,
  arrival: ClientInfo,
  signIn: () => Promise<Result>,
) => Promise<Result>

export interface SlowSignInOptions {
  /** lets milliseconds pass */
  readonly wait?: ((milliseconds: number) => Promise<void>) | undefined
}

/**
 * Delays failed attempts to sign in. Failures are counted by person and address together, so that users at other addresses
 * are not affected; in a browser where the person has been signed in, they are counted by person and browser. An attempt is
 * counted before its password is checked, and attempts with the same key run one after the other, so that simultaneous
 * attempts cannot all pass. An attempt that fails for another reason, or succeeds, is subtracted afterwards. A success
 * resets only the count of its browser: an account with the same email address in another application must not reset the
 * others. The delay comes before the check, so that its length does not reveal whether the password was right. Two
 * passwords are hashed at a time; those of one address wait behind each other.
 */
export function createSlowSignIn({ wait = waitForClient }: SlowSignInOptions = {}): SignInThrottle {
  const counts = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: failurePeriodSeconds })
  const ofPerson = new RateLimiterMemory({ points: failuresOfPerson, duration: failurePeriodSeconds })
  const ofOne = createConcurrencyLimiter({ concurrency: 1, maxQueue: waitingOfOne })
  const slowOfAddress = createConcurrencyLimiter({ concurrency: 2, maxQueue: 50 })
  const ofAddress = createConcurrencyLimiter({ concurrency: 2, maxQueue: 50 })
  const ofAll = createConcurrencyLimiter({ concurrency: hashesAtOnce, maxQueue: 500 })

  const failures = async (key: string): Promise<number> => (await counts.get(key))?.consumedPoints ?? 0

  /** Counts an attempt under some keys while it runs, and afterwards where it failed or stays counted. */
  async function counted<Result>(
    keys: Keys,
    work: () => Promise<Result>,
    staysCounted: () => boolean,
  ): Promise<Result> {
    const [own, address] = keys
    for (const key of keys) await counts.penalty(key)
    const uncount = async () => {
      if (!staysCounted()) await counts.reward(own)
      if (address !== undefined) await counts.reward(address)
    }
    try {
      const result = await work()
      if (address === undefined) await counts.delete(own)
      else await uncount()
      return result
    } catch (error) {
      if (!isWrongCredentials(error)) await uncount()
      throw error
    }
  }

  /** Delays an attempt of one person from one address or browser, and where there is one, of an address. */
  async function delayed<Result>(
    keys: Keys,
    work: () => Promise<Result>,
    staysCounted: () => boolean,
  ): Promise<Result> {
    const [own, address] = keys
    const ofOwn = delayAfter(await failures(own), freeOfOne)
    await wait(
      address === undefined ? ofOwn : Math.max(ofOwn, delayAfter(await failures(address), freeOfAddress)),
    )
    return counted(keys, work, staysCounted)
  }

  return async ({ email, browser, staysCounted = () => false }, arrival, signIn) => {
    const address = clientPrefix(arrival)
    const hash = async () => ofAddress(address, async () => ofAll('', signIn))
    if (email === undefined) return hash()
    const own = keyOf(email, browser ?? address)
    if (browser !== undefined) {
      return ofOne(own, async () => delayed([own], hash, staysCounted))
    }

    return ofOne(own, async () => {
      const person = keyOf(email)
      const seconds = await consume(ofPerson, person)
      if (seconds !== undefined) throw rateLimited('Too many failed sign-in attempts', seconds)
      const uncount = async () => {
        if (!staysCounted()) await ofPerson.reward(person)
      }
      try {
        const isSlow = (await failures(address)) >= freeOfAddress
        const result = isSlow
          ? await slowOfAddress(address, async () => delayed([own, address], hash, staysCounted))
          : await delayed([own, address], hash, staysCounted)
        await uncount()
        return result
      } catch (error) {
        if (!isWrongCredentials(error)) await uncount()
        throw error
      }
    })
  }
}

/** Milliseconds that an attempt waits after so many that failed. */
export function delayAfter(failed: number, free: number): number {
  return failed < free ? 0 : Math.min(2 ** (failed - free), maxDelay) * 1_000
}

async function waitForClient(milliseconds: number): Promise<void> {
  if (milliseconds === 0) return
  try {
    await setTimeout(milliseconds, undefined, { signal: requestContext()?.signal })
  } catch (error) {
    throw new ClientGone('the client left', { cause: error })
  }
}

/** Of one length, however long the address is that was sent. */
function keyOf(email: string, from?: string): string {
  return createHash('sha256')
    .update(JSON.stringify([email.trim().toLowerCase(), from ?? null]))
    .digest('base64')
}

/** Whether a password was wrong. */
export function isWrongCredentials(error: unknown): boolean {
  return (
    error instanceof Problem && (error.extras.errors ?? []).some(({ code }) => code === 'wrong_credentials')
  )
}
