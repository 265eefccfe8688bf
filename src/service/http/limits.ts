import type { Caller } from '../caller.ts'
import { createSlowSignIn, type SlowSignIn } from '../session/slow-sign-in.ts'
import type { Arrival } from './arrival.ts'
import { createLanes } from './lanes.ts'
import { networkOf } from './network-of.ts'
import { createRateLimit } from './rate-limit.ts'

/** What keeps a caller from slowing the others. */
export interface Limits {
  /** refuses an address that sends too much, before anything is read of what it sends */
  address(arrival: Arrival): Promise<void>
  /** refuses a token or person that sends too much */
  caller(caller: Caller): Promise<void>
  /**
   * does a caller's work behind his own, so that it never takes all connections to the database; who does not read what is
   * answered still occupies a place, until `delivered`
   */
  inLane<Result>(caller: Caller, work: () => Promise<Result>, delivered?: Promise<void>): Promise<Result>
  signIn: SlowSignIn
}

export interface LimitsOptions {
  /** requests of a person, and of a token, in ten seconds; any number, and as many at once, unless told */
  readonly rateLimit?: number | undefined
}

/** An address may be a whole office, or a server that calls for many. */
const callersBehindAddress = 4

/** Below the store's ten connections. */
const atOnce = 6

/** More than any client of ours keeps waiting. */
const longestQueue = 500

/** Counted in this process; each of several services lets as much through. */
export function createLimits({ rateLimit }: LimitsOptions): Limits {
  const signIn = createSlowSignIn()
  if (rateLimit === undefined) {
    return { signIn, address: letThrough, caller: letThrough, inLane: async (_caller, work) => work() }
  }
  const inLane = createLanes({ wide: atOnce, long: longestQueue })
  const ofAddress = createRateLimit(rateLimit * callersBehindAddress)
  const ofToken = createRateLimit(rateLimit)
  const ofPerson = createRateLimit(rateLimit)
  return {
    signIn,
    inLane: async (caller, work, delivered) => inLane(laneOf(caller), work, delivered),
    address: async (arrival) => ofAddress(networkOf(arrival)),
    caller: async ({ application, user, token }) => {
      // what a token sends in somebody's name does not count against what that person may send in a browser
      if (token !== undefined) await ofToken(JSON.stringify([application.id, token.name]))
      else if (user !== null) await ofPerson(JSON.stringify([application.id, user.id]))
    },
  }
}

async function letThrough(): Promise<void> {
  // no number was said
}

function laneOf({ application, user, token }: Caller): string {
  return JSON.stringify([application.id, token?.name ?? null, token === undefined ? user?.id : null])
}
