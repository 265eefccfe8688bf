import type { ResponseOf, EndpointName } from '../../../contract/endpoints.ts'
import type { Instant } from '../../../contract/instant.ts'
import type { ProblemDetails } from '../../../contract/problem.ts'

/** The token of the application that the examples are about. */
export const exampleToken = 'demo-token'

/** A request, in the words of the API. */
export interface ExampleRequest {
  /** the `{id}` of the path */
  readonly id?: string | number
  readonly headers?: Readonly<Record<string, string>>
  /** query or form parameters, or the members of a JSON body; the token is added to them */
  readonly parameters?: Readonly<Record<string, string>>
  readonly as?: 'json'
  /** another token than the application's own, or none: the caller is known by curl's cookies, or unknown */
  readonly token?: string | undefined
}

/** A request to an endpoint and the answer to it, to the letter. A test sends each one, in order. */
export interface Example {
  readonly operation: EndpointName
  /** its key among the operation's examples */
  readonly name: string
  readonly summary: string
  /** where the service's clock stands */
  readonly at: Instant
  readonly request: ExampleRequest
  readonly answer: {
    readonly status: number
    /** the headers that matter to the example */
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
  }
}

type Told = Pick<Example, 'name' | 'summary' | 'at'> & { readonly request: ExampleRequest }
type Headers = Readonly<Record<string, string>>

/** An example that does what was asked for; its answer has the contract's shape. */
export function example<Name extends EndpointName>(
  operation: Name,
  told: Told,
  status: 200 | 201 | 204,
  body: ResponseOf<Name>,
  headers: Headers = {},
): Example {
  return { operation, ...told, answer: { status, headers, body } }
}

/** An example that is refused. */
export function refusal(
  operation: EndpointName,
  told: Told,
  body: ProblemDetails,
  headers: Headers = {},
): Example {
  return { operation, ...told, answer: { status: body.status, headers, body } }
}
