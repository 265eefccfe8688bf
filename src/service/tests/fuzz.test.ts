import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { endpoints, immutableFields, type Endpoint } from '../../contract/endpoints.ts'
import { problemSchema, problemStatus } from '../../contract/problem.ts'
import { ApiClient, type ApiResponse } from '../../testing/api-client.ts'
import { countRepetitions, printedSeed, repetitions } from '../../testing/campaign.ts'
import { signIn } from '../../testing/sign-in.ts'
import { startService, type TestService } from '../../testing/start-service.ts'
import { endpointOf, undocumentedFields } from '../api-docs/testing.ts'

/*
 * Random requests to every endpoint: every response is one of the contract's, never a 5xx, and a rejected request
 * gets a well-formed problem.
 */
const requests = repetitions(10_000, 2_000)
/** Events of each of two leads, so that some remain after deletions. */
const eventsOfLead = 20

let service: TestService
let api: ApiClient
let cookie: string

beforeAll(async () => {
  service = await startService()
  api = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  for (let number = 0; number < eventsOfLead; number++) {
    for (const lead of ['a', 'b']) {
      await api.write('POST', '/v2/leadevents', { lead, type: 'company', note: 'x' })
    }
  }
  cookie = await signIn(service.service, 'marco')
})

afterAll(async () => service.close())

const rows: readonly Endpoint[] = Object.values(endpoints)

/** Returns the names of an endpoint's own parameters, from its schemas. */
function parametersOf({ query, body }: Endpoint): string[] {
  return [query, body].flatMap((schema) => (schema === undefined ? [] : Object.keys(propertiesOf(schema))))
}

function propertiesOf(schema: z.ZodMiniType): object {
  const { properties } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' })
  return properties ?? {}
}

// of the people only Luca, because the callers must keep their access, and a request could block Giulia
const plausible = fc.constantFrom(
  ...'a b company person true false 0 1 50 9950 newest oldest recent name New Won luca note Europe/Rome firstEvent'.split(
    ' ',
  ),
  ...'2026-11-01 2026-11-23T12:00:00Z 2026-11-23T13:00:00+01:00 "a","b" a,b'.split(' '),
)

const invisible = [
  '',
  ' ',
  '\0',
  '\u0007',
  '\ud800',
  '\uffff',
  '\u202e',
  '🏳️‍🌈',
  'ﷺ',
  "' or 1=1",
  '../../etc/passwd',
]
const hostile = fc.constantFrom(
  ...'-1 1e9 NaN 2024-02-30 0000-00-00 0000-06-01 0001-01-01T00:00:00+02:00 9999-12-31T23:59:59.999Z null [] {} ,,, % %00 $1 * \\ " <script>'.split(
    ' ',
  ),
  ...['__proto__', 'constructor', '9'.repeat(400), '9'.repeat(11_000)].concat(invisible),
)
const value = fc.oneof(
  { weight: 4, arbitrary: plausible },
  { weight: 2, arbitrary: hostile },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
)
const jsonValue = fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.jsonValue() })
const id = fc.oneof(
  fc.integer({ min: 1, max: 2 * eventsOfLead }).map(String),
  fc.constantFrom('1', '2', '3', 'a', 'b', '0', '-1', '9'.repeat(20), '%00', '%ff', '.', '..'),
  value,
)

/** The valid parameters of half of the requests, so that the service checks their other parameters. */
const required: readonly [name: string, value: string][] = [
  ['lead', 'a'],
  ['leads', 'a,b'],
  ['type', 'company'],
  ['note', 'fuzzed'],
  ['q', 'fuzzed'],
  ['name', 'Anna'],
  ['email', 'anna@example.test'],
  ['role', 'rep'],
  ['password', 'long enough'],
]

function requestsTo(row: Endpoint) {
  const own = parametersOf(row)
  const name = fc.constantFrom(...own, ...own, 'token', 'appUserId', ...immutableFields, '__proto__', 'x')
  // a request without any of them is valid more often, and gets further
  const parameters = fc.oneof(fc.constant([]), fc.array(fc.tuple(name, value), { maxLength: 4 }))
  const otherMethod = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE')
  return fc.record({
    row: fc.constant(row),
    base: fc.constantFrom(
      [],
      required.filter(([wanted]) => own.includes(wanted)),
    ),
    id,
    query: parameters,
    form: parameters,
    json: fc.option(fc.oneof(fc.dictionary(name, jsonValue, { maxKeys: 6 }), fc.jsonValue()), {
      nil: undefined,
      freq: 1,
    }),
    method: fc.oneof(
      { weight: 9, arbitrary: fc.constant(row.method) },
      { weight: 1, arbitrary: otherMethod },
    ),
    type: fc.option(fc.constantFrom('application/json', 'text/plain', 'application/json; charset=x'), {
      nil: undefined,
      freq: 6,
    }),
    headers: fc.dictionary(
      fc.constantFrom(
        'idempotency-key',
        'if-match',
        'logged-ago',
        'authorization',
        'cookie',
        'origin',
        'sec-fetch-site',
      ),
      fc.oneof(
        fc.constantFrom('1', '*', '"x"', 'Bearer acme-token', 'Bearer', 'same-origin'),
        fc.string({ maxLength: 30 }),
      ),
      { maxKeys: 2 },
    ),
  })
}

