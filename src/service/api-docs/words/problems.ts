import type { ProblemCode } from '../../../contract/problem.ts'

/** When each code is sent; a code without words does not compile. */
export const problemWords: Readonly<Record<ProblemCode, string>> = {
  invalid_request: 'Something in the request is wrong. Where fields are, `errors` lists all of them at once.',
  unauthenticated: 'No token or session, or one that is unknown, revoked or expired.',
  forbidden:
    'Your role, the token’s scopes or the application’s features do not allow it, the event is somebody else’s, or the session belongs to another user or the request comes from another site.',
  not_found: 'There is no such thing in your application.',
  method_not_allowed: 'The path takes other methods, which `Allow` names.',
  conflict: 'The lead’s current status or assignee would change by it.',
  in_progress: 'The first request with this `Idempotency-Key` is still under way.',
  gone: 'The event was deleted: `deleted` says by whom and when.',
  precondition_failed: 'The event changed since the `ETag` in `If-Match`: `item` is the event as it is now.',
  payload_too_large: 'The body is larger than 256 KiB.',
  uri_too_long: 'The address is longer than 12 KB: split a list of leads and merge the answers.',
  unsupported_media_type: 'The body is neither a form nor JSON, or not in UTF-8.',
  idempotency_mismatch: 'The `Idempotency-Key` belongs to another request.',
  rate_limited:
    'More requests came in ten seconds, or at once, than the service takes of one person, token or address, or too many attempts to sign in have failed: `Retry-After` says when to go on.',
  internal: 'The service failed.',
  upstream_unavailable:
    'The Atoka API behind the service failed or, with 504, did not answer in time: `detail` says whether a write may have happened.',
  unavailable: 'The database cannot be reached at the moment.',
}
