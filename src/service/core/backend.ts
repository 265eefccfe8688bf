import type { ResponseOf, BodyOf, endpoints, EndpointName, QueryOf } from '../../contract/endpoints.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import type { Capability } from '../../contract/user.ts'
import type { Application, Caller, SignedInCaller, UserCaller } from './caller.ts'
import type { WrittenItems } from './written-items.ts'

/** An `Idempotency-Key`, and the SHA-256 of the request that it came with. */
export interface IdempotencyKey {
  readonly key: string
  readonly fingerprint: Buffer
}

/** What the headers of a write say. */
export interface WriteHeaders {
  readonly idempotency: IdempotencyKey | undefined
  /** milliseconds since the person logged the event: an age, so that a wrong clock does no harm */
  readonly loggedAgo: number | undefined
  /** the `ETag` that the caller has seen */
  readonly ifMatch: string | undefined
}

/** What an operation gets of a request: parsed by its endpoint's schemas; `id` is the path's. */
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

/** What an operation returns: what its endpoint's row says, the items of a large page as JSON. */
export type ResultOf<Name extends EndpointName> = Name extends 'listEvents' | 'searchEvents' | 'syncEvents'
  ? Omit<ResponseOf<Name>, 'items'> & { readonly items: LeadEvent[] | WrittenItems }
  : ResponseOf<Name>

/** One endpoint carried out: answers what its row says, or throws a `Problem`. */
export type Operation<Name extends EndpointName> = (
  caller: CallerOf<Name>,
  request: OperationRequest<Name>,
) => Promise<ResultOf<Name>>

/** The endpoints by which managers look after the people of their application: the service's own, as sessions are. */
export type PeopleEndpoint =
  | 'listPeople'
  | 'invitePerson'
  | 'changePerson'
  | 'withdrawInvitation'
  | 'createLink'

/** The endpoints of sessions and of what people sign in with. */
export type SessionEndpoint =
  | 'getSession'
  | 'createSession'
  | 'deleteSession'
  | 'deleteSessions'
  | 'readLink'
  | 'acceptLink'
  | 'changePassword'

/** The endpoints that a back end carries out; people and sessions are the service's own. */
export type BackendEndpoint = Exclude<EndpointName, PeopleEndpoint | SessionEndpoint>

/** What stands behind the service: our own store, or the real API. */
export type Backend = { readonly [Name in BackendEndpoint]: Operation<Name> } & {
  readonly capabilities: readonly Capability[]
  /** whether an application has a feature that an endpoint needs */
  readonly hasFeature: (application: Application, feature: string) => boolean
}
