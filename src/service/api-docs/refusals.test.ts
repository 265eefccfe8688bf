import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, type Endpoint, type EndpointName } from '../../contract/endpoints.ts'
import { problemStatus, type ProblemCode } from '../../contract/problem.ts'
import { ApiClient } from '../../testing/api-client.ts'
import { signIn } from '../../testing/sign-in.ts'
import { fullToken, startService, testPassword, type TestService } from '../../testing/start-service.ts'
import { claimKey } from '../store/applications/idempotency.ts'
import { endpointNames } from '../core/endpoint-names.ts'
import { problemCodesOf } from './problems.ts'
import { undocumentedFields } from './testing.ts'

/* Provokes every code that the description lists for an operation: each of them can occur. */
let service: TestService
let gone: TestService
let limited: TestService
let anonymous: ApiClient
let cookie: string
let cookieOfGone: string
let manager: string
const ids: Record<string, number> = {}

const giulia = { token: 'acme-token', appUserId: 'giulia' }
const valid = { lead: 'a', type: 'company', leads: 'a', q: 'word', note: 'x' }

beforeAll(async () => {
  service = await startService()
  gone = await startService()
  cookieOfGone = await signIn(gone.service, 'giulia')
  await gone.close()
  limited = await service.secondInstance({ rateLimit: 0 })
  anonymous = new ApiClient(service.service, {})
  const api = new ApiClient(service.service, giulia)
  const log = async (fields: Record<string, string>) =>
    (await api.write('POST', '/v2/leadevents', { lead: 'a', type: 'company', ...fields })).body.item.id
  ids['earlier'] = await log({ date: '2026-11-01', status: 'New' })
  ids['newest'] = await log({ date: '2026-11-02', status: 'Won' })
  ids['deleted'] = await log({ date: '2026-11-03' })
  await api.write('DELETE', `/v2/leadevents/${ids['deleted']}`)
  const first = { ...giulia, lead: 'b', type: 'company' }
  await api.send(toRequest('createEvent', { query: first, headers: { 'idempotency-key': 'used' } }))
  cookie = await signIn(service.service, 'giulia')
  manager = await signIn(service.service, 'marco')
  const stopped = `insert into import_job (application_id, file, size, state, created_by)
    values ('acme', 'calls.csv', 1, 'stopped', 'marco') returning id`
  const [job] = await service.database.query<{ id: number }>({ text: stopped }, [])
  ids['import'] = job?.id ?? 0
})

afterAll(async () => {
  await limited.close()
  await service.close()
})

interface Wanted {
  readonly id?: number | undefined
  readonly query?: Record<string, string> | string
  readonly body?: BodyInit
  readonly headers?: Record<string, string>
}

function toRequest(name: EndpointName, { id, query = {}, body, headers = {} }: Wanted): Request {
  const { method, path }: Endpoint = endpoints[name]
  const search = typeof query === 'string' ? query : String(new URLSearchParams(query))
  return new Request(`http://localhost${path.replace('{id}', String(id ?? 999_999_999))}?${search}`, {
    method,
    headers: { origin: 'http://localhost', ...headers },
    ...(method !== 'GET' && body !== undefined && { body }),
  })
}

const authenticated = { ...giulia, ...valid }
const large = 'x'.repeat(257 * 1024)
const binary = 'application/octet-stream'
const form = { 'content-type': 'application/x-www-form-urlencoded' }

