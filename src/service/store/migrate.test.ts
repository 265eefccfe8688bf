import { randomBytes } from 'node:crypto'
import { expect, inject, it, onTestFinished, vi } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { createTestApplications, createTestDatabase, startServiceOn } from '../../testing/start-service.ts'
import { run } from '../../testing/postgres.ts'
import { start } from '../composition/start.ts'
import { createDemo } from '../demo/create-demo.ts'
import { loadDemo, type DemoDatabase } from '../demo/load-demo.ts'
import { openDatabase } from './connection/database.ts'
import { migrate, migrations } from './migrate.ts'

const loadDemoHere = async (database: DemoDatabase) => loadDemo(database, () => createDemo(new Date()))

it(
  'runs once, and the demo is loaded once, if eight services start concurrently on an empty database',
  { timeout: 120_000 },
  async () => {
    const server = inject('postgres')
    const database = `test_${randomBytes(6).toString('hex')}`
    await run(server, `create database ${database}`)
    onTestFinished(async () => run(server, `drop database ${database} with (force)`))
    const connection = { ...server, database }
    const reported: unknown[] = []
    const services = await Promise.all(
      Array.from({ length: 8 }, async () =>
        start({
          connection,
          loadDemo: loadDemoHere,
          loopback: true,
          report: (error) => reported.push(error),
        }),
      ),
    )
    expect(services.map(({ hasDemo: holdsDemo }) => holdsDemo)).toEqual(services.map(() => true))

    const owner = openDatabase({ connection, connections: 1 })
    const counts = await owner.query(
      {
        text: `select (select count(distinct run_at) from migration) runs, (select count(*) from application) demos,
          (select count(*) from service_secret) secrets`,
      },
      [],
    )
    expect(counts).toEqual([{ runs: 1, demos: 1, secrets: 1 }])
    const clients = services.map(
      ({ service }) => new ApiClient(service, { token: 'demo-token', appUserId: 'giulia' }),
    )
    const written = await Promise.all(
      clients.map(async (client) =>
        client.write('POST', '/v2/leadevents', { lead: 'first', type: 'company' }),
      ),
    )
    expect(written.map(({ status }) => status)).toEqual(services.map(() => 201))
    for (const client of clients) {
      expect((await client.get('/v2/leadevents', { leads: 'first' })).body.meta.count).toBe(8)
    }
    expect(reported).toEqual([])
    await owner.close()
    await Promise.all(services.map(async (service) => service.close()))
  },
)

/** A change by a later version of the tables that every write locks, in another order than writes. */
const later = {
  name: '9999-later',
  sql: `alter table lead_event add later int; alter table application add later int;
    select pg_sleep(0.2); alter table lead add later int`,
}

it('changes the tables while an older service writes, which loses nothing and continues', async () => {
  const { connection, drop } = await createTestDatabase()
  const older = await startServiceOn(connection)
  await createTestApplications(older.database)
  const client = new ApiClient(older.service, { token: 'acme-token', appUserId: 'giulia' })
  const acknowledged = new Set<number>()
  const statuses = new Set<number>()
  const migrated = new AbortController()
  const write = async (writer: number) => {
    while (!migrated.signal.aborted) {
      const { status, body } = await client.write('POST', '/v2/leadevents', {
        lead: `lead-${writer}`,
        type: 'company',
      })
      statuses.add(status)
      if (status === 201) acknowledged.add(body.item.id)
    }
  }
  const writing = Promise.all([1, 2, 3, 4].map(write))
  await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(10), { timeout: 20_000 })
  const steps: string[] = []
  await migrate(older.database.pool, {
    files: [...migrations, later],
    progress: (step) => steps.push(step),
  })
  expect(steps.at(-1)).toBe('Migrating the database: 9999-later (1 of 1)')
  const before = acknowledged.size
  await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(before + 10), { timeout: 20_000 })
  migrated.abort()
  await writing
  expect([...statuses].filter((status) => status !== 201 && status !== 503)).toEqual([])
  const found = await older.database.query<{ id: number }>({ text: 'select id from lead_event' }, [])
  const ids = new Set(found.map(({ id }) => id))
  expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([])
  await older.close()
  await drop()
})

it('reports in one sentence that others use the tables, or which file failed, and changes nothing', async () => {
  const { connection, drop } = await createTestDatabase()
  const owner = openDatabase({ connection })
  const files = [...migrations, later]
  await owner.transaction(async (other) => {
    await other.query({ text: 'lock table lead in row exclusive mode' }, [])
    const steps: string[] = []
    await expect(
      migrate(owner.pool, { files, maxWaitMs: 1_000, progress: (step) => steps.push(step) }),
    ).rejects.toThrow(/^Cannot migrate the database: other sessions have used its tables/)
    expect(steps).toContain('Waiting for other sessions to release the tables')
  })
  const broken = { name: '9999-broken', sql: 'alter table lead add later int; select 1 / 0' }
  await expect(migrate(owner.pool, { files: [...migrations, broken] })).rejects.toThrow(
    'Could not migrate the database (division by zero).',
  )
  await migrate(owner.pool, { files })
  await owner.close()
  await drop()
})
