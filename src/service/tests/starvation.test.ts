import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import pg from 'pg'
import { ApiClient } from '../../testing/api-client.ts'
import { listenLocally } from '../../testing/local-server.ts'
import { startService, type TestService } from '../../testing/start-service.ts'
import { createListener } from '../http/server/listener.ts'

/*
 * Work that uses connections to the database for a long time: writes behind a locked row, reads behind a locked table, and
 * statements whose client has disconnected.
 */
let service: TestService
let locker: pg.Client
let acme: ApiClient
let other: ApiClient

beforeEach(async () => {
  service = await startService()
  locker = new pg.Client({ ...inject('postgres'), database: service.database.pool.options.database })
  await locker.connect()
  acme = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  other = new ApiClient(service.service, { token: 'other-token', appUserId: 'olga' })
})

afterEach(async () => {
  await locker.end()
  await service.close()
})

const log = async (client: ApiClient, lead: string) =>
  (await client.write('POST', '/v2/leadevents', { lead, type: 'company' })).status

const ready = async () => {
  const response = await service.service(new Request('http://localhost/readyz'))
  return [response.status, (await response.json()).status]
}

const many = <Result>(what: (turn: number) => Promise<Result>) =>
  Array.from({ length: 24 }, async (_, turn) => what(turn))

describe('a service with ten connections', () => {
  it('reads, and writes for other applications, while the writes of one wait for its row', async () => {
    expect([await log(acme, 'free'), await log(other, 'free')]).toEqual([201, 201])
    await locker.query('begin')
    await locker.query(`select from application where id = 'acme' for update`)
    const waiting = many(async (turn) => log(acme, `locked-${turn}`))
    await vi.waitFor(async () => expect(await countWaiting()).toBeGreaterThan(3), { timeout: 20_000 })
    expect((await acme.get('/v2/leadevents', { leads: 'free' })).status).toBe(200)
    expect((await other.get('/v2/leadevents', { leads: 'free' })).status).toBe(200)
    expect(await log(other, 'free')).toBe(201)
    expect(await ready()).toEqual([200, 'ready'])
    await locker.query('rollback')
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([201]))
  })

  it('reports that no connection is free while reads use all of theirs, and still writes', async () => {
    const written = [acme, other].map(async (client) => {
      const { body } = await client.write('POST', '/v2/leadevents', { lead: 'free', type: 'company' })
      return async () => client.get(`/v2/leadevents/${body.item.id}/history`)
    })
    const histories = await Promise.all(written)
    await locker.query('begin')
    await locker.query('lock table lead_event_change in access exclusive mode')
    const waiting = histories.flatMap((read) => many(read))
    await vi.waitFor(async () => expect(await ready()).toEqual([503, 'no free database connection']), {
      timeout: 20_000,
    })
    const metrics = await (await service.service(new Request('http://localhost/metrics'))).text()
    expect(metrics).toContain('leadline_database_connections_exhausted 1')
    expect(await log(acme, 'free')).toBe(201)
    await locker.query('rollback')
    await Promise.all(waiting)
    expect(await ready()).toEqual([200, 'ready'])
  })

  it('cancels the statement of a client that has disconnected', async () => {
    await log(acme, 'free')
    await locker.query(`alter table lead_status rename to known_status;
      create view lead_status as select known_status.* from known_status, pg_sleep(100);
      grant select on lead_status to leadline_service`)
    const server = await listenLocally(createServer(createListener(service.service)))
    const client = new AbortController()
    const request = fetch(`${server.url}/v2/leadevents/statuses?token=acme-token`, { signal: client.signal })
    const gone = request.catch(String)
    const sleeping = async () => {
      const { rows } = await locker.query(
        `select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
      )
      return rows.length
    }
    await vi.waitFor(async () => expect(await sleeping()).toBe(1), { timeout: 20_000 })
    client.abort()
    expect(await gone).toContain('aborted')
    await vi.waitFor(async () => expect(await sleeping()).toBe(0), { timeout: 20_000 })
    // nothing has failed, and no client waits for a response
    expect(service.reported).toEqual([])
    await server.close()
  })
})

async function countWaiting(): Promise<number> {
  // not with the locking connection, whose transaction sees an old snapshot of the sessions
  const waiting = await service.database.query(
    {
      text: `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    },
    [],
  )
  return waiting.length
}
