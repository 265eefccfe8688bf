import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { endpoints, type Endpoint, type EndpointName } from '../../contract/endpoints.ts'
import { problemSchema } from '../../contract/problem.ts'
import type { JsonSchema } from '../../contract/params.ts'
import { ApiClient } from '../../testing/api-client.ts'
import { signIn } from '../../testing/sign-in.ts'
import { fullToken, startService, type TestService } from '../../testing/start-service.ts'
import { endpointNames } from '../core/endpoint-names.ts'
import type { Operation } from './openapi.ts'
import { describedOperation, undocumentedFields } from './testing.ts'

/*
 * Tests every limit in the description with the service: the last permitted value causes no error of that field, the
 * next one does.
 */
let service: TestService
let nobody: ApiClient
let cookie: string

beforeAll(async () => {
  service = await startService()
  nobody = new ApiClient(service.service, {})
  cookie = await signIn(service.service, 'marco')
})

afterAll(async () => service.close())

interface Field {
  readonly endpoint: EndpointName
  readonly name: string
  readonly place: 'query' | 'body' | 'header'
  readonly required: boolean
  readonly schema: JsonSchema
}

function fieldsOf(endpoint: EndpointName): Field[] {
  const { parameters, requestBody }: Operation = describedOperation(endpoint)
  const { properties = {}, required = [] } = requestBody?.content['application/json']?.schema ?? {}
  return [
    ...parameters.flatMap(({ name, in: place, required: needed, schema }) =>
      place === 'path' ? [] : [{ endpoint, name, place, required: needed, schema }],
    ),
    ...Object.entries(properties).flatMap(([name, schema]) =>
      typeof schema === 'boolean'
        ? []
        : [{ endpoint, name, place: 'body' as const, required: required.includes(name), schema }],
    ),
  ]
}

const fields = endpointNames.flatMap((name) => fieldsOf(name)).filter(({ name }) => name !== 'appUserId')

/** The parameters that a request needs in addition to the tested field. */
const others = { type: 'company', leads: 'a', q: 'word' } as const

// a separate lead for each request, so that no rule about another event applies
let leads = 0
const needed = (): Readonly<Record<string, string>> => ({ lead: `lead-${++leads}`, ...others })

/**
 * Creates code points outside the basic plane, so that only code points have this count; digits distinguish several
 * values.
 */
const wide = (length: number) => '𝒳'.repeat(length)
const several = (count: number, item = (index: number) => `l${index}`) =>
  Array.from({ length: count }, (_, index) => item(index)).join(',')
const minutes = (index: number) => new Date(index * 60_000).toISOString()

const isDate = ({ title }: JsonSchema) => title?.startsWith('ISO 8601') === true

interface Trial {
  readonly within: readonly string[]
  readonly beyond: readonly string[]
}

function trialOf({ type, minimum, maximum, minLength, maxLength, maxItems, ...schema }: JsonSchema): Trial {
  if (schema.enum) return { within: schema.enum.map(String), beyond: ['other', ''] }
  if (type === 'boolean') return { within: ['true', 'false'], beyond: ['yes', ''] }
  if (type === 'array') {
    const { items = {} } = schema
    const isDates = typeof items === 'object' && 'title' in items && isDate(items)
    const item = isDates ? minutes : undefined
    return { within: [several(maxItems ?? 0, item)], beyond: [several((maxItems ?? 0) + 1, item), ''] }
  }
  if (minimum !== undefined && maximum !== undefined) {
    return {
      within: [String(minimum), String(maximum)],
      beyond: [String(minimum - 1), String(maximum + 1), 'many'],
    }
  }
  if (isDate(schema)) {
    return { within: ['2024-03-12', '2024-03-12T10:42:00+01:00'], beyond: ['yesterday', '2024-02-30', ''] }
  }
  const longest = maxLength === undefined ? [] : [maxLength]
  return {
    within: longest.map(wide),
    beyond: [...longest.map((length) => wide(length + 1)), ...(minLength === undefined ? [] : [''])],
  }
}

