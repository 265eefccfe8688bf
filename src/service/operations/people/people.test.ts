import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Person } from '../../../contract/person.ts'
import type { ListedUser } from '../../../contract/user.ts'
import { ApiClient, type ApiResponse } from '../../../testing/api-client.ts'
import { cookiesIn, signIn } from '../../../testing/sign-in.ts'
import { startService, testPassword, type TestService } from '../../../testing/start-service.ts'
import { lockManagers } from '../../store/people/person-directory.ts'

let service: TestService
let manager: ApiClient

beforeEach(async () => {
  service = await startService()
  manager = withCookie(service, await signIn(service.service, 'marco'))
})

afterEach(async () => service.close())

/** Returns an API client that uses a session's cookie. */
function withCookie({ service: serve }: TestService, cookie: string): ApiClient {
  return new ApiClient(async (request) => {
    const sent = new Request(request)
    sent.headers.set('cookie', cookie)
    return serve(sent)
  }, {})
}

const as = async (person: string, password?: string) =>
  withCookie(service, await signIn(service.service, person, password))
const nobody = () => new ApiClient(service.service, {})
const anna = { name: 'Anna Verdi', email: 'Anna@Example.test', role: 'rep' }
const invite = async () => manager.write('POST', '/v2/people', anna)
const accept = async (token: string, password = 'a password of Anna') =>
  nobody().write('POST', '/session/password', { token, password })
const listed = async (id: string): Promise<Person | undefined> =>
  (await manager.get('/v2/people')).body.items.find((person: Person) => person.id === id)
const statusOf = async (api: ApiClient): Promise<number> => (await api.get('/v2/leads')).status
const faultOf = ({ body }: ApiResponse) => `${body.errors[0].field}: ${body.errors[0].code}`

it('does not block writes of managers while people are changed', async () => {
  await service.database.transaction(async (connection) => {
    expect(await lockManagers(connection, 'acme')).toContain('marco')
    const written = await manager.write('POST', '/v2/leadevents', { lead: 'unlocked', type: 'company' })
    expect(written.status).toBe(201)
  })
})

describe('an invitation', () => {
  it('lets its person choose a password, signs them in, and lets them sign in again', async () => {
    const { status, body } = await invite()
    expect(status).toBe(201)
    expect(body.item).toMatchObject({ id: 'anna-verdi', state: 'invited', email: 'anna@example.test' })
    expect(body.link).toMatchObject({ kind: 'invitation', expires: '2026-11-30T12:00:00.000Z' })
    const read = await nobody().write('POST', '/session/link', { token: body.link.token })
    expect(read.body.item).toMatchObject({ kind: 'invitation', name: 'Anna Verdi', application: 'Acme' })
    const accepted = await accept(body.link.token)
    expect(accepted.body.user).toMatchObject({ id: 'anna-verdi', role: 'rep' })
    expect(await statusOf(withCookie(service, cookiesIn(accepted.headers)))).toBe(200)
    expect(await statusOf(await as('anna', 'a password of Anna'))).toBe(200)
    expect(await listed('anna-verdi')).toMatchObject({ state: 'active', invitedUntil: null })
  })

  it('is valid once', async () => {
    const { token } = (await invite()).body.link
    const both = await Promise.all([accept(token), accept(token, 'another password')])
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 404]))
    expect((await accept(token)).status).toBe(404)
  })

  it('is valid for seven days, until another link is created, or until it is revoked', async () => {
    const { token } = (await invite()).body.link
    service.setNow('2026-11-30T12:00:00.000Z')
    expect((await accept(token)).status).toBe(404)
    const again = await manager.write('POST', '/v2/people/anna-verdi/link')
    expect((await accept(token)).status).toBe(404)
    expect((await manager.write('DELETE', '/v2/people/anna-verdi')).status).toBe(204)
    expect((await accept(again.body.link.token)).status).toBe(404)
    expect(await listed('anna-verdi')).toBeUndefined()
  })

  it('is stored without its token', async () => {
    const { token } = (await invite()).body.link
    const rows = await service.database.query({ text: 'select i::text row from invitation i' }, [])
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('is rejected for an address of the application, and creates another ID for the same name', async () => {
    await invite()
    expect(faultOf(await invite())).toBe('email: email_taken')
    const second = await manager.write('POST', '/v2/people', { ...anna, email: 'a@example.test' })
    expect(second.body.item.id).toBe('anna-verdi-2')
  })

  it('accepts a password of 12 characters and rejects shorter ones', async () => {
    const { token } = (await invite()).body.link
    expect(faultOf(await accept(token, 'eleven char'))).toBe('password: password_too_short')
    expect((await accept(token, '😀😅😂😀🙂😀😀🙃😀😀😅😀')).status).toBe(200)
  })

  it.each(['password1234', 'Anna-Verdi-2026', 'anna@example.test', 'leadline-2026'])(
    'rejects a guessable password: %s',
    async (password) => {
      const { token } = (await invite()).body.link
      expect(faultOf(await accept(token, password))).toBe('password: password_guessable')
      expect((await accept(token, 'four other words and no comma')).status).toBe(200)
    },
  )
})

