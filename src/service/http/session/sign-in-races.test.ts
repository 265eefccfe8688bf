import type { PoolClient } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ApiClient, clientWithCookie, type ApiResponse } from '../../../testing/api-client.ts'
import { cookiesIn, signIn } from '../../../testing/sign-in.ts'
import { startService, testPassword, type TestService } from '../../../testing/start-service.ts'

/*
 * Concurrent changes of what a person signs in with. Another transaction holds a lock until the requests of a test wait for
 * it one after the other, so that they run in the order that the test requires.
 */
let service: TestService
let lockHolder: PoolClient

beforeEach(async () => {
  service = await startService()
  lockHolder = await service.database.pool.connect()
})

afterEach(async () => {
  lockHolder.release()
  await service.close()
  if (service.reported.length > 0) throw new AggregateError(service.reported)
})

const withCookie = (cookie: string) => clientWithCookie(service.service, cookie)

const as = async (person: string) => withCookie(await signIn(service.service, person))
const anonymous = () => new ApiClient(service.service, {})
const statusOf = async (api: ApiClient) => (await api.get('/v2/leads')).status
const luca = { email: 'luca@example.test', password: testPassword }
const change = { password: testPassword, newPassword: 'a new password of Luca' }

async function hold(text: string): Promise<void> {
  await lockHolder.query('begin')
  await lockHolder.query(text)
}

/** Resolves when this many of the service's statements wait for a lock. */
async function blockedStatements(count: number): Promise<void> {
  const text = `select count(*)::int count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  const counted = async () => (await service.database.query<{ count: number }>({ text }, []))[0]?.count
  await expect.poll(counted, { timeout: 30_000 }).toBe(count)
}

const ofLuca = `(select id from person where application_id = 'acme' and application_user_id = 'luca')`

async function resetLink(): Promise<string> {
  const { body } = await (await as('marco')).write('POST', '/v2/people/luca/link')
  return body.link.token
}

describe('a sign-in', () => {
  it('starts no session with a password that was changed after it was checked', async () => {
    const session = await as('luca')
    expect(await statusOf(session)).toBe(200)
    // the sign-in looks up its user after the password, and the change of a password does not
    await hold('lock table application_user in access exclusive mode')
    const signingIn = anonymous().write('POST', '/session', luca)
    await blockedStatements(1)
    expect((await session.write('PUT', '/session/password', change)).status).toBe(204)
    await lockHolder.query('commit')
    const late = await signingIn
    expect([late.status, late.body.errors?.[0].code]).toEqual([400, 'wrong_credentials'])
    expect(await statusOf(withCookie(cookiesIn(late.headers)))).toBe(401)
  })

  it('starts no session of a user who was blocked after the password was checked', async () => {
    const marco = await as('marco')
    await hold(`update application_user set blocked = now() where id = 'luca'`)
    const signingIn = anonymous().write('POST', '/session', luca)
    await blockedStatements(1)
    await lockHolder.query('commit')
    expect((await signingIn).status).toBe(403)
    expect((await marco.write('PUT', '/v2/people/luca', { blocked: 'false' })).status).toBe(200)
    const sessions = await service.database.query(
      { text: `select from person_session where person_id = ${ofLuca}` },
      [],
    )
    expect(sessions).toEqual([])
  })

  it('ends the previous session of the browser, even if it belongs to another user', async () => {
    const first = await signIn(service.service, 'luca')
    expect(await statusOf(withCookie(first))).toBe(200)
    const second = await withCookie(first).write('POST', '/session', { ...luca, email: 'olga@example.test' })
    expect(second.body.user).toMatchObject({ id: 'olga' })
    expect(await statusOf(withCookie(first))).toBe(401)
    const rejected = await withCookie(cookiesIn(second.headers)).write('POST', '/session', {
      ...luca,
      password: 'wrong',
    })
    expect(rejected.status).toBe(400)
    expect(await statusOf(withCookie(cookiesIn(second.headers)))).toBe(200)
  })
})

describe('a change of a password', () => {
  it('gives the caller a new session, and ends the one in which it was made', async () => {
    const cookie = await signIn(service.service, 'luca')
    const { status, headers } = await withCookie(cookie).write('PUT', '/session/password', change)
    expect(status).toBe(204)
    expect(await statusOf(withCookie(cookie))).toBe(401)
    expect(await statusOf(withCookie(cookiesIn(headers)))).toBe(200)
    // a response to an earlier request of another tab does not remove the new cookie
    const late = await withCookie(cookie).get('/session')
    expect([late.body.user, late.headers.getSetCookie()]).toEqual([null, []])
  })

  it('changes nothing if a link has set another password after the old one was checked', async () => {
    const session = await as('luca')
    await hold(`select from person where id = ${ofLuca} for no key update`)
    await lockHolder.query(`update person_account set password = 'of the link' where person_id = ${ofLuca}`)
    await lockHolder.query(`delete from person_session where person_id = ${ofLuca}`)
    const changing = session.write('PUT', '/session/password', change)
    await blockedStatements(1)
    await lockHolder.query('commit')
    expect((await changing).status).toBe(401)
    const rows = await service.database.query<{ password: string }>(
      { text: `select password from person_account where person_id = ${ofLuca}` },
      [],
    )
    expect(rows).toEqual([{ password: 'of the link' }])
  })

  it('and the use of a link for a new password run one after the other', async () => {
    const [session, token] = [await as('luca'), await resetLink()]
    await hold(`select from person_account where person_id = ${ofLuca} for update`)
    const changing = session.write('PUT', '/session/password', change)
    await blockedStatements(1)
    const accepting = anonymous().write('POST', '/session/password', { token, password: 'another of Luca' })
    await blockedStatements(2)
    await lockHolder.query('commit')
    expect(await statusesOf(changing, accepting)).toEqual([204, 404])
  })
})

it('a block and the use of a link run one after the other', async () => {
  await as('luca')
  const [marco, token] = [await as('marco'), await resetLink()]
  await hold(`select from person_session where person_id = ${ofLuca} for update`)
  const blocking = marco.write('PUT', '/v2/people/luca', { blocked: 'true' })
  await blockedStatements(1)
  const accepting = anonymous().write('POST', '/session/password', { token, password: 'another of Luca' })
  await blockedStatements(2)
  await lockHolder.query('commit')
  expect(await statusesOf(blocking, accepting)).toEqual([200, 404])
})

async function statusesOf(...responses: Promise<ApiResponse>[]): Promise<number[]> {
  return (await Promise.all(responses)).map(({ status }) => status)
}