const provocations: Readonly<Partial<Record<ProblemCode, (name: EndpointName) => Wanted>>> = {
  invalid_request: () => ({ query: 'x=%ff' }),
  unauthenticated: () => ({ query: valid }),
  forbidden: (name) =>
    endpoints[name].caller === 'anyone'
      ? { headers: { 'sec-fetch-site': 'cross-site' } }
      : { query: { ...valid, appUserId: 'luca' }, headers: { cookie } },
  not_found: (name) => {
    const { caller }: Endpoint = endpoints[name]
    if (caller === 'session')
      return { query: { offset: '0', action: 'stop' }, headers: { cookie: manager, 'content-type': binary } }
    if (caller === 'anyone') return { query: { token: 'unknown', password: testPassword } }
    // a manager with a token of all scopes may call every endpoint
    return {
      query: {
        token: fullToken('acme'),
        appUserId: 'marco',
        ...(name === 'updateEvent' && { note: 'x' }),
        ...(name === 'nameLead' && { name: 'x' }),
      },
    }
  },
  conflict: (name) => {
    const { permission }: Endpoint = endpoints[name]
    if (permission === 'importEvents')
      return {
        id: ids['import'],
        query: { file: 'calls.csv', size: '1', action: 'stop' },
        headers: { cookie: manager },
      }
    return name === 'updateEvent'
      ? { id: ids['earlier'], query: { ...giulia, date: '2026-11-05' } }
      : { id: ids['newest'], query: giulia }
  },
  gone: () => ({ id: ids['deleted'], query: { ...giulia, note: 'x' } }),
  precondition_failed: () => ({
    id: ids['newest'],
    query: { ...giulia, note: 'x' },
    headers: { 'if-match': '"x"' },
  }),
  payload_too_large: () => ({ body: large, headers: form }),
  uri_too_long: () => ({ query: { x: 'x'.repeat(13_000) } }),
  // the body of an upload is read after authentication
  unsupported_media_type: (name) => ({
    body: 'x',
    query: { offset: '0' },
    headers: { 'content-type': 'text/plain', ...(name === 'uploadImport' && { cookie: manager }) },
  }),
  idempotency_mismatch: (name) => ({
    id: ids['newest'],
    query: name === 'createEvent' ? authenticated : { ...giulia, note: 'x' },
    headers: { 'idempotency-key': 'used' },
  }),
}

const pairs = endpointNames.flatMap((name) => problemCodesOf(name).map((code) => [name, code] as const))

describe('an error in the description', () => {
  it.each(pairs.filter(([, code]) => provocations[code] !== undefined))(
    'can occur: %s, %s',
    async (name, code) => {
      const response = await anonymous.send(toRequest(name, provocations[code]?.(name) ?? {}))
      expect([response.status, response.body.code]).toEqual([problemStatus[code], code])
      expect(undocumentedFields(name, response)).toEqual([])
    },
  )

  it.each(pairs.filter(([, code]) => code === 'in_progress'))('can occur: %s, %s', async (name) => {
    const scope = { applicationId: 'acme', userId: 'giulia', key: 'busy' }
    await service.database.transaction(async (connection) => {
      await claimKey(connection, scope)
      const headers = { 'idempotency-key': 'busy' }
      const query = name === 'createEvent' ? authenticated : { ...giulia, note: 'x' }
      const response = await anonymous.send(toRequest(name, { id: ids['newest'], query, headers }))
      expect([response.status, response.body.code]).toEqual([409, 'in_progress'])
      expect(response.headers.get('retry-after')).toBe('1')
      expect(undocumentedFields(name, response)).toEqual([])
    })
  })

  it.each(pairs.filter(([, code]) => code === 'rate_limited'))('can occur: %s, %s', async (name) => {
    const response = await new ApiClient(limited.service, {}).send(toRequest(name, { query: authenticated }))
    expect([response.status, response.body.code]).toEqual([429, 'rate_limited'])
    expect(undocumentedFields(name, response)).toEqual([])
  })

  it.each(pairs.filter(([, code]) => code === 'unavailable'))('can occur: %s, %s', async (name) => {
    const credentials = { email: 'giulia@example.test', password: testPassword }
    const query = name === 'createSession' ? credentials : { ...authenticated, password: testPassword }
    const request = toRequest(name, {
      query,
      ...(name.endsWith('Session') && { headers: { cookie: cookieOfGone } }),
    })
    const response = await new ApiClient(gone.service, {}).send(request)
    expect([name, response.status]).toEqual([name, 503])
    expect(undocumentedFields(name, response)).toEqual([])
  })
})