describe('a blocked person', () => {
  it('is signed out immediately, also in another process', async () => {
    const other = await service.secondInstance()
    const cookie = await signIn(service.service, 'luca')
    const [here, there] = [withCookie(service, cookie), withCookie(other, cookie)]
    expect([await statusOf(here), await statusOf(there)]).toEqual([200, 200])
    expect((await manager.write('PUT', '/v2/people/luca', { blocked: 'true' })).body.item.state).toBe(
      'blocked',
    )
    expect(await statusOf(here)).toBe(401)
    await expect.poll(async () => statusOf(there), { timeout: 10_000, interval: 200 }).toBe(401)
    await other.close()
  })

  it('cannot sign in until they are unblocked', async () => {
    await manager.write('PUT', '/v2/people/luca', { blocked: 'true' })
    const credentials = { email: 'luca@example.test', password: testPassword }
    const refused = await nobody().write('POST', '/session', credentials)
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([403, []])
    await manager.write('PUT', '/v2/people/luca', { blocked: 'false' })
    expect((await nobody().write('POST', '/session', credentials)).status).toBe(200)
  })

  it('is listed with their name for past events, and marked as blocked', async () => {
    await manager.write('PUT', '/v2/people/luca', { blocked: 'true' })
    const { items } = (await manager.get('/v2/users')).body
    expect(items.map(({ id, blocked }: ListedUser) => [id, blocked])).toEqual([
      ['giulia', false],
      ['luca', true],
      ['marco', false],
    ])
  })

  it('gets no link, and loses an existing one', async () => {
    const { body } = await manager.write('POST', '/v2/people/luca/link')
    await manager.write('PUT', '/v2/people/luca', { blocked: 'true' })
    expect((await accept(body.link.token)).status).toBe(404)
    expect((await manager.write('POST', '/v2/people/luca/link')).status).toBe(403)
  })
})

