import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { ClientInfo } from '../limits/client-address.ts'
import { createConcurrencyLimiter } from '../limits/concurrency-limit.ts'
import { consume, rateLimited } from '../limits/rate-limit.ts'
import { clientPrefix } from '../limits/client-prefix.ts'
import { Problem } from '../../core/problem.ts'
import { ClientGone, requestContext } from '../../store/connection/request-context.ts'

/** The period in seconds over which failed attempts are counted, and in which a new password may be a guess. */
export const failurePeriodSeconds = 15 * 60

/** The number of failed attempts of one person without a delay: about as many as of a user who has forgotten a password. */
const freeFailuresOfPerson = 3

/** The number of failed attempts from one address without a delay: a whole office may be behind it. */
const freeFailuresOfAddress = 50

/** The maximum delay of an attempt in seconds: proxies time out after a minute. */
const maxDelaySeconds = 30

/**
 * Failed attempts on one person from all addresses, beyond which browsers that they have not used are rejected: NIST SP
 * 800-63B, 5.2.2, allows 100. Delays keep one address, and two, below it.
 */
const maxFailuresOfPerson = 100

/** The maximum number of attempts that wait behind one of the same person from the same address. */
const maxWaiting = 1

/** The number of passwords hashed at once: two of Node.js's four worker threads, which files, DNS and TLS also need. */
const hashesAtOnce = 2

/** An attempt to sign in, or to confirm the current password. */
export interface SignInAttempt {
  /** the address whose password may be guessed; omitted for a link and a user of the demo, which cannot be guessed */
  readonly email?: string | undefined
  /** identifies a browser that the person has signed in with: their trusted browser or their session */
  readonly browser?: string | undefined
  /** called when the attempt has ended: whether it stays counted although it did not fail */
  readonly staysCounted?: (() => boolean) | undefined
}

type Keys = readonly [own: string] | readonly [own: string, address: string]

/** Runs an attempt to sign in, possibly later, or rejects it. */
export type SignInThrottle = <Result>(
  attempt: SignInAttempt,
  client: ClientInfo,
  signIn: () => Promise<Result>,
) => Promise<Result>

export interface SignInThrottleOptions {
  /** waits for a number of milliseconds */
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
export function createSignInThrottle({ wait = waitForClient }: SignInThrottleOptions = {}): SignInThrottle {
  const counts = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: failurePeriodSeconds })
  const personLimit = new RateLimiterMemory({ points: maxFailuresOfPerson, duration: failurePeriodSeconds })
  const personQueue = createConcurrencyLimiter({ concurrency: 1, maxQueue: maxWaiting })
  const slowAddressQueue = createConcurrencyLimiter({ concurrency: 2, maxQueue: 50 })
  const addressQueue = createConcurrencyLimiter({ concurrency: 2, maxQueue: 50 })
  const hashQueue = createConcurrencyLimiter({ concurrency: hashesAtOnce, maxQueue: 500 })

  const failures = async (key: string): Promise<number> => (await counts.get(key))?.consumedPoints ?? 0

  /** Counts an attempt under its keys while it runs, and afterwards if it failed or stays counted. */
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

  /** Delays an attempt by the failures of its person and address or browser, and by those of the address, if given. */
  async function delayed<Result>(
    keys: Keys,
    work: () => Promise<Result>,
    staysCounted: () => boolean,
  ): Promise<Result> {
    const [own, address] = keys
    const personDelay = delayAfter(await failures(own), freeFailuresOfPerson)
    await wait(
      address === undefined
        ? personDelay
        : Math.max(personDelay, delayAfter(await failures(address), freeFailuresOfAddress)),
    )
    return counted(keys, work, staysCounted)
  }

  return async ({ email, browser, staysCounted = () => false }, client, signIn) => {
    const address = clientPrefix(client)
    const hash = async () => addressQueue(address, async () => hashQueue('', signIn))
    if (email === undefined) return hash()
    const own = keyOf(email, browser ?? address)
    if (browser !== undefined) {
      return personQueue(own, async () => delayed([own], hash, staysCounted))
    }

    return personQueue(own, async () => {
      const person = keyOf(email)
      const seconds = await consume(personLimit, person)
      if (seconds !== undefined) throw rateLimited('Too many failed sign-in attempts', seconds)
      const uncount = async () => {
        if (!staysCounted()) await personLimit.reward(person)
      }
      try {
        const isSlow = (await failures(address)) >= freeFailuresOfAddress
        const result = isSlow
          ? await slowAddressQueue(address, async () => delayed([own, address], hash, staysCounted))
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

/** Returns the delay in milliseconds after `failed` failed attempts, of which `free` have none. */
export function delayAfter(failed: number, free: number): number {
  return failed < free ? 0 : Math.min(2 ** (failed - free), maxDelaySeconds) * 1_000
}

async function waitForClient(milliseconds: number): Promise<void> {
  if (milliseconds === 0) return
  try {
    await setTimeout(milliseconds, undefined, { signal: requestContext()?.signal })
  } catch (error) {
    throw new ClientGone('the client left', { cause: error })
  }
}

/** Returns a key of constant length, however long the email address is. */
function keyOf(email: string, from?: string): string {
  return createHash('sha256')
    .update(JSON.stringify([email.trim().toLowerCase(), from ?? null]))
    .digest('base64')
}

/** Whether an error means that the password was wrong. */
export function isWrongCredentials(error: unknown): boolean {
  return (
    error instanceof Problem && (error.extras.errors ?? []).some(({ code }) => code === 'wrong_credentials')
  )
}
