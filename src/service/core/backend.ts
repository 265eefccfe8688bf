import type { ResponseOf, BodyOf, endpoints, EndpointName, QueryOf } from '../../contract/endpoints.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import type { Capability } from '../../contract/user.ts'
import type { Application, Caller, SignedInCaller, UserCaller } from './caller.ts'
import type { WrittenItems } from './written-items.ts'

/** An `Idempotency-Key`, and the SHA-256 of its request. */
export interface IdempotencyKey {
  readonly key: string
  readonly fingerprint: Buffer
}

/** The parsed headers of a write. */
export interface WriteHeaders {
  readonly idempotency: IdempotencyKey | undefined
  /** milliseconds since the user logged the event: an age, so that a wrong clock does no harm */
  readonly loggedAgo: number | undefined
  /** the `ETag` of the version that the caller knows */
  readonly ifMatch: string | undefined
}

/** The request of an operation, parsed with its endpoint's schemas; `id` comes from the path. */
export interface OperationRequest<Name extends EndpointName> {
  readonly id: string
  readonly headers: WriteHeaders
  readonly query: QueryOf<Name>
  readonly body: BodyOf<Name>
}

type CallerOf<Name extends EndpointName> = {
  readonly user: UserCaller
  readonly session: SignedInCaller
  readonly application: Caller
  readonly anyone: Caller
}[(typeof endpoints)[Name]['caller']]

/** The result of an operation: the response that its endpoint defines; a large page contains its items as JSON. */
export type ResultOf<Name extends EndpointName> = Name extends
  | 'listEvents'
  | 'listRecentEvents'
  | 'searchEvents'
  | 'syncEvents'
  ? Omit<ResponseOf<Name>, 'items'> & { readonly items: LeadEvent[] | WrittenItems }
  : ResponseOf<Name>

/** Executes one endpoint: returns its response or throws a `Problem`. */
export type Operation<Name extends EndpointName> = (
  caller: CallerOf<Name>,
  request: OperationRequest<Name>,
) => Promise<ResultOf<Name>>

/**
 * The endpoints with which managers manage the people of their application. Like sessions, the service implements
 * them itself.
 */
export type PeopleEndpoint =
  | 'listPeople'
  | 'invitePerson'
  | 'changePerson'
  | 'withdrawInvitation'
  | 'createLink'

/** The endpoints of sessions, links and passwords. */
export type SessionEndpoint =
  | 'getSession'
  | 'createSession'
  | 'deleteSession'
  | 'deleteSessions'
  | 'readLink'
  | 'acceptLink'
  | 'changePassword'

/** The endpoints that a back end implements; the service implements those of people and sessions. */
export type BackendEndpoint = Exclude<EndpointName, PeopleEndpoint | SessionEndpoint>

/** The back end of the service: our own store, or the Atoka API. */
export type Backend = { readonly [Name in BackendEndpoint]: Operation<Name> } & {
  readonly capabilities: readonly Capability[]
  /** whether an application has a feature that an endpoint needs */
  readonly hasFeature: (application: Application, feature: string) => boolean
}
