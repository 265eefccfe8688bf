import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { ApiClient, type ApiResponse } from '../../testing/api-client.ts'
import { browserFetch } from '../../testing/browser-fetch.ts'
import { startProxy, type Proxy } from '../../testing/proxy.ts'
import { run } from '../../testing/postgres.ts'
import { startService, testPassword, type TestService } from '../../testing/start-service.ts'

/*
 * An external server fails and recovers: connections are closed, rejected, or lead to a read-only server, such as a
 * standby just before its promotion.
 */
let proxy: Proxy
let service: TestService
let giulia: ApiClient

beforeEach(async () => {
  proxy = await startProxy(inject('postgres'))
  service = await startService({ databaseAddress: proxy })
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
})

afterEach(async () => {
  await service.close()
  await proxy.close()
})

const log = async (lead: string, headers: Record<string, string> = {}) =>
  giulia.send(
    new Request('http://localhost/v2/leadevents', {
      method: 'POST',
      headers,
      body: new URLSearchParams({ token: 'acme-token', appUserId: 'giulia', type: 'company', lead }),
    }),
  )

const outcome = ({ status, body, headers }: ApiResponse) => [status, body.code, headers.get('retry-after')]

const unavailable = [503, 'unavailable', '2']

describe('a service that cannot reach its server', () => {
  it('returns 503 with Retry-After and is not ready, and works again once connections are accepted', async () => {
    const marco = browserFetch(service.service)
    const json = { 'content-type': 'application/json' }
    const body = JSON.stringify({ email: 'marco@example.test', password: testPassword })
    expect((await marco('/session', { method: 'POST', headers: json, body })).status).toBe(200)
    expect((await log('called')).status).toBe(201)
    const ready = async () => (await service.service(new Request('http://localhost/readyz'))).status

    await proxy.refuseConnections()
    expect(outcome(await log('called'))).toEqual(unavailable)
    expect(outcome(await giulia.get('/v2/leads'))).toEqual(unavailable)
    expect(outcome(await giulia.get('/v2/leadevents/sync'))).toEqual(unavailable)
    const unread = await marco('/session')
    expect([unread.status, unread.headers.get('retry-after')]).toEqual([503, '2'])
    // does not report a sign-out that it could not store
    expect((await marco('/session', { method: 'DELETE' })).status).toBe(503)
    expect(await ready()).toBe(503)

    await proxy.acceptConnections()
    expect(await ready()).toBe(200)
    expect((await log('called')).status).toBe(201)
    expect((await giulia.get('/v2/leadevents/sync')).body.meta.count).toBe(2)
    expect((await marco('/v2/leads')).status).toBe(200)
  })

  it.each(['commit asked', 'commit done'] as const)(
    'says that a write may be in where the connection breaks with the %s, and the same key writes once',
    async (moment) => {
      const key = { 'idempotency-key': 'one-call' }
      proxy.cutAt(moment)
      const lost = await log('cut', key)
      expect(outcome(lost)).toEqual(unavailable)
      expect(lost.body.detail).toMatch(
        /it may or may not have been saved\. Check, or retry with the same Idempotency-Key/,
      )
      const written = async () => (await giulia.get('/v2/leadevents', { leads: 'cut' })).body.meta.count
      expect(await written()).toBe(moment === 'commit done' ? 1 : 0)

      expect((await log('cut', key)).status).toBe(201)
      expect(await written()).toBe(1)
    },
  )

  it('loses nothing that it acknowledged while all connections are ended repeatedly', async () => {
    const rounds = 20
    const leads = ['ended-1', 'ended-2', 'ended-3', 'ended-4']
    const acknowledged = new Set<number>()
    const responses = new Set<string>()
    const reached = { count: 0, tell: () => {} }
    const ended = new AbortController()
    const writing = leads.map(async (lead) => {
      while (!ended.signal.aborted) {
        const response = await log(lead)
        responses.add(outcome(response).join(' '))
        if (response.status !== 201) continue
        acknowledged.add(response.body.item.id)
        if (acknowledged.size >= reached.count) reached.tell()
      }
    })
    for (let round = 0; round < rounds; round++) {
      const more = new Promise<void>((resolve) => {
        reached.count = acknowledged.size + 5
        reached.tell = resolve
      })
      await more
      await endConnections()
    }
    ended.abort()
    await Promise.all(writing)
    // some connections break during their commit, so that the outcome is unknown
    expect([...responses].toSorted()).toEqual(['201  ', '503 unavailable 2'])
    const { body } = await giulia.get('/v2/leadevents', { leads: leads.join(','), limit: '1000' })
    const found = new Set(body.items.map(({ id }: { id: number }) => id))
    expect([...acknowledged].filter((id) => !found.has(id))).toEqual([])
    expect(body.meta.count - acknowledged.size).toBeLessThanOrEqual(rounds * leads.length)
  })
})

describe('a service whose server accepts no writes, like a standby', () => {
  it('returns 503 with Retry-After to a write, still reads, and opens a new connection for the next write', async () => {
    await giulia.get('/v2/leads')
    await alterDatabase('set default_transaction_read_only = on')
    await endConnections()
    const leads = ['a', 'b', 'c', 'd', 'e', 'f']
    const rejected = await Promise.all(leads.map(async (lead) => log(lead)))
    expect(rejected.map(outcome)).toEqual(leads.map(() => unavailable))
    expect(rejected[0]?.body.detail).toMatch(/nothing was written/)

    // the setting applies only to new connections: an old one would still reject writes
    await alterDatabase('reset default_transaction_read_only')
    const accepted = await Promise.all(leads.map(async (lead) => log(lead)))
    expect(accepted.map(({ status }) => status)).toEqual(leads.map(() => 201))
  })
})

const databaseName = () => service.database.pool.options.database ?? expect.fail('it has a name')

/** Ends all connections to the database, like an administrator or a stopping server. */
async function endConnections(): Promise<void> {
  await run(
    inject('postgres'),
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${databaseName()}'`,
  )
}

async function alterDatabase(what: string): Promise<void> {
  await run(inject('postgres'), `alter database ${databaseName()} ${what}`)
}
