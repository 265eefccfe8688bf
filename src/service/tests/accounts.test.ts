import { beforeEach, afterEach, describe, expect, it } from 'vitest'
import { ApiClient, clientWithCookie, type ApiResponse } from '../../testing/api-client.ts'
import { cookiesIn, signIn } from '../../testing/sign-in.ts'
import { startService, testPassword, type TestService } from '../../testing/start-service.ts'
import { findAccountsByPassword } from '../http/session/check-password.ts'
import { createPerson } from '../store/people/create-person.ts'
import { insertUser } from '../store/people/people.ts'

/*
 * An account belongs to an application: another application with the same address can neither see nor change it. Here
 * `acme` uses the address of Olga, who belongs to `other`.
 */
const olga = 'olga@example.test'
const acmePassword = 'the password of Olga in acme'
let service: TestService

beforeEach(async () => {
  service = await startService()
})

afterEach(async () => service.close())

const nobody = () => new ApiClient(service.service, {})
const withCookie = (cookie: string) => clientWithCookie(service.service, cookie)
const post = async (fields: Record<string, string>) => nobody().write('POST', '/session', fields)
const applicationOf = ({ body }: ApiResponse): string | undefined => body.user?.application.id

/** Creates an account for Olga's address in `acme`, as its manager can: invites her, and accepts on her behalf. */
async function createOlgaInAcme(password = acmePassword): Promise<ApiResponse> {
  const manager = withCookie(await signIn(service.service, 'marco'))
  const invited = await manager.write('POST', '/v2/people', { name: 'Olga Neri', email: olga, role: 'rep' })
  expect(invited.status).toBe(201)
  return nobody().write('POST', '/session/password', { token: invited.body.link.token, password })
}

describe('an address that signs in to another application', () => {
  it('is invited and accepted like any other, without revealing the other account', async () => {
    const taken = await createOlgaInAcme()
    expect([taken.status, applicationOf(taken)]).toEqual([200, 'acme'])
    const manager = withCookie(await signIn(service.service, 'marco'))
    const fresh = { name: 'Nina', email: 'nina@example.test', role: 'rep' }
    const other = await manager.write('POST', '/v2/people', fresh)
    const read = async (token: string) => (await nobody().write('POST', '/session/link', { token })).status
    expect(await read(other.body.link.token)).toBe(200)
  })

  it('still signs its owner in with the unchanged password', async () => {
    await createOlgaInAcme()
    expect(applicationOf(await post({ email: olga, password: testPassword }))).toBe('other')
    expect(applicationOf(await post({ email: 'Olga@Example.test', password: acmePassword }))).toBe('acme')
    expect((await post({ email: olga, password: 'a guess' })).body.errors[0].code).toBe('wrong_credentials')
  })

  it('changes its password, and signs out, in one application only', async () => {
    const inAcme = withCookie(cookiesIn((await createOlgaInAcme()).headers))
    const inOther = withCookie(cookiesIn((await post({ email: olga, password: testPassword })).headers))
    const change = { password: acmePassword, newPassword: 'another one of Olga in acme' }
    const changed = await inAcme.write('PUT', '/session/password', change)
    expect(changed.status).toBe(204)
    expect((await withCookie(cookiesIn(changed.headers)).write('DELETE', '/session/all')).status).toBe(204)
    expect((await inOther.get('/v2/leads')).status).toBe(200)
    expect(applicationOf(await post({ email: olga, password: testPassword }))).toBe('other')
  })

  it('is erased in one application only', async () => {
    await createOlgaInAcme()
    const manager = withCookie(await signIn(service.service, 'marco'))
    expect((await manager.write('DELETE', '/v2/users/olga-neri/personal-data')).status).toBe(204)
    expect(applicationOf(await post({ email: olga, password: testPassword }))).toBe('other')
    expect((await post({ email: olga, password: acmePassword })).status).toBe(400)
  })
})

