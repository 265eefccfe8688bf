import type { ProblemCode, ProblemDetails } from '../../contract/problem.ts'
import { Problem } from '../core/problem.ts'
import { CommitOutcomeUnknown } from '../store/connection/database.ts'
import { ClientGone } from '../store/connection/request-context.ts'
import {
  diskFull,
  isDiskFull,
  isInterrupted,
  isConnectionError,
} from '../store/connection/is-connection-error.ts'
import { WrittenItems } from '../core/written-items.ts'
import { dataHeaders } from './page/security-headers.ts'

/**
 * The number of bytes written to a connection at once, so that the progress of a client that reads a large response
 * is known.
 */
const chunkBytes = 64 * 1024

/** Creates a JSON response. */
export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  if (body === undefined) return new Response(null, { status, headers: { ...dataHeaders, ...headers } })
  const parts = writeJson(body)
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const [first] = parts
  return new Response(parts.length === 1 && length <= chunkBytes ? first : streamOf(parts), {
    status,
    headers: {
      ...dataHeaders,
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(length),
      ...headers,
    },
  })
}

/** Creates the response of a file to save, whose parts are read when the client has read those before. */
export function attachment({
  name,
  parts,
}: {
  readonly name: string
  readonly parts: AsyncGenerator<Buffer>
}): Response {
  return new Response(ReadableStream.from(parts), {
    headers: {
      ...dataHeaders,
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeFileName(name)}`,
    },
  })
}

/** Encodes a file name for a header: RFC 8187, 3.2.1, whose `attr-char` has fewer characters than a URI. */
function encodeFileName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Serialises a body; items that are already serialised are not changed. */
function writeJson(body: unknown): Buffer<ArrayBuffer>[] {
  if (
    typeof body !== 'object' ||
    body === null ||
    !('items' in body) ||
    !(body.items instanceof WrittenItems)
  )
    return [Buffer.from(JSON.stringify(body))]
  const { items, ...rest } = body
  const others = JSON.stringify(rest)
  return [
    Buffer.from('{"items":['),
    ...items.slices.flatMap((slice, index) => (index === 0 ? [slice] : [comma, slice])),
    Buffer.from(`]${others === '{}' ? '' : ','}${others.slice(1)}`),
  ]
}

const comma = Buffer.from(',')

/** Streams the parts as the client reads them, and releases each part once it is written. */
function streamOf(parts: Buffer<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const left = parts.toReversed()
  return new ReadableStream(
    {
      pull(controller) {
        const part = left.pop()
        if (part === undefined) return controller.close()
        if (part.length > chunkBytes) left.push(part.subarray(chunkBytes))
        controller.enqueue(part.subarray(0, chunkBytes))
      },
    },
    { highWaterMark: 0 },
  )
}

const titles: Record<ProblemCode, string> = {
  invalid_request: 'Invalid request',
  unauthenticated: 'Not authenticated',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  conflict: 'Conflicts with the lead’s current state',
  in_progress: 'Request in progress',
  gone: 'Deleted',
  precondition_failed: 'Precondition failed',
  payload_too_large: 'Request body too large',
  uri_too_long: 'URL too long',
  unsupported_media_type: 'Unsupported media type',
  idempotency_mismatch: 'Idempotency key reused',
  rate_limited: 'Too many requests',
  internal: 'Internal error',
  upstream_unavailable: 'Upstream (Atoka) unavailable',
  unavailable: 'Service unavailable',
}

/**
 * The only function that converts errors to responses: RFC 9457 problem+json. An error that is not a `Problem` is
 * reported and becomes a 500 or 503 without details; `outage` returns why the database is not running, if that is
 * known.
 */
export function problemResponse(
  error: unknown,
  report: (error: unknown) => void,
  outage: () => string | undefined = () => undefined,
): Response {
  const problem = toProblem(error, report, outage)
  const details: ProblemDetails = {
    type: `urn:leadline:problem:${problem.code}`,
    title: titles[problem.code],
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    ...problem.extras,
  }
  return json(problem.status, details, { 'content-type': 'application/problem+json', ...problem.headers })
}

function toProblem(
  error: unknown,
  report: (error: unknown) => void,
  outage: () => string | undefined,
): Problem {
  if (error instanceof Problem) return error
  // no client reads the response, and nothing has failed
  if (error instanceof ClientGone) return new Problem('unavailable', 'The client left.')
  report(error)
  const headers = { 'retry-after': '2' }
  if (error instanceof CommitOutcomeUnknown) return new Problem('unavailable', maybeWritten, { headers })
  if (isInterrupted(error)) return new Problem('unavailable', busy, { headers })
  if (isDiskFull(error)) return new Problem('unavailable', diskFull, { headers })
  if (isConnectionError(error)) return new Problem('unavailable', outage() ?? notWritten, { headers })
  return new Problem(
    'internal',
    'Internal error. Try again; if it persists, contact the operator of the service.',
  )
}

const notWritten = 'The database is unreachable; nothing was written. Try again shortly.'

const busy = 'The database is busy and the request took too long; nothing was written. Try again shortly.'

const maybeWritten =
  'The connection to the database was lost during the write: it may or may not have been saved. Check, or retry with the same Idempotency-Key.'