describe('a removed manager', () => {
  const erase = async (api: ApiClient, person: string) =>
    (await api.write('DELETE', `/v2/users/${person}/personal-data`)).status
  const block = async (api: ApiClient, person: string) =>
    (await api.write('PUT', `/v2/people/${person}`, { blocked: 'true' })).status
  const managers = async () =>
    service.database.query<{ id: string }>(
      {
        text: `select id from application_user
          where application_id = 'acme' and role = 'manager' and blocked is null and erased_at is null`,
      },
      [],
    )

  beforeEach(async () => {
    await manager.write('PUT', '/v2/people/luca', { role: 'manager' })
  })

  it.each([
    ['erased', erase],
    ['blocked', block],
  ])('loses access with the next request, by session and by token: %s', async (_, remove) => {
    const luca = await as('luca')
    const byToken = new ApiClient(service.service, { token: 'acme-token', appUserId: 'luca' })
    const status = async () => [await statusOf(luca), (await byToken.get('/v2/activity')).status]
    expect(await status()).toEqual([200, 200])
    expect(await remove(manager, 'luca')).toBeLessThan(300)
    expect(await status()).toEqual([401, 400])
  })

  it.each([
    ['erase', 'erase', erase, erase],
    ['erase', 'block', erase, block],
    ['block', 'erase', block, erase],
  ])('does not remove another manager concurrently: %s and %s', async (_, __, one, another) => {
    const luca = await as('luca')
    expect([await statusOf(manager), await statusOf(luca)]).toEqual([200, 200])
    const both = await Promise.all([one(manager, 'luca'), another(luca, 'marco')])
    expect(both.filter((status) => status < 300)).toHaveLength(1)
    expect(await managers()).toHaveLength(1)
  })

  it('cannot remove anyone in another process, which caches the session for some seconds', async () => {
    // neither does the other process look for changes, nor does its cached session expire
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
    try {
      const other = await service.secondInstance()
      const there = withCookie(other, await signIn(service.service, 'luca'))
      expect(await statusOf(there)).toBe(200)
      expect(await erase(manager, 'luca')).toBe(204)
      expect([await erase(there, 'marco'), await block(there, 'marco')]).toEqual([403, 401])
      expect(await managers()).toEqual([{ id: 'marco' }])
      await other.close()
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a role', () => {
  it('takes effect with the next request', async () => {
    const luca = await as('luca')
    expect((await luca.get('/v2/activity')).status).toBe(403)
    await manager.write('PUT', '/v2/people/luca', { role: 'manager' })
    expect((await luca.get('/v2/activity')).status).toBe(200)
  })

  it('cannot be changed by its own user, who cannot block themselves either, so that a manager remains', async () => {
    for (const change of [{ role: 'rep' }, { blocked: 'true' }])
      expect((await manager.write('PUT', '/v2/people/marco', change)).status).toBe(403)
  })

  it('cannot be removed by two managers from each other', async () => {
    await manager.write('PUT', '/v2/people/luca', { role: 'manager' })
    const luca = await as('luca')
    const both = await Promise.all([
      manager.write('PUT', '/v2/people/luca', { role: 'rep' }),
      luca.write('PUT', '/v2/people/marco', { blocked: 'true' }),
    ])
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})

describe('a password', () => {
  it('is replaced with a link that is valid for a day and ends the other sessions', async () => {
    const luca = await as('luca')
    const { body } = await manager.write('POST', '/v2/people/luca/link')
    expect(body.link).toMatchObject({ kind: 'reset', expires: '2026-11-24T12:00:00.000Z' })
    expect((await accept(body.link.token, 'a new password of Luca')).body.user.id).toBe('luca')
    expect(await statusOf(luca)).toBe(401)
    expect(await statusOf(await as('luca', 'a new password of Luca'))).toBe(200)
    expect((await accept(body.link.token)).status).toBe(404)
  })

  it('is changed by a user who knows it, and the change ends the other sessions', async () => {
    const [luca, elsewhere] = [await as('luca'), await as('luca')]
    const change = async (password: string) =>
      luca.write('PUT', '/session/password', { password, newPassword: 'a new password of Luca' })
    expect(faultOf(await change('a guess'))).toBe('password: wrong_credentials')
    expect(await statusOf(elsewhere)).toBe(200)
    const common = { password: testPassword, newPassword: 'Luca Conti 2026' }
    expect(faultOf(await luca.write('PUT', '/session/password', common))).toBe(
      'newPassword: password_guessable',
    )
    const changed = await change(testPassword)
    expect(changed.status).toBe(204)
    const renewed = withCookie(service, cookiesIn(changed.headers))
    expect([await statusOf(renewed), await statusOf(luca), await statusOf(elsewhere)]).toEqual([
      200, 401, 401,
    ])
  })

  it('that was changed cannot be replaced with an older link', async () => {
    const { body } = await manager.write('POST', '/v2/people/luca/link')
    const luca = await as('luca')
    const change = { password: testPassword, newPassword: 'a new password of Luca' }
    expect((await luca.write('PUT', '/session/password', change)).status).toBe(204)
    expect((await accept(body.link.token)).status).toBe(404)
  })
})

describe('signing out everywhere', () => {
  it('ends all sessions of the user and no others', async () => {
    const [luca, elsewhere] = [await as('luca'), await as('luca')]
    const { status, headers } = await luca.write('DELETE', '/session/all')
    expect(status).toBe(204)
    expect(headers.getSetCookie().join()).toMatch(/leadline\.session_token=;.*Max-Age=0/i)
    expect([await statusOf(luca), await statusOf(elsewhere), await statusOf(manager)]).toEqual([
      401, 401, 200,
    ])
  })
})

it('reports when a person was last seen', async () => {
  service.setNow('2026-11-23T15:00:00.000Z')
  await as('luca')
  expect(await listed('luca')).toMatchObject({ lastSeen: '2026-11-23T15:00:00.000Z' })
  expect(await listed('giulia')).toMatchObject({ lastSeen: null })
})
