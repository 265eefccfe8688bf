import * as z from 'zod/mini'
import type { Endpoint, EndpointName } from '../../contract/endpoints.ts'
import { identifier, leadId, type JsonSchema } from '../../contract/params.ts'
import { writeHeaders } from '../http/parameters/parse-write-headers.ts'
import type { MediaType, Parameter } from './openapi.ts'
import { operationDescriptions } from './descriptions/operations.ts'
import * as words from './descriptions/parameters.ts'

interface Fields {
  readonly properties: Readonly<Record<string, JsonSchema>>
  readonly required: readonly string[]
}

/** Describes the parameters of a schema of the contract, from the JSON Schema of its parsers. */
function describeFields(schema: z.ZodMiniType): Fields {
  const { properties = {} } = z.toJSONSchema(schema, { unrepresentable: 'any' })
  // parses an empty request: the errors are the required parameters
  const missing = new Set(z.safeParse(schema, {}).error?.issues.map(({ path }) => path.join('.')))
  return {
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, withoutNull(field)]),
    ),
    required: Object.keys(properties).filter((name) => missing.has(name)),
  }
}

/** Removes a default of `null`, which means no value. */
function withoutNull(field: boolean | JsonSchema): JsonSchema {
  const { default: value, ...schema } = typeof field === 'object' ? field : {}
  return value === null || value === undefined ? schema : { ...schema, default: value }
}

function describe(name: EndpointName, fields: Fields): [name: string, description: string, JsonSchema][] {
  const described: Readonly<Record<string, string>> = operationDescriptions[name].parameters
  return Object.entries(fields.properties).map(([field, schema]) => [field, described[field] ?? '', schema])
}

/** Describes the parameters of an operation outside its body. */
export function describeParameters(name: EndpointName, endpoint: Endpoint): Parameter[] {
  const fields = endpoint.query === undefined ? undefined : describeFields(endpoint.query)
  const query = fields === undefined ? [] : describe(name, fields)
  const names = endpoint.caller === 'user' || endpoint.caller === 'application'
  const acting = names && endpoint.body === undefined ? [appUser(endpoint)] : []
  return [
    ...pathParameters(endpoint.path),
    ...query.map(([field, description, schema]) => ({
      name: field,
      in: 'query' as const,
      required: fields?.required.includes(field) ?? false,
      description,
      schema,
      // comma-separated values in one parameter; the service also accepts repeated parameters
      ...(schema.type === 'array' && { style: 'form' as const, explode: false }),
    })),
    ...acting,
    ...headersOf(endpoint).map((header) => ({
      name: header,
      in: 'header' as const,
      required: false,
      description: words.headers[header],
      schema: writeHeaders[header],
    })),
  ]
}

function appUser({ caller }: Endpoint): Parameter {
  return {
    name: 'appUserId',
    in: 'query',
    required: false,
    description: words.appUserId[caller === 'user' ? 'needed' : 'optional'],
    schema: { type: 'string' },
  }
}

const schemaOfId: Readonly<Record<string, JsonSchema>> = {
  leads: leadId.schema,
  people: identifier(128).schema,
  users: { type: 'string', minLength: 1 },
}

function pathParameters(path: string): Parameter[] {
  const found = Object.entries(words.path).find(([of]) => of === path)
  if (found === undefined) return []
  // an event ID that is not a positive number returns 404
  const [, , of = ''] = path.split('/')
  const schema = schemaOfId[of] ?? { type: 'integer', minimum: 1 }
  return [{ name: 'id', in: 'path', required: true, description: found[1], schema }]
}

/** Returns the headers that an operation reads: those of a user's writes. */
export function headersOf({ caller, method, path }: Endpoint): (keyof typeof writeHeaders)[] {
  // repeating an erasure has no further effect
  if (caller !== 'user' || method === 'GET' || path.endsWith('/personal-data')) return []
  return ['Idempotency-Key', method === 'POST' ? 'Logged-Ago' : 'If-Match']
}

/** Describes the body of an operation, in the two media types that the service accepts. */
export function describeBody(name: EndpointName, endpoint: Endpoint) {
  if (endpoint.body === undefined) return undefined
  const { properties, required } = describeFields(endpoint.body)
  const described = describe(name, { properties, required })
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      ...Object.fromEntries(described.map(([field, description, of]) => [field, { ...of, description }])),
      ...(endpoint.caller === 'user' && {
        appUserId: { type: 'string', description: words.appUserId.needed },
      }),
    },
    ...(required.length > 0 && { required: [...required] }),
  }
  const content: Record<string, MediaType> = {
    'application/x-www-form-urlencoded': { schema },
    'application/json': { schema },
  }
  return { required: true, content }
}