/** Whether the service reports an error of a field with this value; `undefined` omits the field. */
async function hasError({ endpoint, name, place }: Field, value: string | undefined): Promise<boolean> {
  const { method, path, caller, upload }: Endpoint = endpoints[endpoint]
  const bySession = caller === 'session'
  const mine = place === 'header' || value === undefined ? {} : { [name]: value }
  const { [name]: _, ...rest } = needed()
  // a link has its own token
  const token = caller === 'anyone' || bySession ? {} : { token: fullToken('acme'), appUserId: 'marco' }
  const search = new URLSearchParams({ ...token, ...rest, ...mine })
  const inBody = (method === 'POST' || method === 'PUT') && upload !== true
  const response = await nobody.send(
    new Request(`http://localhost${path.replace('{id}', '1')}${inBody ? '' : `?${search}`}`, {
      method,
      ...(inBody && { body: search }),
      headers: {
        origin: 'http://localhost',
        ...(place === 'header' && value !== undefined && { [name]: value }),
        ...(bySession && { cookie }),
      },
    }),
  )
  expect(undocumentedFields(endpoint, response)).toEqual([])
  const { errors = [] } = response.status === 400 ? problemSchema.parse(response.body) : {}
  return errors.some(({ field }) => field === name)
}

const limited = fields.filter(({ schema }) => trialOf(schema).beyond.length > 0)
const titled = (some: readonly Field[]) =>
  some.map((field) => [`${field.name} of ${field.endpoint}`, field] as const)

describe('the description of a parameter', () => {
  it('has limits for most parameters', () => {
    expect(limited.length).toBeGreaterThan(40)
  })

  it.each(titled(limited.filter(({ place }) => place !== 'header')))(
    'states the limits of the service: %s',
    async (_, field) => {
      const { within, beyond } = trialOf(field.schema)
      for (const value of within) expect([value, await hasError(field, value)]).toEqual([value, false])
      for (const value of beyond) expect([value, await hasError(field, value)]).toEqual([value, true])
    },
  )

  it.each(titled(fields.filter(({ place }) => place !== 'header')))(
    'states whether it is required: %s',
    async (_, field) => {
      // signing in needs both or only the demo's person, which the description states in its text
      const isOptional = ['demoPerson', 'application'].includes(field.name)
      const expected = field.endpoint === 'createSession' ? !isOptional : field.required
      const alone = field.endpoint === 'updateEvent' ? { ...field, name: 'date' } : field
      expect(await hasError(alone, undefined)).toBe(expected)
    },
  )

  it.each(titled(fields.filter(({ schema }) => schema.default !== undefined)))(
    'states the default of the service: %s',
    (_, { endpoint, name, schema }) => {
      const { query, body }: Endpoint = endpoints[endpoint]
      const parsed = z.parse(query ?? body ?? z.unknown(), needed())
      expect(parsed).toHaveProperty(name, schema.default)
    },
  )
})

describe('the description of a header', () => {
  const send = async (endpoint: EndpointName, headers: Record<string, string>) => {
    const { method, path } = endpoints[endpoint]
    const body = new URLSearchParams({ token: 'acme-token', appUserId: 'giulia', ...needed(), note: 'x' })
    const request = { method, headers, ...(method !== 'GET' && { body }) }
    return nobody.send(new Request(`http://localhost${path.replace('{id}', '1')}`, request))
  }

  it('states the limits of the service', async () => {
    for (const endpoint of ['createEvent', 'updateEvent', 'deleteEvent'] as const) {
      expect((await send(endpoint, { 'Idempotency-Key': 'x'.repeat(256) })).status).toBe(400)
    }
    expect((await send('createEvent', { 'Idempotency-Key': 'x'.repeat(255) })).status).toBe(201)
    const ago = fields.find(({ name }) => name === 'Logged-Ago')
    const longest = Number(ago?.schema.maximum)
    const logged = async (seconds: number) =>
      (await send('createEvent', { 'Logged-Ago': String(seconds) })).body.errors?.[0].field
    expect(await logged(longest)).toBeUndefined()
    expect(await logged(longest + 1)).toBe('Logged-Ago')
  })
})
