import {
  endpoints,
  type AnswerOf,
  type BodyOf,
  type Endpoint,
  type EndpointName,
  type QueryOf,
} from '../../contract/endpoints.ts'
import { problemSchema } from '../../contract/problem.ts'
import { ApiProblem } from './problems.ts'
import { hearServiceClock } from './service-clock.ts'

type Loose<Parameters> = { readonly [Name in keyof Parameters]?: Parameters[Name] | undefined }

/** What a call sends: `id` fills `{id}` of the path; parameters that are `undefined` are left out. */
export interface Call<Name extends EndpointName> {
  readonly id?: string | number
  readonly query?: Loose<QueryOf<Name>>
  readonly body?: Loose<BodyOf<Name>>
  readonly signal?: AbortSignal
  readonly write?: Write
}

/** What goes along with a write. */
export interface Write {
  /** the same for every try of one write: contract, row "safe retries" */
  readonly idempotencyKey: string
  /** who did it; the service refuses it under another's session, for tabs share cookies */
  readonly appUserId: string
}

/** Browsers let 64 KiB of requests outlive their page; a character is at most four bytes. */
const maxKeepalive = 15_000

/**
 * Calls an endpoint of the service with the browser's session: the only `fetch` there is.
 * Rejects with an `ApiProblem`, or with the signal's reason where the caller aborted.
 */
export async function call<Name extends EndpointName>(
  name: Name,
  { id, query, body, signal, write }: Call<Name> = {},
): Promise<AnswerOf<Name>> {
  const endpoint: Endpoint = endpoints[name]
  const path = endpoint.path.replace('{id}', encodeURIComponent(id ?? ''))
  const search = toSearch({ ...query, appUserId: write?.appUserId })
  const payload = body === undefined ? undefined : JSON.stringify(body)
  const response = await fetchOrProblem(search === '' ? path : `${path}?${search}`, {
    method: endpoint.method,
    headers: {
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...(write !== undefined && { 'idempotency-key': write.idempotencyKey }),
    },
    // a write goes on where the page is closed meanwhile
    keepalive: write !== undefined && (payload ?? '').length < maxKeepalive,
    ...(payload !== undefined && { body: payload }),
    ...(signal !== undefined && { signal }),
  })
  if (!response.ok) throw await readProblem(response)
  const answer = endpoint.answer?.parse(await response.json())
  // parsed by this endpoint's own schema just now, which the compiler cannot follow through the table
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return answer as AnswerOf<Name>
}

async function fetchOrProblem(address: string, init: RequestInit): Promise<Response> {
  const sent = Date.now()
  try {
    const response = await fetch(address, { ...init, credentials: 'same-origin' })
    hearServiceClock(response.headers.get('date'), { sent, received: Date.now() })
    return response
  } catch (error) {
    init.signal?.throwIfAborted()
    throw new ApiProblem('unreachable', 0, undefined, { cause: error })
  }
}

async function readProblem(response: Response): Promise<ApiProblem> {
  try {
    const details = problemSchema.parse(await response.json())
    return new ApiProblem(details.code, response.status, details)
  } catch (error) {
    // an answer that is none of the service's comes from something in between
    return new ApiProblem('unreachable', response.status, undefined, { cause: error })
  }
}

function toSearch(query: object): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value))
  }
  return search.toString()
}
