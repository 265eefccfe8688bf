import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'
import type { Database } from '../../store/connection/database.ts'
import { createTestAdmin, createTestFiles, cutAfter } from '../testing.ts'

let service: TestService
let folder: string
let files: ReturnType<typeof createTestFiles>
let admin: ReturnType<typeof createTestAdmin>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-check-'))
  files = createTestFiles(folder)
  service = await startService()
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  admin = createTestAdmin({ connection, clock: () => testNow })
})

afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true })
})

const event = (lead: string, day = 1) => ({
  lead,
  type: 'company',
  date: `2026-01-${String(day).padStart(2, '0')}`,
  owner: 'giulia',
})

/** Returns every row that an import can write, with the transaction that wrote it. */
async function stored() {
  const tables = ['lead', 'lead_event', 'event_import', 'event_import_line', 'event_import_refusal']
  const rows = tables.map((table) => `select '${table}' t, xmin::text, one::text from ${table} one`)
  return service.database.query({ text: `${rows.join(' union all ')} order by 1, 3` }, [])
}

it.each([
  [['--check', '--resume']],
  [['--resume', '--check']],
  [['--check', '--restart']],
  [['--resume', '--restart']],
  [['--check', '--resume', '--restart']],
])('rejects %j before it opens anything', async (options) => {
  let opened = false
  const through = (database: Database) => {
    opened = true
    return database
  }
  const path = await files.ndjson('contradiction.ndjson', [event('contradiction')])
  const refused = await admin(['import', 'events', 'acme', path, ...options], { through })
  expect([refused.code, refused.out, refused.err, opened]).toEqual([
    1,
    '',
    expect.stringContaining('cannot be used with option'),
    false,
  ])
})

it('rejects a repeated option', async () => {
  const { code, err } = await admin(['export', 'acme', '--out', 'a.ndjson', '--out', 'b.ndjson'])
  expect([code, err]).toEqual([1, expect.stringContaining("option '--out <file>' is given twice")])
})

it('does not change an interrupted import, which can then continue', async () => {
  const path = await files.ndjson('cut.ndjson', [event('cut'), event('cut', 2)])
  const run = async (...options: string[]) => admin(['import', 'events', 'acme', path, ...options])
  const through = cutAfter('next-event-lines', 0, 'lost')
  expect((await admin(['import', 'events', 'acme', path], { through })).code).toBe(1)
  const before = await stored()
  expect(await run('--check')).toEqual({
    code: 0,
    out: expect.stringMatching(/\nWould write 2 events into acme\.\n$/),
    err: '',
  })
  expect(await stored()).toEqual(before)
  expect((await run('--resume')).out).toBe('Wrote 2 events into acme.\n')
})

it('finds the lines that the import of the same leads rejects', async () => {
  const many = Array.from({ length: 1_500 }, (_, index) => `many-${index},company,`)
  const lines = ['id,type,name', 'twice,company,', ...many, 'twice,person,', 'twice,company,Twice']
  const path = await files.file('leads.csv', lines.join('\n'))
  const before = await stored()
  const checked = await admin(['import', 'leads', 'acme', path, '--check'])
  expect(await stored()).toEqual(before)
  const written = await admin(['import', 'leads', 'acme', path])
  expect(written).toMatchObject({ code: 2, err: expect.stringMatching(/^Line 1503, type: [^]*\n1 line was/) })
  expect(checked).toEqual({ ...written, out: written.out.replace('Wrote', 'Would write') })
})

it.each([
  ['events', [event('refused')]],
  ['leads', [{ id: 'refused', type: 'company' }]],
])('makes PostgreSQL reject writes while it checks %s', async (what, rows) => {
  const path = await files.ndjson(`refused-${what}.ndjson`, rows)
  const before = await stored()
  let checked = ''
  const through = (database: Database): Database => ({
    ...database,
    transaction: async (work) =>
      database.transaction(async (connection) => {
        const result = await work(connection)
        checked = 'checked'
        await connection.query(
          { text: "insert into lead (application_id, id, type) values ('acme', 'w', 'person')" },
          [],
        )
        return result
      }),
  })
  const { code, err } = await admin(['import', what, 'acme', path, '--check'], { through })
  expect([code, checked, err]).toEqual([
    1,
    'checked',
    expect.stringContaining('cannot execute INSERT in a read-only transaction'),
  ])
  expect(await stored()).toEqual(before)
})