const { createEvent, updateEvent, deleteEvent } = endpoints

// these occur more often, because a valid request to one of them writes; most others only read, or Giulia may not use them
const often: readonly Endpoint[] = [createEvent, createEvent, updateEvent, deleteEvent].flatMap((row) =>
  Array.from({ length: 5 }, () => row),
)

const aRequest = fc.constantFrom(...rows, ...often).chain(requestsTo)

type Wanted = typeof aRequest extends fc.Arbitrary<infer Value> ? Value : never

/** Texts that PostgreSQL rejects, in every parameter and path: random requests rarely send them to a given one. */
function requestsWithNul(row: Endpoint): [Wanted][] {
  const own = parametersOf(row)
  const valid: Wanted = {
    row,
    base: required.filter(([name]) => own.includes(name)),
    id: '1',
    query: [],
    form: [],
    json: undefined,
    method: row.method,
    type: undefined,
    headers: {},
  }
  const places = own.map((name): Partial<Wanted> => {
    const sent: [string, string][] = [[name, 'a\0b']]
    return row.method === 'GET' ? { query: sent } : { form: sent }
  })
  if (row.path.includes('{id}')) places.push({ id: 'a\0b' })
  return places.map((place) => [{ ...valid, ...place }])
}

function encode(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, text]) => `${name}=${encodeLoosely(text)}`).join('&')
}

/** Encodes text that is not well-formed Unicode as the bytes that it would have. */
function encodeLoosely(text: string): string {
  return text.isWellFormed()
    ? encodeURIComponent(text)
    : text.replace(/[\ud800-\udfff]/gu, '%ed%a0%80').replace(/[^\x21-\x7e]/gu, '')
}

function withBase(pairs: readonly [string, string][], base: readonly [string, string][]): [string, string][] {
  return [...base.filter(([name]) => pairs.every(([other]) => other !== name)), ...pairs]
}

function withJsonBase(json: unknown, base: readonly [string, string][]): unknown {
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
  return isObject ? { ...Object.fromEntries(base), ...json } : json
}

function toRequest({ row, base, id: place, query, form, json, method, type, headers }: Wanted): Request {
  // the session must stay valid for all requests
  const bySession = row.caller === 'session' && row.path !== endpoints.deleteSessions.path
  const credentials: [string, string][] = bySession
    ? []
    : [
        ['token', 'acme-token'],
        ['appUserId', 'giulia'],
      ]
  const path = row.path.replace('{id}', encodeLoosely(place))
  const search = encode(withBase(query, [...credentials, ...(row.method === 'GET' ? base : [])]))
  const contentType = type ?? (json === undefined ? 'application/x-www-form-urlencoded' : 'application/json')
  const body = json === undefined ? encode(withBase(form, base)) : JSON.stringify(withJsonBase(json, base))
  return new Request(`http://localhost${path}?${search}`, {
    method,
    headers: { ...(bySession && { cookie }), ...headers, 'content-type': contentType },
    ...(method !== 'GET' && { body }),
  })
}

function fieldsOf({ body }: ApiResponse) {
  return problemSchema.safeParse(body)
}

it(`responds to ${requests} random requests according to the contract`, { timeout: 3_600_000 }, async () => {
  const statuses = new Map<number, number>()
  const unreached = new Set(rows)
  const count = countRepetitions('requests of every shape', requests)
  await fc.assert(
    fc.asyncProperty(aRequest, async (wanted) => {
      count()
      let request: Request
      try {
        request = toRequest(wanted)
      } catch {
        // a request that no client can send, such as one with a line break in a header
        return
      }
      const response = await api.send(request)
      unreached.delete(wanted.row)
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
      expect(response.status).toBeLessThan(500)
      const described = endpointOf(request.method, new URL(request.url).pathname)
      expect(described === undefined ? [] : undocumentedFields(described, response)).toEqual([])
      if (response.status < 400) return
      const { data } = fieldsOf(response)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect(Object.entries(problemStatus)).toContainEqual([data?.code, response.status])
      expect(data?.status).toBe(response.status)
      expect(data?.detail).not.toMatch(/select|insert|\/src\/|node_modules|undefined|\[object/)
      for (const { field, message } of data?.errors ?? []) expect(field === '' || message === '').toBe(false)
    }),
    {
      numRuns: requests,
      endOnFailure: true,
      seed: printedSeed('requests of every shape'),
      examples: rows.flatMap(requestsWithNul),
    },
  )
  expect(service.reported).toEqual([])
  expect([...unreached]).toEqual([])
  // the requests are not all rejected early
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 201, 204, 400, 401, 404, 405, 415]))
})
