import type { ProblemCode } from '../../../contract/problem.ts'

/** When each code is sent; a missing text does not compile. */
export const problemDescriptions: Readonly<Record<ProblemCode, string>> = {
  invalid_request: 'The request is invalid. If fields are at fault, `errors` lists all of them.',
  unauthenticated: 'No token or session, or it is unknown, revoked or expired.',
  forbidden:
    'Not permitted: by the role, the token’s scopes or the application’s features; the event belongs to another user; the session belongs to another user; or the request comes from another site.',
  not_found: 'It does not exist in your application.',
  method_not_allowed: 'The path does not support this method; see `Allow`.',
  conflict: 'The request would change the lead’s current status or assignee.',
  in_progress: 'The first request with this `Idempotency-Key` is still in progress.',
  gone: 'The event was deleted; `deleted` says by whom and when.',
  precondition_failed: 'The event has changed since the `ETag` in `If-Match`; `item` is the current event.',
  payload_too_large: 'The body exceeds 256 KiB.',
  uri_too_long: 'The URL exceeds 12 KB. Split the list of leads and merge the results.',
  unsupported_media_type: 'The body is neither a form nor JSON, or is not UTF-8.',
  idempotency_mismatch: 'The `Idempotency-Key` was used for a different request.',
  rate_limited:
    'Too many requests in ten seconds or at once from one person, token or address, or too many failed sign-in attempts; see `Retry-After`.',
  internal: 'Unexpected error in the service.',
  upstream_unavailable:
    'The Atoka API behind the service failed or (504) did not respond in time; `detail` says whether a write may have happened.',
  unavailable: 'The database is unreachable at the moment.',
}
