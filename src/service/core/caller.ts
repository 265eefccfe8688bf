import type { FieldError } from '../../contract/problem.ts'
import type { Instant } from '../../contract/instant.ts'
import type { TokenScope } from '../../contract/token-scope.ts'
import type { Role } from '../../contract/user.ts'

/** The application of a request: data of other applications is never visible or changeable. */
export interface Application {
  readonly id: string
  readonly name: string
  readonly features: readonly string[]
}

/** A user of an application, on whose behalf events are written. */
export interface ApplicationUser {
  readonly id: string
  readonly name: string
  readonly role: Role
}

/** The token of a request. */
export interface CallingToken {
  /** unique among the valid tokens of its application */
  readonly name: string
  readonly scopes: readonly TokenScope[]
  /** the time at which it expires; `null` if it never does */
  readonly expires: Instant | null
}

/** A person's session in a browser. */
export interface PersonSession {
  /** the ID of its person, in the table of people */
  readonly personId: string
  /** the address that they sign in with */
  readonly email: string
  /** the SHA-256 of its token */
  readonly hash: Buffer
}

/** The caller of a request. Source: contract, "Authentication and permissions". */
export interface Caller {
  readonly application: Application
  /** `null` for a token without `appUserId`, which may read */
  readonly user: ApplicationUser | null
  /** the token of the request; `undefined` for a session, which has the permissions of its user */
  readonly token?: CallingToken
  /** the error of the `appUserId`, which is reported together with the request's other errors */
  readonly userError?: FieldError
  /** the session; absent for a token */
  readonly session?: PersonSession
}

/** A caller with a user. */
export interface UserCaller extends Caller {
  readonly user: ApplicationUser
}

/** A caller with a session. */
export interface SignedInCaller extends UserCaller {
  readonly session: PersonSession
}