describe('a person with one password in several applications', () => {
  it('is offered only those in which it matched, and signs in to the one that they choose', async () => {
    await createOlgaInAcme(testPassword)
    const choice = await post({ email: olga, password: testPassword })
    expect([choice.status, choice.headers.getSetCookie()]).toEqual([400, []])
    expect(choice.body.errors).toMatchObject([
      { field: 'application', code: 'application_needed', values: { acme: 'Acme', other: 'Other' } },
    ])
    for (const application of ['acme', 'other']) {
      const chosen = await post({ email: olga, password: testPassword, application })
      expect([chosen.status, applicationOf(chosen)]).toEqual([200, application])
    }
    for (const application of ['nowhere', '', '\0'])
      expect((await post({ email: olga, password: testPassword, application })).status).toBe(400)
    expect((await post({ email: olga, password: 'a guess', application: 'acme' })).status).toBe(400)
  })

  it('is not offered one in which they are blocked', async () => {
    await createOlgaInAcme(testPassword)
    const manager = withCookie(await signIn(service.service, 'marco'))
    await manager.write('PUT', '/v2/people/olga-neri', { blocked: 'true' })
    expect(applicationOf(await post({ email: olga, password: testPassword }))).toBe('other')
    expect((await post({ email: olga, password: testPassword, application: 'acme' })).status).toBe(403)
  })

  it('causes no failed attempt if they have to choose an application', async () => {
    await createOlgaInAcme(testPassword)
    const age = `update person_account set updated_at = now() - interval '16 minutes'`
    await service.database.query({ text: age }, [])
    const waits: number[] = []
    const slow = await service.secondInstance({
      waitAtSignIn: async (milliseconds) => void waits.push(milliseconds),
    })
    for (let attempt = 0; attempt < 5; attempt++)
      await new ApiClient(slow.service, {}).write('POST', '/session', { email: olga, password: testPassword })
    expect(waits).toEqual([0, 0, 0, 0, 0])
    await slow.close()
  })
})

describe('the passwords that are checked', () => {
  const checked = async (address: string, application?: string) => {
    let hashes = 0
    const hash = async () => (hashes++, false)
    await findAccountsByPassword(service.database, { email: address, password: 'a guess', application }, hash)
    return hashes
  }

  it('are equally many for every address, at most five, and one if the application is named', async () => {
    const other = 'nobody@example.test'
    expect([await checked(olga), await checked(other), await checked(other, 'acme')]).toEqual([2, 2, 1])
    const ids = Array.from({ length: 6 }, (_, index) => `app-${index}`)
    const email = 'everywhere@example.test'
    await service.database.transaction(async (connection) => {
      for (const id of ids) {
        const application = `insert into application (id, name, status_collection_id) values ($1, $1, 'none')`
        await connection.query({ text: application }, [id])
        await insertUser(connection, id, { id: 'ada', name: 'Ada', role: 'rep' })
        const person = { name: 'Ada', email, password: testPassword, applicationUserId: 'ada' }
        await createPerson(connection, { ...person, applicationId: id })
      }
    })
    for (const address of [email, olga, other]) expect(await checked(address)).toBe(5)
    for (const address of [email, olga, other]) expect(await checked(address, 'app-1')).toBe(1)
    const matched = await findAccountsByPassword(service.database, { email, password: testPassword })
    expect(matched.map(({ applicationId }) => applicationId)).toEqual(ids.slice(0, 5))
    const sixth = await post({ email, password: testPassword, application: 'app-5' })
    expect([sixth.status, applicationOf(sixth)]).toEqual([200, 'app-5'])
  })
})

describe('a session', () => {
  it('is stored by the SHA-256 of its token, which is in no row', async () => {
    const cookie = await signIn(service.service, 'luca')
    const token = /session_token=([\w-]+)/.exec(decodeURIComponent(cookie))?.[1] ?? ''
    expect(token).toHaveLength(43)
    const rows = await service.database.query<{ row: string }>(
      { text: 'select to_jsonb(s)::text row from person_session s' },
      [],
    )
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('is deleted after it has expired when its person signs in again, and those of others are not', async () => {
    for (const person of ['luca', 'luca', 'marco']) await signIn(service.service, person)
    const expire = `with ended as (select id from person_session order by created_at limit 1)
      update person_session s set expires_at = '2026-11-01'
      where id in (select id from ended) or person_id in (select id from person where application_user_id = 'marco')`
    await service.database.query({ text: expire }, [])
    await signIn(service.service, 'luca')
    const rows = await service.database.query<{ id: string }>(
      {
        text: `select p.application_user_id id from person_session s join person p on p.id = s.person_id order by 1`,
      },
      [],
    )
    expect(rows.map(({ id }) => id)).toEqual(['luca', 'luca', 'marco'])
  })

  it('is invalid with a wrong signature', async () => {
    const cookie = await signIn(service.service, 'luca')
    const user = async (sent: string) => (await withCookie(sent).get('/session')).body.user
    expect(await user(cookie)).not.toBeNull()
    for (const wrong of [
      cookie.replace(/(session_token=)./, (_, name: string) => `${name}!`),
      cookie.replace(/(session_token=[\w-]+\.).{4}/, '$1AAAA'),
      'leadline.session_token=%',
      'leadline.session_token=',
    ])
      expect(await user(wrong)).toBeNull()
  })
})
