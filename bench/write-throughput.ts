import * as z from 'zod/mini'
import { runService } from '../e2e/support/service.ts'
import { createRandom } from '../src/service/demo/random.ts'
import { startDelayProxy } from './delay-proxy.ts'
import { openClient, type HttpClient } from './http-client.ts'
import { people, token } from './load/application.ts'
import { inventNote } from './load/invent-note.ts'
import { writtenLeads } from './load/load-events.ts'

/** The rate at which events of one application are created, and the number of events that `sync` missed during that. */
export interface WriteThroughput {
  /** additional milliseconds of a round trip to the database */
  readonly latencyMs: number
  readonly perSecond: number
  /** the number of created events */
  readonly n: number
  /** the number of events that a client of `sync` missed while they were created */
  readonly missed: number
}

const writers = 16
const eventsOfWriter = 60
const warmUpOfWriter = 10

const item = z.object({ id: z.int(), updateTime: z.string() })
const created = z.object({ item })
const changes = z.object({ items: z.array(item) })

/** Creates events with 16 connections to a separate service, whose database has this additional latency. */
export async function measureWrites(databaseUrl: string, latencyMs: number): Promise<WriteThroughput> {
  const url = new URL(databaseUrl)
  const proxy =
    latencyMs === 0
      ? undefined
      : await startDelayProxy(`${url.searchParams.get('host')}/.s.PGSQL.${url.port}`, latencyMs)
  if (proxy !== undefined) {
    url.port = String(proxy.port)
    url.searchParams.set('host', '127.0.0.1')
  }
  const service = runService({ DATABASE_URL: url.href, DEMO: 'off', RATE_LIMIT: 'off' })
  try {
    const address = await service.address
    const client = openClient(address, writers)
    const syncClient = openClient(address, 1)
    const measured = await measure(client, syncClient)
    client.close()
    syncClient.close()
    return { latencyMs, ...measured }
  } finally {
    service.child.kill('SIGTERM')
    await service.ended
    proxy?.close()
  }
}

async function measure(
  client: HttpClient,
  syncClient: HttpClient,
): Promise<Omit<WriteThroughput, 'latencyMs'>> {
  const random = createRandom(1)
  const write = async (lead: string) => {
    const form = new URLSearchParams({
      token,
      appUserId: people[0]?.id ?? '',
      type: 'company',
      lead,
      note: inventNote(random),
    })
    const { body } = await client.send({ path: '/v2/leadevents', form: form.toString() })
    return created.parse(JSON.parse(body.toString())).item
  }
  const fromEachWriter = async (events: number) =>
    Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        const ids: number[] = []
        for (let event = 0; event < events; event++)
          ids.push((await write(writtenLeads[event * writers + writer] ?? '')).id)
        return ids
      }),
    )
  await fromEachWriter(warmUpOfWriter)
  const { updateTime: cursor } = await write(writtenLeads[0] ?? '')
  let done = false
  const synced = follow(syncClient, cursor, () => done)
  const startedAt = performance.now()
  const ids = (await fromEachWriter(eventsOfWriter)).flat()
  const elapsed = performance.now() - startedAt
  done = true
  const syncedIds = await synced
  return {
    perSecond: (ids.length / elapsed) * 1_000,
    n: ids.length,
    missed: ids.filter((id) => !syncedIds.has(id)).length,
  }
}

/** Reads `sync` repeatedly from the cursor on, and to its end after `isDone`. */
async function follow(syncClient: HttpClient, from: string, isDone: () => boolean): Promise<Set<number>> {
  const synced = new Set<number>()
  let cursor = from
  for (;;) {
    const wasDone = isDone()
    const query = new URLSearchParams({ token, fromUpdateTime: cursor })
    const { body } = await syncClient.send({ path: `/v2/leadevents/sync?${query.toString()}` })
    const { items } = changes.parse(JSON.parse(body.toString()))
    for (const { id } of items) synced.add(id)
    const last = items.at(-1)?.updateTime
    if (wasDone && (last === undefined || last === cursor)) return synced
    cursor = last ?? cursor
  }
}
