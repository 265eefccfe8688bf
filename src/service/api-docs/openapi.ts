import type { JsonSchema } from '../../contract/params.ts'

/** The names of methods in OpenAPI. */
export const methodNames = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const

/** The schema of a media type, and examples by name. */
export interface MediaType {
  readonly schema: JsonSchema
  examples?: Record<string, NamedExample>
}

export interface NamedExample {
  readonly summary: string
  readonly value: unknown
}

export interface Header {
  readonly description: string
  readonly schema: JsonSchema
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description: string
  readonly schema: JsonSchema
  readonly style?: 'form'
  readonly explode?: boolean
  examples?: Record<string, NamedExample>
}

export interface ResponseObject {
  readonly description: string
  readonly headers?: Readonly<Record<string, Header>>
  readonly content?: Readonly<Record<string, MediaType>>
  /** the codes of an error, and when each is sent */
  readonly 'x-codes'?: Readonly<Record<string, string>>
}

export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: {
    readonly required: boolean
    readonly content: Readonly<Record<string, MediaType>>
  }
  readonly responses: Readonly<Record<string, ResponseObject>>
}

export interface PathItem {
  get?: Operation
  post?: Operation
  put?: Operation
  delete?: Operation
}

/** The parts of OpenAPI 3.1 that this service's description uses. */
export interface OpenApiDocument {
  readonly openapi: '3.1.1'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly externalDocs: { readonly description: string; readonly url: string }
  readonly servers: readonly { readonly url: string; readonly description: string }[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, string>>>>
  }
}
