import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, testPassword, type TestService } from '../../testing/start-service.ts'

/*
 * The requests that another site can make a browser send with Giulia's cookie, and further attempts: none of them
 * writes, signs in or signs out.
 */
let service: TestService
let cookie: string
let event: string

const own = 'http://localhost'
const evil = 'https://evil.example'
const form = 'application/x-www-form-urlencoded'
const json = 'application/json'

beforeAll(async () => {
  service = await startService()
  const api = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  const { body } = await api.write('POST', '/v2/leadevents', {
    lead: 'lead',
    type: 'company',
    note: 'before',
  })
  event = `/v2/leadevents/${body.item.id}`
  const signIn = { email: 'giulia@example.test', password: testPassword }
  const { headers } = await new ApiClient(service.service, {}).write('POST', '/session', signIn)
  cookie = headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
})

afterAll(async () => service.close())

async function content(): Promise<unknown> {
  return service.database.query(
    {
      name: 'content',
      text: `select (select json_agg(e order by id)::text from lead_event e) events,
        (select json_agg(l order by id)::text from lead l) leads,
        (select json_agg(s order by id)::text from person_session s) sessions`,
    },
    [],
  )
}

interface Attempt {
  readonly method?: string
  readonly path?: string
  readonly body?: string
  readonly headers: Record<string, string>
}

async function send({ method = 'POST', path = '/v2/leadevents', body, headers }: Attempt): Promise<Response> {
  return service.service(
    new Request(`${own}${path}`, {
      method,
      headers: { cookie, ...headers },
      ...(body !== undefined && { body }),
    }),
  )
}

const newEvent = { body: 'lead=stolen&type=company', headers: { 'content-type': form } }
const newEventJson = JSON.stringify({ lead: 'stolen', type: 'company' })
const credentials = `email=luca@example.test&password=${encodeURIComponent(testPassword)}`
const elsewhere = { origin: evil, 'sec-fetch-site': 'cross-site' }

const write = (headers: Record<string, string>): Attempt => ({
  ...newEvent,
  headers: { ...newEvent.headers, ...headers },
})

const attempts: Record<string, () => Attempt> = {
  'a form': () => write({ ...elsewhere, 'sec-fetch-mode': 'navigate' }),
  'a form with files': () => ({
    body: '--x\r\ncontent-disposition: form-data; name="lead"\r\n\r\nstolen\r\n--x--',
    headers: { ...elsewhere, 'content-type': 'multipart/form-data; boundary=x' },
  }),
  'a form of plain text': () => ({
    body: 'lead=stolen\r\ntype=company',
    headers: { ...elsewhere, 'content-type': 'text/plain' },
  }),
  'JSON that says it is plain text': () => ({
    body: newEventJson,
    headers: { ...elsewhere, 'content-type': 'text/plain', 'sec-fetch-mode': 'no-cors' },
  }),
  'JSON without a type': () => ({
    body: newEventJson,
    headers: { ...elsewhere, 'sec-fetch-mode': 'no-cors' },
  }),
  'JSON by fetch, as if it were allowed to': () => ({
    body: newEventJson,
    headers: { ...elsewhere, 'content-type': json, 'sec-fetch-mode': 'cors' },
  }),
  'parameters in the address, no body': () => ({
    path: '/v2/leadevents?lead=stolen&type=company',
    headers: elsewhere,
  }),
  'a PUT': () => ({
    method: 'PUT',
    path: event,
    body: 'note=stolen',
    headers: { ...elsewhere, 'content-type': form },
  }),
  'a DELETE': () => ({ method: 'DELETE', path: `${event}?forceDelete=true`, headers: elsewhere }),
  'a POST that asks to be a DELETE': () => ({
    path: event,
    body: '_method=DELETE',
    headers: { ...elsewhere, 'content-type': form, 'x-http-method-override': 'DELETE' },
  }),
  'an image whose address is a write': () => ({
    method: 'GET',
    path: '/v2/leadevents?lead=stolen&type=company&leads=stolen',
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
  }),
  'a sibling of our domain': () => write({ origin: 'http://other.localhost', 'sec-fetch-site': 'same-site' }),
  'another port of our host': () => write({ origin: 'http://localhost:8080', 'sec-fetch-site': 'same-site' }),
  'our host with another scheme': () => write({ origin: 'https://localhost' }),
  'a sandboxed frame': () => write({ origin: 'null', 'sec-fetch-site': 'cross-site' }),
  'a sandboxed frame in a browser without Sec-Fetch-Site': () => write({ origin: 'null' }),
  'another site in a browser without Sec-Fetch-Site': () => write({ origin: evil }),
  'neither header': () => write({}),
  'an empty Origin': () => write({ origin: '' }),
  'our Origin, but from another site': () => write({ origin: own, 'sec-fetch-site': 'cross-site' }),
  'our site, but with another Origin': () => write({ origin: evil, 'sec-fetch-site': 'same-origin' }),
  'the address bar': () => write({ 'sec-fetch-site': 'none' }),
  'a Sec-Fetch-Site that is none': () => write({ origin: own, 'sec-fetch-site': 'same-origin-almost' }),
  'a host that begins like ours': () => write({ origin: 'http://localhost.evil.example' }),
  'a host that ends like ours': () => write({ origin: 'http://evil-localhost' }),
  'an Origin with our host as its user': () => write({ origin: 'http://localhost@evil.example' }),
  'an Origin with more than an origin': () => write({ origin: `${own}/session` }),
  'two Origins': () => write({ origin: `${own}, ${evil}` }),
  'a host that an untrusted client forwards': () =>
    write({ origin: evil, 'x-forwarded-host': 'evil.example' }),
  'a sign-in as another user': () => ({
    path: '/session',
    body: credentials,
    headers: { ...elsewhere, 'content-type': form },
  }),
  'a sign-in as another user, as plain text': () => ({
    path: '/session',
    body: credentials,
    headers: { ...elsewhere, 'content-type': 'text/plain' },
  }),
  'a sign-out': () => ({ method: 'DELETE', path: '/session', headers: elsewhere }),
  'a sign-out from a sibling': () => ({
    method: 'DELETE',
    path: '/session',
    headers: { origin: 'http://other.localhost', 'sec-fetch-site': 'same-site' },
  }),
}

describe('from another site', () => {
  it.each(Object.entries(attempts))('nothing is written by %s', async (_, attempt) => {
    const before = await content()
    const response = await send(attempt())
    expect(response.headers.getSetCookie()).toEqual([])
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    // a read gets a response that the other site cannot read
    expect(attempt().method === 'GET' ? [200] : [403, 405, 415]).toContain(response.status)
    expect(await content()).toEqual(before)
  })

  it('no write is allowed beforehand', async () => {
    const { status, headers } = await send({
      method: 'OPTIONS',
      headers: { ...elsewhere, 'access-control-request-method': 'POST' },
    })
    expect(status).toBe(405)
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('from our own page', () => {
  it.each([
    { origin: own, 'sec-fetch-site': 'same-origin' },
    { origin: own },
    { 'sec-fetch-site': 'same-origin' },
  ])('a write is accepted: %o', async (headers: Record<string, string>) => {
    const written = await send({ ...newEvent, headers: { ...newEvent.headers, ...headers } })
    expect(written.status).toBe(201)
  })
})
