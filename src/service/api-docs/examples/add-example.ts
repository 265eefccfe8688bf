import { endpoints } from '../../../contract/endpoints.ts'
import type { JsonSchema } from '../../../contract/params.ts'
import {
  methodNames,
  type MediaType,
  type OpenApiDocument,
  type Operation,
  type Parameter,
} from '../openapi.ts'
import type { Example } from './example.ts'

/** Adds an example to the OpenAPI document: to the request's parameters or body, and to the response. */
export function addExample({ paths }: OpenApiDocument, example: Example): void {
  const { method, path } = endpoints[example.operation]
  const operation = paths[path]?.[methodNames[method]]
  if (operation === undefined) throw new Error(`an example of nothing: ${example.operation}`)
  addRequest(operation, example)
  const { status, body } = example.response
  const content = operation.responses[status]?.content ?? {}
  for (const media of Object.values(content)) add(media, example, body)
}

function addRequest({ parameters, requestBody }: Operation, example: Example): void {
  const { id, headers, as, parameters: sent } = example.request
  const values: Readonly<Record<string, string | number | undefined>> = { id, ...headers, ...sent }
  for (const parameter of parameters) {
    const value = values[parameter.name]
    if (value !== undefined) add(parameter, example, typed(String(value), parameter.schema))
  }
  const media = as === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
  const body = requestBody?.content[media]
  if (body !== undefined && sent !== undefined) add(body, example, sent)
}

function add(place: MediaType | Parameter, { name, summary }: Example, value: unknown): void {
  place.examples = { ...place.examples, [name]: { summary, value } }
}

/** Returns the value that a text in a URL represents. */
function typed(text: string, { type }: JsonSchema): unknown {
  if (type === 'integer' || type === 'number') return Number(text)
  if (type === 'boolean') return text === 'true'
  return type === 'array' ? text.split(',') : text
}
