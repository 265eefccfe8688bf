import type { FieldError } from '../../contract/problem.ts'
import type { Instant } from '../../contract/instant.ts'
import type { TokenScope } from '../../contract/token-scope.ts'
import type { Role } from '../../contract/user.ts'

/** The application that a request belongs to: nothing of another one is ever visible or changeable. */
export interface Application {
  readonly id: string
  readonly name: string
  readonly features: readonly string[]
}

/** A user of an application, in whose name events are written. */
export interface ApplicationUser {
  readonly id: string
  readonly name: string
  readonly role: Role
}

/** What is known of a token that calls. */
export interface CallingToken {
  /** unique in its application among the tokens in force */
  readonly name: string
  readonly scopes: readonly TokenScope[]
  /** the first moment at which it is no longer in force; `null` for none */
  readonly expires: Instant | null
}

/** A person's session in a browser. */
export interface PersonSession {
  /** whose it is, in the table of people */
  readonly personId: string
  /** what they sign in with */
  readonly email: string
  /** the SHA-256 of its token */
  readonly hash: Buffer
}

/** Who is calling. Source: contract, "Who is calling". */
export interface Caller {
  readonly application: Application
  /** `null` for a token that names no `appUserId`: it may read */
  readonly user: ApplicationUser | null
  /** the token that was sent; `undefined` for a session, which may what its user may */
  readonly token?: CallingToken
  /** what is wrong with the `appUserId` that was sent, to be told with the other faults of the request */
  readonly userFault?: FieldError
  /** how they are signed in; absent for a token */
  readonly session?: PersonSession
}

/** A caller that is known to act for a user. */
export interface UserCaller extends Caller {
  readonly user: ApplicationUser
}

/** A caller that is a person who is signed in. */
export interface SignedInCaller extends UserCaller {
  readonly session: PersonSession
}
