import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { signIn } from '../../../testing/sign-in.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'
import { openDatabase, type Database, type Statement } from './database.ts'
import { migrate } from '../migrate.ts'

/*
 * Runs statements that do not restrict the application, in the service's role: they see and change only rows of the
 * application that was set on their connection.
 */
let service: TestService
let opened: Record<(typeof kinds)[number], Database>
const kinds = ['on connections that keep sessions', 'behind a pooler in transaction mode'] as const

beforeAll(async () => {
  service = await startService()
  for (const [token, appUserId, lead] of [
    ['acme-token', 'giulia', 'shared'],
    ['other-token', 'olga', 'shared'],
  ] as const) {
    const client = new ApiClient(service.service, { token, appUserId })
    const { body } = await client.write('POST', '/v2/leadevents', {
      lead,
      type: 'company',
      note: 'a call',
      status: 'New',
    })
    await client.write('PUT', `/v2/leadevents/${body.item.id}`, { note: 'a long call' })
  }
  for (const person of ['giulia', 'olga']) await signIn(service.service, person)
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  const role = await migrate(service.database.pool)
  opened = {
    'on connections that keep sessions': openDatabase({ connection, role }),
    'behind a pooler in transaction mode': openDatabase({ connection, role, namedStatements: false }),
  }
})

afterAll(async () => {
  for (const database of Object.values(opened)) await database.close()
  await service.close()
})

const own = [
  ['application', 'select id as application_id from application'],
  ['application_user', 'select application_id from application_user'],
  ['lead_status', 'select application_id from lead_status'],
  ['lead', 'select application_id from lead'],
  ['lead_key', 'select application_id from lead_key'],
  ['lead_event', 'select application_id from lead_event'],
  ['lead_event_change', 'select application_id from lead_event_change'],
  ['searchable_event', 'select application_id from searchable_event'],
  ['person', 'select application_id from person'],
  ['person_account', 'select application_id from person_account'],
  ['person_session', 'select application_id from person_session'],
] as const

const secret = [
  'api_token',
  'service_secret',
  'migration',
  'event_import',
  'event_import_line',
  'event_external_id',
] as const

const run = (text: string): Statement => ({ text })

describe.each(kinds)('%s, the service', (kind) => {
  const database = () => opened[kind]

  it.each(own)('sees only the application that was set in %s, and none if none was set', async (_, text) => {
    for (const id of ['acme', 'other']) {
      const rows = await database().of(id).query<{ application_id: string }>(run(text), [])
      expect(new Set(rows.map((row) => row.application_id))).toEqual(new Set([id]))
      expect(rows.length).toBeGreaterThan(0)
    }
    expect(await database().query(run(text), [])).toEqual([])
  })

  it('sees the same in transactions and snapshots, also after a failed one', async () => {
    const count = run('select application_id from lead')
    const failed = database()
      .of('other')
      .transaction(async () => Promise.reject(new Error('no')))
    await expect(failed).rejects.toThrow('no')
    for (const id of ['acme', 'other']) {
      expect(
        await database()
          .of(id)
          .transaction(async (within) => within.query(count, [])),
      ).toEqual([{ application_id: id }])
      expect(
        await database()
          .of(id)
          .snapshot(async (within) => within.query(count, [])),
      ).toEqual([{ application_id: id }])
    }
  })

  it('cannot change or add rows of another application', async () => {
    const acme = database().of('acme')
    expect(await acme.query(run(`update lead set status = 'Lost' returning application_id`), [])).toEqual([
      { application_id: 'acme' },
    ])
    const added = acme.query(
      run(`insert into lead (application_id, id, type) values ('other', 'x', 'company')`),
      [],
    )
    await expect(added).rejects.toThrow('row-level security')
    const rows = await service.database.query<{ application_id: string }>(
      run(`select application_id from lead where status = 'Lost'`),
      [],
    )
    expect(rows).toEqual([{ application_id: 'acme' }])
  })

  it.each(secret)('cannot read %s at all', async (table) => {
    await expect(
      database()
        .of('acme')
        .query(run(`select * from ${table}`), []),
    ).rejects.toThrow('permission denied')
  })

  it('cannot change any table', async () => {
    const dropped = database().of('acme').query(run('drop policy own_application on lead'), [])
    await expect(dropped).rejects.toThrow('must be owner')
  })
})

it('has a policy on every table with rows of applications that the service reads', async () => {
  const bare = await service.database.query<{ relname: string }>(
    run(`select relname from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'application_id' and not a.attisdropped
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity
        and has_table_privilege('leadline_service', c.oid, 'select')`),
    [],
  )
  expect(bare).toEqual([])
})

it('uses the index of words with the policies', async () => {
  const database = opened['on connections that keep sessions']
  const plan = await database.of('acme').transaction(async (connection) => {
    await connection.query(run('set local enable_seqscan = off'), [])
    return connection.query<{ 'QUERY PLAN': string }>(
      run(`explain select id from searchable_event
        where search_keys(
          search_bucket(application_id, search_week(date)), note_folded, note_stems, owner, status, lead_assignee
        ) @@ 'x'::tsquery`),
      [],
    )
  })
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('lead_event_by_word')
})
