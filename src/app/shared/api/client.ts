import {
  endpoints,
  type AnswerOf,
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

/** What a call sends: `id` fills `{id}` of the path; parameters that are `undefined` are left out. */
export interface ApiRequest<Name extends EndpointName> {
  readonly id?: string | number
  readonly query?: Loose<QueryOf<Name>>
  readonly body?: Loose<BodyOf<Name>>
  readonly signal?: AbortSignal
  readonly write?: ApiWrite
  /** only the service itself knows: what was read earlier is no answer */
  readonly isFresh?: boolean
}

/** What goes along with a write. */
export interface ApiWrite {
  /** the same for every try of one write: contract, row "safe retries" */
  readonly idempotencyKey: string
  /** who did it; the service refuses it under another's session, for tabs share cookies */
  readonly appUserId: string
  /** seconds since it was logged, where that is not now: contract, row "an event logged earlier than it is sent" */
  readonly loggedAgo?: number | undefined
  /** the version that the person saw: somebody else's later one is not to be overwritten unseen */
  readonly ifMatch?: string | undefined
}

/**
 * Browsers let 64 KiB of requests outlive their page, all of them together, and fail one that is beyond that at once.
 * The outbox has six under way, and a code unit is at most three bytes.
 */
const maxKeepalive = 3_500

/**
 * Calls an endpoint of the service with the browser's session: the only `fetch` there is.
 * Rejects with an `ApiProblem`, or with the signal's reason where the caller aborted.
 */
export async function request<Name extends EndpointName>(
  name: Name,
  { id, query, body, signal, write, isFresh = false }: ApiRequest<Name> = {},
): Promise<AnswerOf<Name>> {
  const endpoint: Endpoint = endpoints[name]
  const path = endpoint.path.replace('{id}', encodeURIComponent(id ?? ''))
  const search = toSearch({ ...query, appUserId: write?.appUserId })
  const payload = body === undefined ? undefined : JSON.stringify(body)
  const address = search === '' ? path : `${path}?${search}`
  const init: RequestInit = {
    method: endpoint.method,
    headers: {
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...(write !== undefined && { 'idempotency-key': write.idempotencyKey }),
      ...(write?.loggedAgo !== undefined && { 'logged-ago': write.loggedAgo.toFixed(3) }),
      ...(write?.ifMatch !== undefined && { 'if-match': write.ifMatch }),
    },
    // a write goes on where the page is closed meanwhile
    keepalive: write !== undefined && (payload ?? '').length < maxKeepalive,
    ...(payload !== undefined && { body: payload }),
    ...(signal !== undefined && { signal }),
  }
  const read = async () => {
    const response = await fetchOrProblem(address, init)
    if (!response.ok) throw await readProblem(response, signal)
    if (endpoint.answer !== undefined) return readBody(response, signal)
    // a page in place of the service's silence, as a hotspot gives before one has signed in there: nothing was done
    if (response.status !== 204) throw new ApiProblem('unreachable', response.status)
    return ''
  }
  const text = isFresh || endpoint.method !== 'GET' ? await read() : await fetchOrCached(name, address, read)
  const answer = endpoint.answer?.parse(parse(text))
  // parsed by this endpoint's own schema just now, which the compiler cannot follow through the table
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return answer as AnswerOf<Name>
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

/** The body of an answer that may break off on its way; nobody knows then whether a write was done. */
async function readBody(response: Response, signal: AbortSignal | undefined): Promise<string> {
  try {
    return await response.text()
  } catch (error) {
    signal?.throwIfAborted()
    throw new ApiProblem('unreachable', 0, undefined, { cause: error })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // something in between answered with a page of its own, or the body broke off
    throw new ApiProblem('unreachable', 0, undefined, { cause: error })
  }
}

async function readProblem(response: Response, signal: AbortSignal | undefined): Promise<ApiProblem> {
  const retryAfter = readRetryAfter(response.headers.get('retry-after'))
  try {
    const details = problemSchema.parse(parse(await readBody(response, signal)))
    return new ApiProblem(details.code, response.status, details, { retryAfter })
  } catch (error) {
    signal?.throwIfAborted()
    // an answer that is none of the service's comes from something in between
    return new ApiProblem('unreachable', response.status, undefined, { cause: error, retryAfter })
  }
}

/** Seconds or an HTTP date, which is by the service's clock, in milliseconds from now. Source: RFC 9110, 10.2.3. */
function readRetryAfter(value: string | null): number | undefined {
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
