import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { shiftInstant, toInstant, type Instant } from '../../../contract/instant.ts'
import { ApiClient } from '../../../testing/api-client.ts'
import { createTestApplications, startServiceOn, type TestService } from '../../../testing/start-service.ts'
import { syncClient } from '../../../testing/sync-client.ts'
import type { EmbeddedPostgres } from '../../embedded/start-embedded-postgres.ts'
import { createTestBed } from '../../embedded/testing.ts'
import { openDatabase, type Database } from '../connection/database.ts'
import { migrate } from '../migrate.ts'

/*
 * A client of sync continues after the database was moved to a new server: by a copy of the stopped server's files,
 * or by a dump's rows and sequences, restored into an empty database, whose transaction numbers begin again.
 */
const hour = 3_600_000
const leads = ['moved-1', 'moved-2', 'moved-3', 'moved-4', 'moved-5']
const eventsBefore = 400
const writers = 4
const writesOfWriter = 40

const bed = createTestBed()

afterEach(async () => bed.cleanUp(), 60_000)

const clientOf = ({ service }: TestService) =>
  new ApiClient(service, { token: 'acme-token', appUserId: 'marco' })

const log = async (client: ApiClient, lead: string, note: string): Promise<number> => {
  const { status, body } = await client.write('POST', '/v2/leadevents', { lead, type: 'company', note })
  expect(status).toBe(201)
  return body.item.id
}

const transactionId = async (database: Database) =>
  (await database.query<{ id: number }>({ text: 'select pg_current_xact_id()::text::bigint id' }, []))[0]
    ?.id ?? 0

const stored = {
  text: `select id, update_time "updateTime" from lead_event where application_id = 'acme' order by update_time, id`,
}

/** Moves a database to another server, and stops the old one. */
type Restore = (old: EmbeddedPostgres, dataDir: string) => Promise<EmbeddedPostgres>

const restores: Record<string, Restore> = {
  async 'a copy of its files'(old, dataDir) {
    await old.stop()
    const copy = await bed.folder()
    await cp(join(dataDir, 'postgres'), join(copy, 'postgres'), { recursive: true })
    return bed.start({ dataDir: copy })
  },
  async 'its rows and sequences in a new cluster'(old) {
    const fresh = await bed.start({ dataDir: await bed.folder() })
    const from = openDatabase({ connection: old.connection })
    const to = openDatabase({ connection: fresh.connection })
    await migrate(to.pool)
    expect(await transactionId(to)).toBeLessThan(await transactionId(from))
    await copyRows(from, to)
    await Promise.all([from.close(), to.close()])
    await old.stop()
    return fresh
  },
}

describe.each(Object.entries(restores))('a database moved to another server by %s', (_name, restore) => {
  it(
    'allows a client of sync to continue and miss nothing, with a clock that is an hour behind',
    { timeout: 180_000 },
    async () => {
      const dataDir = await bed.folder()
      const old = await bed.start({ dataDir })
      const running = await startServiceOn(old.connection, { clock: () => toInstant(Date.now()) })
      await createTestApplications(running.database)
      const before = clientOf(running)
      const ids: number[] = []
      for (let turn = 0; turn < eventsBefore; turn++)
        ids.push(await log(before, leads[turn % 5] ?? '', `${turn}`))
      const reader = syncClient(before)
      for (let page = 0; page < 4; page++) await reader.readPage(eventsBefore / 8)
      expect(reader.seen.size).toBeLessThan(eventsBefore / 2)
      await running.close()

      const { connection } = await restore(old, dataDir)
      const clock = (): Instant => shiftInstant(toInstant(Date.now()), -hour)
      const first = await startServiceOn(connection, { clock })
      const second = await first.secondInstance({ clock: () => toInstant(Date.now()) })
      const clients = [first, second].map(clientOf)
      const client = (index: number) => clients[index % 2] ?? before
      const continued = syncClient(client(0), reader.from())
      const deleted = ids.slice(0, writers)
      const write = async (writer: number) => {
        await client(writer).write('DELETE', `/v2/leadevents/${deleted[writer]}`, { forceDelete: 'true' })
        for (let turn = 0; turn < writesOfWriter; turn++) {
          ids.push(await log(client(turn + writer), leads[(turn + writer) % 5] ?? '', `later ${turn}`))
        }
      }
      await continued.while(Promise.all(Array.from({ length: writers }, async (_, writer) => write(writer))))

      // no ID was assigned twice
      expect(new Set(ids).size).toBe(eventsBefore + writers * writesOfWriter)
      const rows = await first.database.query<{ id: number; updateTime: Instant }>(stored, [])
      expect(rows).toHaveLength(ids.length)
      const received = new Map([...reader.seen, ...continued.seen])
      expect(rows.filter(({ id, updateTime }) => received.get(id) !== updateTime)).toEqual([])
      expect([...continued.deleted].toSorted((a, b) => a - b)).toEqual(deleted)
      for (const [from, count] of [
        [reader.from(), continued.seen.size],
        ['1970-01-01T00:00:00Z', ids.length],
      ] as const) {
        const { body } = await client(1).get('/v2/leadevents/sync', { fromUpdateTime: from, limit: '0' })
        expect(body.meta.count).toBe(count)
      }
      await second.close()
      await first.close()
    },
  )
})

const tables = {
  text: `select c.relname as name, string_agg(quote_ident(a.attname), ', ') columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname`,
}

/** Copies the rows of every table and the sequences to a migrated, empty database, as a dump's data is restored. */
async function copyRows(from: Database, to: Database): Promise<void> {
  await to.transaction(async (connection) => {
    // rows are copied table by table, in an order that violates foreign keys
    await connection.query({ text: 'set local session_replication_role = replica' }, [])
    for (const { name, columns } of await from.query<{ name: string; columns: string }>(tables, [])) {
      const rows = await from.query<{ row: unknown }>(
        { text: `select to_jsonb(t) as row from ${name} t` },
        [],
      )
      await connection.query(
        {
          text: `insert into ${name} (${columns}) overriding system value select ${columns} from jsonb_populate_recordset(null::${name}, $1)`,
        },
        [JSON.stringify(rows.map(({ row }) => row))],
      )
    }
    const sequences = await from.query<{ name: string; last: number }>(
      { text: 'select sequencename name, last_value last from pg_sequences where last_value is not null' },
      [],
    )
    for (const { name, last } of sequences)
      await connection.query({ text: 'select setval($1::regclass, $2)' }, [name, last])
  })
}
