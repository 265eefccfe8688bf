import type { Caller } from '../../core/caller.ts'
import { createSlowSignIn, type SignInThrottle, type SlowSignInOptions } from '../session/sign-in-throttle.ts'
import type { ClientInfo } from './client-address.ts'
import { createKnownCredentials } from './known-credentials.ts'
import { createConcurrencyLimiter } from './concurrency-limit.ts'
import { clientPrefix } from './client-prefix.ts'
import { createRateLimit } from './rate-limit.ts'
import { bytesOf, createUnreadResponses, type Delivery } from './unread-responses.ts'

/** What keeps a caller from slowing the others. */
export interface Limits {
  /**
   * Refuses an address that sends too much, before anything is read of what it sends. A request whose credential is known
   * counts against that credential instead: many people may be behind one address.
   */
  address(request: Request, arrival: ClientInfo): Promise<void>
  /** remembers that a token is good that authenticated a request, or a session's: its SHA-256 */
  recognise(credential: Buffer, arrival: ClientInfo): void
  /** refuses a token or person that sends too much */
  caller(caller: Caller): Promise<void>
  /**
   * Makes the response of a caller, which is expected to have so many bytes, behind the caller's other work: it never takes
   * all connections to the database. A response occupies its place and its memory until it is delivered.
   */
  inLane(
    caller: Caller,
    expectedBytes: number,
    make: () => Promise<Response>,
    delivery: Delivery | undefined,
  ): Promise<Response>
  signIn: SignInThrottle
}

export interface LimitsOptions {
  /** requests of a person, and of a token, in ten seconds; any number, and as many at once, unless told */
  readonly rateLimit?: number | undefined
  /** lets an attempt to sign in wait: a test, without time passing */
  readonly waitAtSignIn?: SlowSignInOptions['wait']
}

/** People who sign in, or open the page, behind the address of a whole office. */
const callersBehindAddress = 4

/** Below the store's ten connections. */
const atOnce = 6

/** More than any client of ours keeps waiting. */
const longestQueue = 500

/** Bytes of the responses that one caller has at once, unread ones too; a larger one is made alone. */
const bytesOfCaller = 24 * 1024 * 1024

/** Bytes that an item is expected to have at the most: a note of 10,000 characters, most of them of one or two bytes. */
const bytesOfItem = 20 * 1024

/** Counted in this process; each of several services lets as much through. */
export function createRateLimits({ rateLimit, waitAtSignIn }: LimitsOptions): Limits {
  const signIn = createSlowSignIn({ wait: waitAtSignIn })
  const unread = createUnreadResponses()
  if (rateLimit === undefined) {
    return {
      signIn,
      address: letThrough,
      recognise: (_credential, { recognised }) => recognised?.(),
      caller: letThrough,
      inLane: async (_caller, expectedBytes, make, delivery) => unread.run(expectedBytes, make, delivery),
    }
  }
  const inLane = createConcurrencyLimiter({ wide: atOnce, long: longestQueue, capacity: bytesOfCaller })
  const known = createKnownCredentials()
  const ofAddress = createRateLimit(rateLimit * callersBehindAddress)
  const ofCredential = createRateLimit(rateLimit)
  const ofToken = createRateLimit(rateLimit)
  const ofPerson = createRateLimit(rateLimit)
  return {
    signIn,
    inLane: async (caller, expectedBytes, make, delivery) =>
      inLane(laneOf(caller), async () => unread.run(expectedBytes, make, delivery), {
        bytes: expectedBytes,
        bytesOf,
        delivered: delivery?.done,
      }),
    address: async (request, arrival) => {
      const credential = known.find(request)
      await (credential === undefined ? ofAddress(clientPrefix(arrival)) : ofCredential(credential))
    },
    recognise: (credential, { recognised }) => {
      known.add(credential)
      recognised?.()
    },
    caller: async ({ application, user, token }) => {
      // what a token sends in somebody's name does not count against what that person may send in a browser
      if (token !== undefined) await ofToken(JSON.stringify([application.id, token.name]))
      else if (user !== null) await ofPerson(JSON.stringify([application.id, user.id]))
    },
  }
}

/** Bytes that the response to a query is expected to have at the most; what is sought is held beside its highlights. */
export function expectedBytesOf(query: unknown): number {
  if (typeof query !== 'object' || query === null) return bytesOfItem
  const limit = 'limit' in query && typeof query.limit === 'number' ? query.limit : 1
  const isSearch = 'q' in query && query.q !== undefined
  return limit * bytesOfItem * (isSearch ? 2 : 1)
}

async function letThrough(): Promise<void> {
  // no number was said
}

function laneOf({ application, user, token }: Caller): string {
  return JSON.stringify([application.id, token?.name ?? null, token === undefined ? user?.id : null])
}
