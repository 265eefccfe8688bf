import { randomBytes } from 'node:crypto'
import { expect, inject, it, onTestFinished } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { run } from '../../testing/postgres.ts'
import { start } from '../start.ts'
import { createDemo } from '../demo/create-demo.ts'
import { loadDemo, type DemoDatabase } from '../demo/load-demo.ts'
import { openDatabase } from './database.ts'

const loadDemoHere = async (database: DemoDatabase) => loadDemo(database, () => createDemo(new Date()))

it(
  'runs once, and the demo is loaded once, where eight services start at the same moment on an empty database',
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
    expect(services.map(({ holdsDemo }) => holdsDemo)).toEqual(services.map(() => true))

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
