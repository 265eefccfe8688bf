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

type Loose<Parameters> = { readonly [Name in keyof Parameters]?: Parameters[Name] | undefined }

/** What a call sends: `id` fills `{id}` of the path; parameters that are `undefined` are left out. */
export interface Call<Name extends EndpointName> {
  readonly id?: string | number
  readonly query?: Loose<QueryOf<Name>>
  readonly body?: Loose<BodyOf<Name>>
  readonly signal?: AbortSignal
}

/**
 * Calls an endpoint of the service with the browser's session: the only `fetch` there is.
 * Rejects with an `ApiProblem`, or with the signal's reason where the caller aborted.
 */
export async function call<Name extends EndpointName>(
  name: Name,
  { id, query, body, signal }: Call<Name> = {},
): Promise<AnswerOf<Name>> {
  const endpoint: Endpoint = endpoints[name]
  const path = endpoint.path.replace('{id}', encodeURIComponent(id ?? ''))
  const response = await fetchOrProblem(query === undefined ? path : `${path}?${toSearch(query)}`, {
    method: endpoint.method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal !== undefined && { signal }),
  })
  if (!response.ok) throw await readProblem(response)
  const answer = endpoint.answer?.parse(await response.json())
  // parsed by this endpoint's own schema just now, which the compiler cannot follow through the table
  return answer as AnswerOf<Name>
}

async function fetchOrProblem(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, credentials: 'same-origin' })
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
