import type { ResponseOf, EndpointName } from '../../../contract/endpoints.ts'
import type { Instant } from '../../../contract/instant.ts'
import type { ProblemDetails } from '../../../contract/problem.ts'

/** The token of the examples' application. */
export const exampleToken = 'demo-token'

/** The request of an example. */
export interface ExampleRequest {
  /** the `{id}` of the path */
  readonly id?: string | number
  readonly headers?: Readonly<Record<string, string>>
  /** query or form parameters, or the members of a JSON body; the token is added */
  readonly parameters?: Readonly<Record<string, string>>
  readonly as?: 'json'
  /** a token other than the application's, or none: the caller then has curl's cookies, or is unknown */
  readonly token?: string | undefined
}

/** A request to an endpoint and the exact response. A test sends each one, in order. */
export interface Example {
  readonly operation: EndpointName
  /** its key among the operation's examples */
  readonly name: string
  readonly summary: string
  /** the time of the service's clock */
  readonly at: Instant
  readonly request: ExampleRequest
  readonly response: {
    readonly status: number
    /** the headers that the example shows */
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
  }
}

type ExampleDetails = Pick<Example, 'name' | 'summary' | 'at'> & { readonly request: ExampleRequest }
type Headers = Readonly<Record<string, string>>

/** Creates an example of a successful request; its response has the type in the contract. */
export function example<Name extends EndpointName>(
  operation: Name,
  details: ExampleDetails,
  status: 200 | 201 | 204,
  body: ResponseOf<Name>,
  headers: Headers = {},
): Example {
  return { operation, ...details, response: { status, headers, body } }
}

/** Creates an example of a rejected request. */
export function errorExample(
  operation: EndpointName,
  details: ExampleDetails,
  body: ProblemDetails,
  headers: Headers = {},
): Example {
  return { operation, ...details, response: { status: body.status, headers, body } }
}
