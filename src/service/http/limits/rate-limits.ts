import type { Caller } from '../../core/caller.ts'
import {
  createSignInThrottle,
  type SignInThrottle,
  type SignInThrottleOptions,
} from '../session/sign-in-throttle.ts'
import type { ClientInfo } from './client-address.ts'
import { createKnownCredentials } from './known-credentials.ts'
import { createConcurrencyLimiter } from './concurrency-limit.ts'
import { clientPrefix } from './client-prefix.ts'
import { createRateLimit } from './rate-limit.ts'
import { bytesOf, createUnreadResponses, type Delivery } from './unread-responses.ts'

/** The limits that keep a caller from slowing down others. */
export interface Limits {
  /**
   * Rejects requests of an address that sends too many, before anything is parsed. A request with a known credential
   * counts against that credential instead, because many users may be behind one address.
   */
  address(request: Request, client: ClientInfo): Promise<void>
  /** remembers that a token or a session's token is valid, by its SHA-256 */
  recognise(credential: Buffer, client: ClientInfo): void
  /** rejects requests of a token or person that sends too many */
  caller(caller: Caller): Promise<void>
  /**
   * Computes the response of a caller, with its expected size in bytes, after the caller's other requests, so that no
   * caller uses all connections to the database. A response keeps its slot and its memory until it is delivered.
   */
  run(
    caller: Caller,
    expectedBytes: number,
    make: () => Promise<Response>,
    delivery: Delivery | undefined,
  ): Promise<Response>
  signIn: SignInThrottle
}

export interface LimitsOptions {
  /** maximum number of requests per person and per token in ten seconds; default: unlimited, also concurrently */
  readonly rateLimit?: number | undefined
  /** delays a sign-in attempt; tests replace it, so that no time passes */
  readonly waitAtSignIn?: SignInThrottleOptions['wait']
}

/** The limit of an address as a multiple of a caller's: a whole office may sign in behind it. */
const callersBehindAddress = 4

/** The maximum number of concurrent requests of a caller: fewer than the store's ten connections. */
const maxConcurrent = 6

/** The maximum number of waiting requests of a caller: more than our own clients send. */
const maxQueue = 500

/** The bytes of a caller's responses in memory, including unread ones; a larger one is computed alone. */
const maxBytesOfCaller = 24 * 1024 * 1024

/** The maximum expected size of an item in bytes: a note of 10,000 characters, most of which have one or two bytes. */
const maxBytesOfItem = 20 * 1024

/** Creates the limits. They are counted in this process; each of several services has its own count. */
export function createRateLimits({ rateLimit, waitAtSignIn }: LimitsOptions): Limits {
  const signIn = createSignInThrottle({ wait: waitAtSignIn })
  const unread = createUnreadResponses()
  if (rateLimit === undefined) {
    return {
      signIn,
      address: unlimited,
      recognise: (_credential, { recognised }) => recognised?.(),
      caller: unlimited,
      run: async (_caller, expectedBytes, make, delivery) => unread.run(expectedBytes, make, delivery),
    }
  }
  const callerQueue = createConcurrencyLimiter({
    concurrency: maxConcurrent,
    maxQueue,
    capacity: maxBytesOfCaller,
  })
  const known = createKnownCredentials()
  const addressLimit = createRateLimit(rateLimit * callersBehindAddress)
  const credentialLimit = createRateLimit(rateLimit)
  const tokenLimit = createRateLimit(rateLimit)
  const personLimit = createRateLimit(rateLimit)
  return {
    signIn,
    run: async (caller, expectedBytes, make, delivery) =>
      callerQueue(queueKey(caller), async () => unread.run(expectedBytes, make, delivery), {
        bytes: expectedBytes,
        bytesOf,
        delivered: delivery?.done,
      }),
    address: async (request, client) => {
      const credential = known.find(request)
      await (credential === undefined ? addressLimit(clientPrefix(client)) : credentialLimit(credential))
    },
    recognise: (credential, { recognised }) => {
      known.add(credential)
      recognised?.()
    },
    caller: async ({ application, user, token }) => {
      // requests of a token on behalf of a user do not count against that user's own limit
      if (token !== undefined) await tokenLimit(JSON.stringify([application.id, token.name]))
      else if (user !== null) await personLimit(JSON.stringify([application.id, user.id]))
    },
  }
}

/** Returns the maximum expected size of the response to a query in bytes; a search also needs memory for highlights. */
export function expectedBytesOf(query: unknown): number {
  if (typeof query !== 'object' || query === null) return maxBytesOfItem
  const limit = 'limit' in query && typeof query.limit === 'number' ? query.limit : 1
  const isSearch = 'q' in query && query.q !== undefined
  return limit * maxBytesOfItem * (isSearch ? 2 : 1)
}

async function unlimited(): Promise<void> {
  // no rate limit is configured
}

function queueKey({ application, user, token }: Caller): string {
  return JSON.stringify([application.id, token?.name ?? null, token === undefined ? user?.id : null])
}
