import * as z from 'zod/mini'
import { runService } from '../e2e/support/service.ts'
import { createRandom } from '../src/service/demo/random.ts'
import { startDelayProxy } from './delay-proxy.ts'
import { openClient, type HttpClient } from './http-client.ts'
import { people, token } from './load/application.ts'
import { inventNote } from './load/invent-note.ts'
import { writtenLeads } from './load/load-events.ts'

/** How fast events of one application are created, and whether `sync` missed one of them meanwhile. */
export interface WriteThroughput {
  /** milliseconds that a round trip to the database takes beside its own */
  readonly latencyMs: number
  readonly perSecond: number
  /** events that were created */
  readonly n: number
  /** events that a client of `sync` did not see, which read while they were created */
  readonly missed: number
}

const writers = 16
const eventsOfWriter = 60
const warmUpOfWriter = 10

const item = z.object({ id: z.int(), updateTime: z.string() })
const created = z.object({ item })
const changes = z.object({ items: z.array(item) })

/** Creates events by 16 connections to a service of its own, whose database is so far away. */
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
    const reader = openClient(address, 1)
    const measured = await measure(client, reader)
    client.close()
    reader.close()
    return { latencyMs, ...measured }
  } finally {
    service.child.kill('SIGTERM')
    await service.ended
    proxy?.close()
  }
}

async function measure(client: HttpClient, reader: HttpClient): Promise<Omit<WriteThroughput, 'latencyMs'>> {
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
  const each = async (events: number) =>
    Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        const ids: number[] = []
        for (let event = 0; event < events; event++)
          ids.push((await write(writtenLeads[event * writers + writer] ?? '')).id)
        return ids
      }),
    )
  await each(warmUpOfWriter)
  const { updateTime: cursor } = await write(writtenLeads[0] ?? '')
  let done = false
  const seen = follow(reader, cursor, () => done)
  const begun = performance.now()
  const ids = (await each(eventsOfWriter)).flat()
  const elapsed = performance.now() - begun
  done = true
  const found = await seen
  return {
    perSecond: (ids.length / elapsed) * 1_000,
    n: ids.length,
    missed: ids.filter((id) => !found.has(id)).length,
  }
}

/** Reads `sync` from where it is, again and again, and once more to its end when `isDone`. */
async function follow(reader: HttpClient, from: string, isDone: () => boolean): Promise<Set<number>> {
  const seen = new Set<number>()
  let cursor = from
  for (;;) {
    const wasDone = isDone()
    const query = new URLSearchParams({ token, fromUpdateTime: cursor })
    const { body } = await reader.send({ path: `/v2/leadevents/sync?${query.toString()}` })
    const { items } = changes.parse(JSON.parse(body.toString()))
    for (const { id } of items) seen.add(id)
    const last = items.at(-1)?.updateTime
    if (wasDone && (last === undefined || last === cursor)) return seen
    cursor = last ?? cursor
  }
}
