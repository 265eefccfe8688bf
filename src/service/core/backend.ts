import {
  endpoints,
  type BodyOf,
  type EndpointName,
  type QueryOf,
  type ResponseOf,
} from '../../contract/endpoints.ts'
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

/** The endpoints whose path begins with this one. */
type EndpointAt<Path extends string> = {
  [Name in EndpointName]: (typeof endpoints)[Name]['path'] extends `${Path}${string}` ? Name : never
}[EndpointName]

/**
 * The endpoints with which managers manage the people of their application. Like sessions, the service implements
 * them itself.
 */
export type PeopleEndpoint = EndpointAt<'/v2/people'>

/** The endpoints of imports in the page; the service implements them itself, for its own store. */
export type ImportEndpoint = EndpointAt<'/v2/imports'>

/** The endpoints of sessions, links and passwords. */
export type SessionEndpoint = EndpointAt<'/session'>

/** The endpoints that a back end implements; the service implements those of people, imports and sessions. */
export type BackendEndpoint = Exclude<EndpointName, PeopleEndpoint | ImportEndpoint | SessionEndpoint>

export function isPeopleEndpoint(name: EndpointName): name is PeopleEndpoint {
  return endpoints[name].path.startsWith('/v2/people')
}

function isImportEndpoint(name: EndpointName): name is ImportEndpoint {
  return endpoints[name].path.startsWith('/v2/imports')
}

function isSessionEndpoint(name: EndpointName): name is SessionEndpoint {
  return endpoints[name].path.startsWith('/session')
}

export function isBackendEndpoint(name: EndpointName): name is BackendEndpoint {
  return !isPeopleEndpoint(name) && !isImportEndpoint(name) && !isSessionEndpoint(name)
}

/** An operation for each of these endpoints. */
export type Operations = { readonly [Name in BackendEndpoint]: Operation<Name> }

/** The endpoints that every back end has: those of the reference, and the leads and users that the page needs. */
type BasicEndpoint =
  | 'createEvent'
  | 'deleteEvent'
  | 'getEvent'
  | 'getLead'
  | 'listEvents'
  | 'listLeads'
  | 'listStatuses'
  | 'listUsers'
  | 'syncEvents'
  | 'updateEvent'

/** The back end of the service: our own store, or the Atoka API, which lacks some operations. */
export type Backend = Pick<Operations, BasicEndpoint> &
  Partial<Operations> & {
    readonly capabilities: readonly Capability[]
    /** whether an application has a feature that an endpoint needs */
    readonly hasFeature: (application: Application, feature: string) => boolean
  }
