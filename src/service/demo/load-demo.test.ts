import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createTestDatabase } from '../../testing/start-service.ts'
import { openDatabase } from '../store/connection/database.ts'
import { buildSearchIndex, isSearchIndexed } from '../store/search/search-index.ts'
import { createDemo } from './create-demo.ts'
import { loadDemo } from './load-demo.ts'

const whole = createDemo(new Date('2026-11-23T13:40:11.123Z'))
// the newest events are enough here and load in a tenth of the time
const demo = { ...whole, events: whole.events.slice(-1_600) }

async function emptyDatabase() {
  const { connection, drop } = await createTestDatabase()
  const database = openDatabase({ connection, connections: 1 })
  onTestFinished(async () => {
    await database.close()
    await drop()
  })
  return { target: { connection, namedStatements: true }, database }
}

const counts = {
  text: `select (select count(*) from lead) leads, (select count(*) from lead_event) events,
    (select count(*) from application) applications, (select count(*) from person) people`,
}

const indexes = {
  text: `select pg_get_indexdef(indexrelid) definition, indisvalid valid, attnum, attstattarget
    from pg_index join pg_attribute on attrelid = indexrelid
    where indrelid = 'lead_event'::regclass order by 1, 3`,
}

const created = {
  text: `select indisvalid valid from pg_index where indexrelid = to_regclass('lead_event_by_word')`,
}

const expectNone = (error: unknown) => expect(error).toBeUndefined()

const constraints = {
  text: `select conname, contype, convalidated, pg_get_constraintdef(oid) definition from pg_constraint
    where conrelid = 'lead_event'::regclass order by 1`,
}

it('leaves the indexes and constraints as the migrations made them, with the search index built after it', async () => {
  const { target, database } = await emptyDatabase()
  const before = [await database.query(indexes, []), await database.query(constraints, [])]
  const steps: string[] = []
  await loadDemo(
    target,
    () => demo,
    (step) => steps.push(step),
  )
  expect(await isSearchIndexed(database)).toBe(false)
  const build = buildSearchIndex(target.connection, expectNone)
  expect(build.isBuilding()).toBe(true)
  await build.ended
  expect(build.isBuilding()).toBe(false)
  expect(await isSearchIndexed(database)).toBe(true)
  expect([await database.query(indexes, []), await database.query(constraints, [])]).toEqual(before)
  expect(Math.min(...before.map((rows) => rows.length))).toBeGreaterThan(6)
  expect([...new Set(steps)]).toEqual(['Loading the demo'])
})

it('builds the search index again after an interruption, and never twice at once', async () => {
  const { target, database } = await emptyDatabase()
  await loadDemo(target, () => demo)
  // a writing transaction makes the creation wait, so that it can be interrupted
  const writer = openDatabase({ connection: target.connection, connections: 1 })
  const interrupted = writer.transaction(async (connection) => {
    await connection.query({ text: `update lead_event set owner = owner where id = 1` }, [])
    const build = buildSearchIndex(target.connection, expectNone)
    await vi.waitFor(async () => {
      expect(await database.query(created, [])).toEqual([{ valid: false }])
    })
    const other = buildSearchIndex(target.connection, expectNone)
    expect(await Promise.race([other.ended, setTimeout(200, 'waits')])).toBe('waits')
    await other.close()
    expect(await database.query(created, [])).toEqual([{ valid: false }])
    const closed = build.close()
    await database.query({ text: `select pg_terminate_backend(pid) from pg_stat_progress_create_index` }, [])
    await closed
    await build.ended
  })
  await interrupted
  await writer.close()
  expect(await isSearchIndexed(database)).toBe(false)
  await buildSearchIndex(target.connection, expectNone).ended
  expect(await isSearchIndexed(database)).toBe(true)
})

it('reports why the search index cannot be built', async () => {
  const { target, database } = await emptyDatabase()
  await database.query({ text: 'drop index lead_event_by_word' }, [])
  await database.query({ text: 'alter function search_bucket(text, int) rename to other' }, [])
  const reported: unknown[] = []
  await buildSearchIndex(target.connection, (error) => reported.push(error)).ended
  expect(reported).toEqual([expect.objectContaining({ message: expect.stringContaining('search_bucket') })])
})

it(
  'leaves the database empty after an interruption, and loads the whole demo the next time',
  { timeout: 120_000 },
  async () => {
    const { target, database } = await emptyDatabase()
    const endSessions = {
      text: `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    }
    let ended: Promise<unknown> | undefined
    const load = loadDemo(
      target,
      () => demo,
      (_step, share = 0) => {
        if (share > 0.5) ended ??= database.query(endSessions, [])
      },
    )
    await expect(load).rejects.toThrow(/terminat|connection error/)
    await ended
    expect(await database.query(counts, [])).toEqual([{ leads: 0, events: 0, applications: 0, people: 0 }])
    await loadDemo(target, () => demo)
    // loading it again changes nothing
    await loadDemo(target, () => demo)
    expect(await database.query(counts, [])).toEqual([
      { leads: demo.leads.length, events: demo.events.length, applications: 1, people: 3 },
    ])
  },
)
