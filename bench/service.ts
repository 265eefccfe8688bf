import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { runService } from '../e2e/support/service.ts'
import { startEmbeddedPostgres } from '../src/service/embedded/start-embedded-postgres.ts'
import { openDatabase } from '../src/service/store/database.ts'
import { listEvents } from '../src/service/store/lead-events.ts'
import { measure, table } from './measure.ts'

const rounds = 500

/**
 * Reads and writes of the built service on the demo, over HTTP on one connection, beside the same SQL straight through
 * the driver in this process. Prints milliseconds and, what counts, ratios.
 */
export async function benchService(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'leadline-bench-'))
  const loaded = runService({ DATA_DIR: dataDir })
  await loaded.address
  loaded.child.kill('SIGTERM')
  await loaded.ended

  const postgres = await startEmbeddedPostgres({ dataDir, env: process.env })
  const { host, port, user, database } = postgres.connection
  const url = `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
  const service = runService({ DATABASE_URL: url })
  const address = await service.address
  const direct = openDatabase({ connection: postgres.connection })
  try {
    const { items } = directory.parse(await load(`${address}/v2/leads?token=demo-token&limit=1000`))
    const longest = items.toSorted((a, b) => b.eventCount - a.eventCount)[0]?.id ?? ''
    const fifty = items.slice(0, 50).map(({ id }) => id)
    const list = (leads: readonly string[], offset: number) => ({
      name: `service: ${leads.length} lead(s), offset ${offset}`,
      run: async () =>
        load(`${address}/v2/leadevents?token=demo-token&leads=${leads.join(',')}&offset=${offset}`),
    })
    const sql = (leads: readonly string[], offset: number) => ({
      name: `driver:  ${leads.length} lead(s), offset ${offset}`,
      run: async () => listEvents(direct, 'demo', { leads, ordering: 'newest', offset, limit: 50 }),
    })
    const reads = [
      sql([longest], 0),
      list([longest], 0),
      sql([longest], 9950),
      list([longest], 9950),
      sql(fifty, 0),
      list(fifty, 0),
    ]
    process.stdout.write(table(`reads of 50 events, n = ${rounds}`, await measure(reads, rounds)))
    let lead = 0
    const writes = [
      { name: 'service: who am I', run: async () => load(`${address}/session`) },
      { name: 'service: log an event', run: async () => log(address, `bench-${++lead % 100}`) },
    ]
    process.stdout.write(table(`a write, n = ${rounds}`, await measure(writes, rounds)))
  } finally {
    await direct.close()
    service.child.kill('SIGTERM')
    await service.ended
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function load(address: string): Promise<unknown> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response.json()
}

const directory = z.object({ items: z.array(z.object({ id: z.string(), eventCount: z.int() })) })

async function log(address: string, lead: string): Promise<void> {
  const body = new URLSearchParams({
    token: 'demo-token',
    appUserId: 'giulia',
    type: 'company',
    lead,
    note: 'a call',
  })
  const response = await fetch(`${address}/v2/leadevents`, { method: 'POST', body })
  await response.arrayBuffer()
  if (response.status !== 201) throw new Error(`a write was answered with ${response.status}`)
}
