import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { endpoints, type EndpointName } from '../../contract/endpoints.ts'
import type { JsonSchema } from '../../contract/params.ts'
import { toHonoPath } from '../http/routes.ts'
import { createDocument } from './document.ts'
import { endpointNames } from '../core/endpoint-names.ts'
import { methodNames, type Operation } from './openapi.ts'

/** A response of the service or of an example. */
export interface ReceivedResponse {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** Returns the operation in the description for a row of the contract. */
export function describedOperation(name: EndpointName): Operation {
  const { method, path } = endpoints[name]
  const operation = document.paths[path]?.[methodNames[method]]
  if (operation === undefined) throw new Error(`not described: ${name}`)
  return operation
}

const document = createDocument()
const ajv = new Ajv2020({ allErrors: true, strictRequired: false, allowUnionTypes: true, strictTypes: false })
addFormats.default(ajv)
// the schemas of responses refer to these components
ajv.addKeyword('components')
const components = copyOf(document.components)

const validators = new Map<string, ReturnType<typeof ajv.compile>>()

function validatorOf(key: string, schema: JsonSchema) {
  const known = validators.get(key)
  if (known !== undefined) return known
  const made = ajv.compile({ ...closed(schema), components })
  validators.set(key, made)
  return made
}

/** Copies a schema and forbids fields that are not described, so that none is forgotten. */
function closed(value: unknown): object {
  if (typeof value !== 'object' || value === null) return {}
  const copy = Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [name, copyOf(inner)]),
  )
  return 'properties' in value && 'type' in value && value.type === 'object'
    ? { ...copy, additionalProperties: false }
    : copy
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => copyOf(item))
  return typeof value === 'object' && value !== null ? closed(value) : value
}

/** The headers that a client could depend on. */
const significantHeaders = [
  'etag',
  'location',
  'retry-after',
  'set-cookie',
  'www-authenticate',
  'x-request-id',
]

/** Returns the differences between a response and the description of its operation. */
export function undocumentedFields(
  name: EndpointName,
  { status, headers, body }: ReceivedResponse,
): string[] {
  const response = describedOperation(name).responses[status]
  if (response === undefined) return [`${name} has no response ${status}`]
  const described = new Set(Object.keys(response.headers ?? {}).map((header) => header.toLowerCase()))
  const undescribed = significantHeaders.filter((header) => headers.has(header) && !described.has(header))
  if (undescribed.length > 0 || !headers.has('x-request-id'))
    return [`${name} ${status} has ${undescribed.join()}`]
  const [[media, content] = []] = Object.entries(response.content ?? {})
  const sent = headers.get('content-type')?.replace(/;.*/, '')
  if (media !== sent) return [`${name} ${status} is ${sent}, not ${media}`]
  if (content === undefined) return body === undefined ? [] : [`${name} ${status} has a body`]
  const validate = validatorOf(`${name} ${status}`, content.schema)
  return validate(body) === true
    ? []
    : (validate.errors ?? []).map((error) => `${name} ${status} ${error.instancePath} ${error.message}`)
}

/** Returns the row of the contract for a request, if there is one. */
export function endpointOf(method: string, pathname: string): EndpointName | undefined {
  const route = toHonoPath(pathname)
  return endpointNames.find((name) => endpoints[name].path === route && endpoints[name].method === method)
}
