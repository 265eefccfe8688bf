import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { browserFetch } from '../../testing/browser-fetch.ts'
import { startService, testPassword, type TestService } from '../../testing/start-service.ts'

let service: TestService
let anonymous: ApiClient

beforeAll(async () => {
  service = await startService()
  anonymous = new ApiClient(service.service, {})
})

afterAll(async () => service.close())

const post = async (body: BodyInit, type: string) =>
  anonymous.send(
    new Request('http://localhost/v2/leadevents?token=acme-token&appUserId=giulia', {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    }),
  )

describe('authentication', () => {
  it('accepts a token as a query parameter, a form field or a bearer token', async () => {
    expect((await anonymous.get('/v2/leads', { token: 'acme-token' })).status).toBe(200)
    const bearer = new Request('http://localhost/v2/leads', {
      headers: { authorization: 'Bearer acme-token' },
    })
    expect((await anonymous.send(bearer)).status).toBe(200)
    const form = { token: 'acme-token', appUserId: 'giulia', lead: 'a', type: 'company' }
    expect((await anonymous.write('POST', '/v2/leadevents', form)).status).toBe(201)
  })

  it('rejects an unknown token and a request without credentials with 401', async () => {
    for (const query of [{ token: 'wrong' }, { token: '' }, {}]) {
      const { status, body, headers } = await anonymous.get('/v2/leads', query)
      expect([status, body.code]).toEqual([401, 'unauthenticated'])
      expect(headers.get('www-authenticate')).toContain('Bearer')
    }
  })

  it('requires no user to read, and an existing one to write', async () => {
    const unknown = await anonymous.get('/v2/leads', { token: 'acme-token', appUserId: 'olga' })
    expect([unknown.status, unknown.body.errors[0].code]).toEqual([400, 'unknown_user'])
  })
})

describe('a session', () => {
  const signIn = async () => {
    const fetch = browserFetch(service.service)
    const body = JSON.stringify({ email: 'giulia@example.test', password: testPassword })
    const response = await fetch('/session', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    const cookies = response.headers.getSetCookie()
    return { fetch, cookies, cookie: cookies.map((line) => line.split(';')[0]).join('; ') }
  }

  it('has a cookie that scripts cannot read and other sites cannot send', async () => {
    const { cookies } = await signIn()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/i)
  })

  it('writes only on behalf of its own user', async () => {
    const { fetch } = await signIn()
    const write = async (appUserId?: string) => {
      const body = JSON.stringify({
        lead: 'a',
        type: 'company',
        ...(appUserId !== undefined && { appUserId }),
      })
      return (
        await fetch('/v2/leadevents', {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json' },
        })
      ).status
    }
    expect([await write(), await write('giulia'), await write('luca')]).toEqual([201, 201, 403])
  })

  it('has ended when the response to the sign-out arrives, also during a read', async () => {
    for (let round = 0; round < 10; round++) {
      const { cookie } = await signIn()
      const read = async () =>
        service.service(new Request('http://localhost/v2/leads', { headers: { cookie } }))
      const reading = read()
      const request = new Request('http://localhost/session', {
        method: 'DELETE',
        headers: { cookie, origin: 'http://localhost' },
      })
      expect((await service.service(request)).status).toBe(204)
      await reading
      expect((await read()).status).toBe(401)
    }
  })

  it('is renewed when it is read, with a new cookie', async () => {
    const { fetch } = await signIn()
    await service.database.query(
      { name: 'age-sessions', text: `update person_session set expires_at = now() + interval '2 hours'` },
      [],
    )
    const [cookie] = (await fetch('/session')).headers.getSetCookie()
    expect(cookie).toMatch(/Max-Age=86400/)
  })

  it('is not created for a wrong password or an unknown address', async () => {
    for (const fields of [
      { email: 'giulia@example.test', password: 'wrong' },
      { email: 'nobody@example.test', password: testPassword },
      { demoPerson: 'giulia' },
    ]) {
      const { status, body } = await anonymous.write('POST', '/session', fields)
      expect([status, body.errors[0].code]).toEqual([400, 'wrong_credentials'])
    }
  })
})

describe('a body or URL', () => {
  it.each([
    ['{"lead": "a"', 'application/json', 400],
    ['["a"]', 'application/json', 400],
    ['null', 'application/json', 400],
    ['lead=%ff', 'application/x-www-form-urlencoded', 400],
    ['lead=a', 'text/plain', 415],
    ['lead=a', 'multipart/form-data; boundary=x', 415],
    ['{"lead":"a"}', 'application/json; charset=latin1', 415],
    [`note=${'x'.repeat(256 * 1024)}`, 'application/x-www-form-urlencoded', 413],
  ])('%.20s as %s gets the status %i', async (body, type, status) => {
    expect((await post(body, type)).status).toBe(status)
  })

  it('is rejected if its bytes are not UTF-8', async () => {
    expect((await post(new Uint8Array([0x6c, 0x3d, 0xff]), 'application/x-www-form-urlencoded')).status).toBe(
      400,
    )
  })

  it('is accepted with an unencoded percent sign, as curl sends it', async () => {
    const response = await post(
      'lead=percent&type=company&note=50% off, caffè',
      'application/x-www-form-urlencoded',
    )
    expect(response.body.item.note).toBe('50% off, caffè')
  })

  it('is rejected with 414 above 12 KB', async () => {
    const leads = Array.from({ length: 500 }, (_, index) => `${'x'.repeat(30)}${index}`).join(',')
    const { status, body } = await anonymous.get('/v2/leadevents', { token: 'acme-token', leads })
    expect([status, body.code]).toEqual([414, 'uri_too_long'])
  })
})

describe('an unknown endpoint', () => {
  it('returns 404, or 405 with the existing methods', async () => {
    expect((await anonymous.get('/v2/nothing')).status).toBe(404)
    const { status, headers, body } = await anonymous.write('DELETE', '/v2/leadevents')
    expect([status, body.code]).toEqual([405, 'method_not_allowed'])
    expect(headers.get('allow')).toBe('POST, GET')
  })
})

describe('a service without its database', () => {
  it('returns 503 and Retry-After, without SQL or paths', async () => {
    const broken = await startService()
    await broken.database.query({ name: 'break', text: 'alter table application_user rename to lost' }, [])
    const api = new ApiClient(broken.service, { token: 'acme-token' })
    const failed = await api.get('/v2/users')
    expect([failed.status, failed.body.code]).toEqual([500, 'internal'])
    expect(JSON.stringify(failed.body)).not.toMatch(/lost|relation|select|\//i)
    expect(broken.reported).toHaveLength(1)
    await broken.close()
    const { status, body, headers } = await api.get('/v2/users')
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'unavailable', '2'])
  })
})
