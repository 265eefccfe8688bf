import { endpoints, type Endpoint, type EndpointName } from '../../contract/endpoints.ts'
import { problemStatus, type ProblemCode } from '../../contract/problem.ts'

/** The errors that are specific to an operation. */
const specificCodes: Readonly<Partial<Record<EndpointName, readonly ProblemCode[]>>> = {
  createEvent: ['in_progress', 'idempotency_mismatch'],
  getEvent: ['gone'],
  createImport: ['conflict'],
  changeImport: ['conflict'],
  readLink: ['not_found'],
  acceptLink: ['not_found'],
  updateEvent: ['conflict', 'in_progress', 'gone', 'precondition_failed', 'idempotency_mismatch'],
  deleteEvent: ['conflict', 'in_progress', 'gone', 'precondition_failed', 'idempotency_mismatch'],
}

/** The operations that Atoka executes, if it is the back end. */
const upstream: ReadonlySet<EndpointName> = new Set([
  'createEvent',
  'listEvents',
  'listStatuses',
  'syncEvents',
  'getEvent',
  'updateEvent',
  'deleteEvent',
  'listLeads',
  'getLead',
])

/** Returns the statuses of a code: its own, and 504 if the upstream API did not respond in time. */
export function statusesOf(code: ProblemCode): number[] {
  return code === 'upstream_unavailable' ? [problemStatus[code], 504] : [problemStatus[code]]
}

/**
 * Returns every error code of an operation, by status: those of the guards of its route (`service.ts`), and its
 * specific ones.
 */
export function problemCodesOf(name: EndpointName): ProblemCode[] {
  const { method, path, caller, body }: Endpoint = endpoints[name]
  const writes = method !== 'GET'
  const authenticates = caller !== 'anyone'
  const readsParameters = authenticates || body !== undefined
  const codes: (ProblemCode | false)[] = [
    readsParameters && 'invalid_request',
    authenticates && 'unauthenticated',
    'rate_limited',
    (authenticates || writes) && 'forbidden',
    path.includes('{id}') && 'not_found',
    writes && 'payload_too_large',
    readsParameters && 'uri_too_long',
    readsParameters && writes && 'unsupported_media_type',
    'internal',
    upstream.has(name) && 'upstream_unavailable',
    'unavailable',
    ...(specificCodes[name] ?? []),
  ]
  return codes.filter((code) => code !== false).toSorted((a, b) => problemStatus[a] - problemStatus[b])
}
