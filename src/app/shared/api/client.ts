import {
  endpoints,
  type ResponseOf,
  type BodyOf,
  type Endpoint,
  type EndpointName,
  type QueryOf,
} from '../../../contract/endpoints.ts'
import { problemSchema } from '../../../contract/problem.ts'
import { ApiProblem } from './problems.ts'
import { fetchOrCached } from './fetch-or-cached.ts'
import { observeServerDate, serverNow, monotonicNow } from '../time/server-clock.ts'

type Loose<Parameters> = { readonly [Name in keyof Parameters]?: Parameters[Name] | undefined }

/** The parts of a request: `id` replaces `{id}` in the path; parameters that are `undefined` are omitted. */
export interface ApiRequest<Name extends EndpointName> {
  readonly id?: string | number
  readonly query?: Loose<QueryOf<Name>>
  readonly body?: Loose<BodyOf<Name>>
  /** a part of a file, in place of the body */
  readonly upload?: Blob
  readonly signal?: AbortSignal
  readonly write?: ApiWrite
  /** only a response of the service counts, not a cached one */
  readonly isFresh?: boolean
}

/** The headers and the user of a write. */
export interface ApiWrite {
  /** the same for every attempt of one write: contract, row "safe retries" */
  readonly idempotencyKey: string
  /**
   * the user who made the change. Tabs share the session cookie, so the service rejects it under another user's
   * session.
   */
  readonly appUserId: string
  /** seconds since the event was logged, if not now: contract, row "an event logged earlier than it is sent" */
  readonly loggedAgo?: number | undefined
  /** the version that the user saw, so that a later version by another user is not overwritten unseen */
  readonly ifMatch?: string | undefined
}

/**
 * Length in UTF-16 code units up to which a body is sent with `keepalive`. Browsers let 64 KiB of requests in total
 * outlive their page, and fail a request beyond that at once. The outbox has up to six requests in progress, and a code
 * unit is at most three bytes.
 */
const maxKeepaliveLength = 3_500

/** Returns the path of a request with its query. */
export function addressOf(
  name: EndpointName,
  { id, query = {} }: { readonly id?: string | number | undefined; readonly query?: object },
): string {
  const path = endpoints[name].path.replace('{id}', encodeURIComponent(id ?? ''))
  const search = toSearch(query)
  return search === '' ? path : `${path}?${search}`
}

/**
 * Calls an endpoint of the service with the browser's session, by the app's only `fetch`. Rejects with an `ApiProblem`,
 * or with the signal's reason if the caller aborted.
 */
export async function request<Name extends EndpointName>(
  name: Name,
  { id, query, body, upload, signal, write, isFresh = false }: ApiRequest<Name> = {},
): Promise<ResponseOf<Name>> {
  const endpoint: Endpoint = endpoints[name]
  const payload = body === undefined ? undefined : JSON.stringify(body)
  const address = addressOf(name, { id, query: { ...query, appUserId: write?.appUserId } })
  const init: RequestInit = {
    method: endpoint.method,
    headers: {
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...(upload !== undefined && { 'content-type': 'application/octet-stream' }),
      ...(write !== undefined && { 'idempotency-key': write.idempotencyKey }),
      ...(write?.loggedAgo !== undefined && { 'logged-ago': write.loggedAgo.toFixed(3) }),
      ...(write?.ifMatch !== undefined && { 'if-match': write.ifMatch }),
    },
    // a write continues after the page is closed
    keepalive: write !== undefined && (payload ?? '').length < maxKeepaliveLength,
    ...(payload !== undefined && { body: payload }),
    ...(upload !== undefined && { body: upload }),
    ...(signal !== undefined && { signal }),
  }
  const load = async () => {
    const response = await fetchOrProblem(address, init)
    if (!response.ok) throw await toApiProblem(response, signal)
    if (endpoint.response !== undefined) return readBody(response, signal)
    // a page from an intermediary, such as a hotspot before the user signs in there: the service did nothing
    if (response.status !== 204) throw new ApiProblem('unreachable', response.status)
    return ''
  }
  const text = isFresh || endpoint.method !== 'GET' ? await load() : await fetchOrCached(name, address, load)
  const result = endpoint.response?.parse(parseJson(text))
  // the endpoint's own schema has just parsed it, which the compiler cannot infer from the table of endpoints
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return result as ResponseOf<Name>
}

async function fetchOrProblem(address: string, init: RequestInit): Promise<Response> {
  const sent = monotonicNow()
  try {
    const response = await fetch(address, { ...init, credentials: 'same-origin' })
    observeServerDate(response.headers.get('date'), { sent, received: monotonicNow() })
    return response
  } catch (error) {
    init.signal?.throwIfAborted()
    throw new ApiProblem('unreachable', 0, undefined, { cause: error })
  }
}

/** Reads a response's body. If the connection breaks, the outcome of a write is unknown. */
async function readBody(response: Response, signal: AbortSignal | undefined): Promise<string> {
  try {
    return await response.text()
  } catch (error) {
    signal?.throwIfAborted()
    throw new ApiProblem('unreachable', 0, undefined, { cause: error })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // an intermediary responded with its own page, or the body is incomplete
    throw new ApiProblem('unreachable', 0, undefined, { cause: error })
  }
}

async function toApiProblem(response: Response, signal: AbortSignal | undefined): Promise<ApiProblem> {
  const retryAfter = parseRetryAfter(response.headers.get('retry-after'))
  try {
    const details = problemSchema.parse(parseJson(await readBody(response, signal)))
    return new ApiProblem(details.code, response.status, details, { retryAfter })
  } catch (error) {
    signal?.throwIfAborted()
    // a response that is not one of the service's comes from an intermediary
    return new ApiProblem('unreachable', response.status, undefined, { cause: error, retryAfter })
  }
}

/** Converts seconds or an HTTP date by the service's clock to milliseconds from now. Source: RFC 9110, 10.2.3. */
function parseRetryAfter(value: string | null): number | undefined {
  if (value === null) return undefined
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - serverNow()
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}

function toSearch(query: object): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value))
  }
  return search.toString()
}
