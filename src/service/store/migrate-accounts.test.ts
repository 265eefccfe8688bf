import { createHmac, randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { run } from '../../testing/postgres.ts'
import { findToken } from './applications/api-tokens.ts'
import { openDatabase, type Database } from './connection/database.ts'
import { hashToken } from './applications/hash-token.ts'
import { migrate, migrations } from './migrate.ts'
import { startServiceOn, testPassword, type TestService } from '../../testing/start-service.ts'
import { ApiClient } from '../../testing/api-client.ts'

/*
 * Migrates a database of version 0.2.0 with people, sessions, tokens and events of two applications: no data is lost, and all
 * users can still sign in.
 */
const server = inject('postgres')
const name = `test_${randomBytes(6).toString('hex')}`
let owner: Database
let service: TestService

/** Cookies as version 0.2.0 set them: the token, and its HMAC by the service's secret. */
const secret = 'the secret of this service'
const cookieOf = (token: string) =>
  `leadline.session_token=${encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`)}`

beforeAll(async () => {
  await run(server, `create database ${name}`)
  owner = openDatabase({ connection: { ...server, database: name }, connections: 2 })
  // does not use `migrate`, because it grants privileges on the current tables
  await owner.pool.query('create table migration (name text primary key, run_at timestamptz not null)')
  for (const { name: file, sql } of migrations.filter((one) => one.name < '0020')) {
    await owner.pool.query(sql)
    await owner.pool.query('insert into migration (name, run_at) values ($1, now())', [file])
  }
  await owner.pool.query(`
    insert into application (id, name, status_collection_id) values ('acme', 'Acme', 'one'), ('other', 'Other', 'two');
    insert into application_user (application_id, id, name, role)
      values ('acme', 'giulia', 'Giulia', 'rep'), ('acme', 'marco', 'Marco', 'manager'), ('other', 'olga', 'Olga', 'manager')`)
  await owner.pool.query(
    `insert into api_token (application_id, hash, name, scopes)
      values ('acme', $1, 'all', '{read,write,sync}'), ('other', $2, 'copy', '{sync}')`,
    [hashToken('all-token'), hashToken('copy-token')],
  )
  await owner.pool.query(`insert into service_secret (name, value) values ('session', $1)`, [secret])
  await owner.pool.query(`
    insert into person (id, name, email, created_at, updated_at, application_id, application_user_id) values
      ('p-giulia', 'Giulia', 'giulia@example.test', now(), now(), 'acme', 'giulia'),
      ('p-marco', 'Marco', 'marco@example.test', now(), now(), 'acme', 'marco'),
      ('p-olga', 'Olga', 'olga@example.test', now(), now(), 'other', 'olga')`)
  await owner.pool.query(
    `insert into person_account (id, account_id, provider_id, person_id, password, created_at, updated_at)
      select id, id, 'credential', id, $1, now(), now() from person where id <> 'p-marco'
      union all select 'a-marco', 'https://id.example marco-1', 'oidc', 'p-marco', null, now(), now()`,
    [await hashPassword(testPassword)],
  )
  await owner.pool.query(`
    insert into person_session (id, token, person_id, expires_at, created_at, updated_at) values
      ('one', 'token-of-giulia', 'p-giulia', now() + interval '1 hour', now(), now()),
      ('two', 'token-of-olga', 'p-olga', now() + interval '1 hour', now(), now()),
      ('old', 'token-that-ended', 'p-olga', now() - interval '1 hour', now(), now())`)
  await owner.pool.query(`
    insert into lead (application_id, id, type, event_count) values ('acme', 'a', 'company', 3), ('other', 'a', 'company', 1);
    insert into lead_event (application_id, id, lead, status_collection_id, date, owner, created, update_time)
      select application_id, id, 'a', 'one', date, owner, date, date
      from (values ('acme', 1, 'giulia'), ('acme', 2, 'giulia'), ('acme', 5, 'giulia'), ('other', 7, 'olga'))
          event (application_id, id, owner),
        lateral (select timestamptz '2026-11-01Z' + id * interval '1 day' date) dated`)
  await migrate(owner.pool)
  service = await startServiceOn({ ...server, database: name })
})

afterAll(async () => {
  await service.close()
  await owner.close()
  await run(server, `drop database ${name} with (force)`)
})

it('keeps every token with its previous scopes, without that of personal data', async () => {
  expect((await findToken(owner, hashToken('all-token')))?.token.scopes).toEqual(['read', 'write', 'sync'])
  expect((await findToken(owner, hashToken('copy-token')))?.token.scopes).toEqual(['sync'])
})

const read = async (cookie: string) => {
  const api = new ApiClient(async (request) => {
    const sent = new Request(request)
    sent.headers.set('cookie', cookie)
    return service.service(sent)
  }, {})
  return (await api.get('/session')).body.user
}

it('keeps every session, stored by the SHA-256 of its token, and the cookies of browsers valid', async () => {
  const rows = await owner.query<{ id: string; application: string; hash: Buffer }>(
    { text: 'select id, application_id application, hash from person_session order by id' },
    [],
  )
  expect(rows).toEqual([
    { id: 'old', application: 'other', hash: hashToken('token-that-ended') },
    { id: 'one', application: 'acme', hash: hashToken('token-of-giulia') },
    { id: 'two', application: 'other', hash: hashToken('token-of-olga') },
  ])
  expect(await read(cookieOf('token-of-giulia'))).toMatchObject({ id: 'giulia', application: { id: 'acme' } })
  expect(await read(cookieOf('token-of-olga'))).toMatchObject({ id: 'olga', application: { id: 'other' } })
  expect(await read(cookieOf('token-that-ended'))).toBeNull()
})

it('keeps every person with their email address and credentials', async () => {
  const people = await owner.query(
    {
      text: `select p.application_id application, p.id, p.email, a.provider_id provider, a.account_id account
        from person p join person_account a on a.application_id = p.application_id and a.person_id = p.id order by p.id`,
    },
    [],
  )
  expect(people).toEqual([
    {
      application: 'acme',
      id: 'p-giulia',
      email: 'giulia@example.test',
      provider: 'credential',
      account: 'p-giulia',
    },
    {
      application: 'acme',
      id: 'p-marco',
      email: 'marco@example.test',
      provider: 'oidc',
      account: 'https://id.example marco-1',
    },
    {
      application: 'other',
      id: 'p-olga',
      email: 'olga@example.test',
      provider: 'credential',
      account: 'p-olga',
    },
  ])
  const signedIn = await new ApiClient(service.service, {}).write('POST', '/session', {
    email: 'giulia@example.test',
    password: testPassword,
  })
  expect(signedIn.body.user).toMatchObject({ id: 'giulia' })
})

it('keeps the IDs of events, and continues after the greatest one of each application', async () => {
  const token = { token: 'all-token', appUserId: 'giulia' }
  const giulia = new ApiClient(service.service, token)
  const ids = async () =>
    (await giulia.get('/v2/leadevents', { leads: 'a', ordering: 'oldest' })).body.items.map(
      ({ id }: { id: number }) => id,
    )
  expect(await ids()).toEqual([1, 2, 5])
  expect((await giulia.write('POST', '/v2/leadevents', { lead: 'a', type: 'company' })).status).toBe(201)
  expect(await ids()).toEqual([1, 2, 5, 6])
  const counters = await owner.query(
    { text: 'select id, last_event_id last from application order by id' },
    [],
  )
  expect(counters).toEqual([
    { id: 'acme', last: 6 },
    { id: 'other', last: 7 },
  ])
})

it('lets only the service query the applications of an address, through one function', async () => {
  const functions = await owner.query(
    {
      text: `select pg_get_function_identity_arguments(oid) arguments, has_function_privilege('public', oid, 'execute') everybody
        from pg_proc where proname = 'applications_of_email'`,
    },
    [],
  )
  expect(functions).toEqual([{ arguments: 'wanted text, named text', everybody: false }])
})
