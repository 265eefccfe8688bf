import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { parseSample } from '../../imports/source/parse-csv.ts'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'
import type { Database } from '../../store/connection/database.ts'
import {
  createTestAdmin,
  createTestFiles,
  cutAfter,
  shuffled,
  type Fields,
  type RunOptions,
} from '../testing.ts'

let service: TestService
let folder: string
let files: ReturnType<typeof createTestFiles>
let admin: ReturnType<typeof createTestAdmin>
let giulia: ApiClient

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-import-'))
  files = createTestFiles(folder)
  service = await startService()
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  admin = createTestAdmin({ connection, clock: () => testNow })
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
})

afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true })
})

const importEvents = async (path: string, options: readonly string[] = [], run: RunOptions = {}) =>
  admin(['import', 'events', 'acme', path, ...options], run)

const lead = async (id: string) => (await giulia.get(`/v2/leads/${id}`)).body.item

const eventsOf = async (id: string) =>
  (await giulia.get('/v2/leadevents', { leads: id, ordering: 'oldest', limit: '1000' })).body.items

/** Reads all changes with sync in its order, with a window that ends at the offset 9,900. */
async function syncAll() {
  const seen = new Map<number, { updateTime: string; lead: string; note: string | null }>()
  for (let from = ''; ;) {
    const before = seen.size
    for (const offset of [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 9900]) {
      const page = { offset: String(offset), limit: offset === 9900 ? '100' : '1000' }
      const { body } = await giulia.get('/v2/leadevents/sync', {
        ...page,
        ...(from && { fromUpdateTime: from }),
      })
      for (const item of body.items) seen.set(item.id, item)
    }
    if (seen.size === before) return [...seen.values()]
    from = [...seen.values()].at(-1)?.updateTime ?? ''
  }
}

describe('an import of 20,000 lines in any order, every twentieth of them invalid', () => {
  const leads = Array.from({ length: 100 }, (_, index) => `lead-${index}`)
  const day = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 86_400_000).toISOString()
  const statuses = ['New', 'Contacted', 'Qualified']
  const good = leads.flatMap((id, place) =>
    Array.from({ length: 190 }, (_, index): Fields => ({
      lead: id,
      type: place % 2 === 0 ? 'company' : 'person',
      date: day(index),
      owner: index % 2 === 0 ? 'giulia' : 'luca',
      note: `call ${index},\n"quoted"`,
      ...(index % 7 === 3 && { status: statuses[index % 3] ?? '' }),
      ...(index % 11 === 5 && { leadAssignee: `luca+${index}@example.test` }),
      ...(index % 13 === 6 && { leadAssigneeRemove: 'true' }),
    })),
  )
  const faults: Record<string, (fields: Fields) => Fields> = {
    unknown_user: (fields) => ({ ...fields, owner: 'nobody' }),
    invalid_date: (fields) => ({ ...fields, date: '2026-02-30' }),
    date_in_future: (fields) => ({ ...fields, date: '2026-11-23T12:00:00.001Z' }),
    unknown_status: (fields) => ({ ...fields, status: 'Met' }),
    type_differs: (fields) => ({
      ...fields,
      type: fields['type'] === 'person' ? 'company' : 'person',
      // between two others, so that it is not the lead's first
      date: `${String(fields['date']).slice(0, 10)}T12:00:00Z`,
    }),
    date_not_after_latest: (fields) => fields,
    required: ({ owner: _, ...fields }) => fields,
    white_space: (fields) => ({ ...fields, leadAssignee: 'luca example.test' }),
    not_one_of: (fields) => ({ ...fields, type: 'team' }),
    too_long: (fields) => ({ ...fields, note: 'x'.repeat(10_001) }),
  }
  const codes = Object.keys(faults)
  const faulty = Array.from({ length: 1_000 }, (_, index) => {
    const code = codes[index % codes.length] ?? ''
    const fields = good[index * 19] ?? {}
    return { code, fields: faults[code]?.(fields) ?? {} }
  })
  const lines = shuffled([...good.map((fields) => ({ code: '', fields })), ...faulty])
  let ends: Awaited<ReturnType<typeof importEvents>>[]
  let report: string[][]

  beforeAll(async () => {
    const path = await files.csv(
      'many.csv',
      lines.map(({ fields }) => fields),
    )
    const rejects = ['--rejects', join(folder, 'refused.csv')]
    const stop = new AbortController()
    const stopAtThird = (database: Database): Database => ({
      ...database,
      async transaction(work) {
        if (--left === 0) stop.abort()
        return database.transaction(work)
      },
    })
    let left = 3
    ends = [
      await importEvents(path, rejects, { through: cutAfter('stage-event-lines', 3, 'done') }),
      await importEvents(path, [...rejects, '--resume'], {
        through: cutAfter('stage-event-lines', 4, 'lost'),
      }),
      await importEvents(path, [...rejects, '--resume'], { through: stopAtThird, stop: stop.signal }),
      await importEvents(path, [...rejects, '--resume'], {
        through: cutAfter('insert-imported-events', 5, 'done'),
      }),
      await importEvents(path, [...rejects, '--resume', '--json']),
    ]
    const text = await readFile(join(folder, 'refused.csv'), 'utf8')
    report = parseSample(text, { separator: ',', quote: '"' }, 2_000, true)
      .slice(1)
      .map((cells) => cells.slice(-3))
  }, 60_000)

  it('continues after each interruption, and reports the result', () => {
    const lost = expect.stringMatching(/^Lost the connection to the database/)
    const [reading, again, stopped, writing, end] = ends
    for (const broken of [reading, again, writing]) expect(broken).toEqual({ code: 1, out: '', err: lost })
    expect(stopped).toEqual({
      code: 130,
      out: '',
      err: expect.stringMatching(/^Stopped after 2,9\d\d events\. Continue with --resume\.\n$/),
    })
    expect([end?.code, end?.err]).toEqual([2, expect.stringMatching(/^1,000 lines were rejected: see /)])
    expect(JSON.parse(end?.out ?? '')).toMatchObject({ written: 19_000, refused: 1_000, skipped: 0 })
  })

  it('updates counts, latest date, status with its date, and assignee of every lead', async () => {
    for (const id of ['lead-0', 'lead-51', 'lead-99']) {
      const own = good.filter((fields) => fields['lead'] === id)
      const said = own.filter((fields) => fields['status'] !== undefined)
      const other = said.findLastIndex((fields) => fields['status'] !== said.at(-1)?.['status'])
      const last = (name: string) => own.findLast((fields) => fields[name] !== undefined)
      expect(await lead(id)).toMatchObject({
        type: own[0]?.['type'],
        eventCount: 190,
        lastEventDate: day(189),
        status: last('status')?.['status'],
        statusDate: said[other + 1]?.['date'],
        // index 188 removes the assignee: 188 = 14 × 13 + 6
        leadAssignee: null,
      })
    }
    const { body } = await giulia.get('/v2/leads', { limit: '1000' })
    expect(body.items.map((item: { eventCount: number }) => item.eventCount)).toEqual(leads.map(() => 190))
  })

  it('writes each lead in the order of its dates, and copies the assignee', async () => {
    const events = await eventsOf('lead-7')
    const ids = events.map((event: { id: number }) => event.id)
    expect(ids).toEqual(ids.toSorted((a: number, b: number) => a - b))
    let assignee: unknown = null
    for (const [index, fields] of good.filter(({ lead: id }) => id === 'lead-7').entries()) {
      if (fields['leadAssigneeRemove'] === 'true') assignee = null
      else assignee = fields['leadAssignee'] ?? assignee
      expect(events[index]).toMatchObject({
        date: fields['date'],
        note: fields['note'],
        status: fields['status'] ?? null,
        leadAssignee: assignee,
        owner: { id: fields['owner'] },
        statusCollectionId: 'funnel-1',
      })
    }
  })

  it('stores what each event changed on its lead, as a single write does', async () => {
    const stored = `select lead, status, lead_assignee assignee, effects from lead_event where lead in ('lead-0', 'lead-51')
      order by lead, date`
    const events = await service.database.query<{
      lead: string
      status: string | null
      assignee: string | null
      effects: number
    }>({ text: stored }, [])
    let before: { lead: string; status: string | null; assignee: string | null } | undefined
    for (const event of events) {
      const isFirst = event.lead !== before?.lead
      const last = isFirst || before === undefined ? { status: null, assignee: null } : before
      const status = event.status ?? last.status
      const expected =
        (status === last.status ? 0 : 1) + (event.assignee === last.assignee ? 0 : 2) + (isFirst ? 4 : 0)
      expect(event.effects).toBe(expected)
      before = { ...event, status }
    }
    expect(events).toHaveLength(380)
  })

  it('reports each rejected line with its error code, in the order of the file', () => {
    // the header is line 1, and each valid note has a line break
    let line = 1
    const expected: string[] = []
    const seen = new Set<string>()
    for (const { code, fields } of lines) {
      line++
      const name = JSON.stringify(fields)
      // of two equal lines, the later one in the file is rejected
      if (code === '' || code === 'date_not_after_latest') {
        if (seen.has(name)) expected.push(`${line},date_not_after_latest`)
        seen.add(name)
      } else expected.push(`${line},${code}`)
      if (String(fields['note']).includes('\n')) line++
    }
    expect(report.map(([place, code]) => `${place},${code}`)).toEqual(expected)
    expect(report.find(([, code]) => code === 'type_differs')?.[2]).toMatch(
      /^type: This lead is a (company|person)\. Use type=\1\.$/,
    )
  })

  it('is readable with sync through its window of 10,000, with at most 1,000 events at one time', async () => {
    const items = await syncAll()
    expect(items).toHaveLength(19_000)
    const times = items.map(({ updateTime }) => updateTime)
    expect(times).toEqual(times.toSorted())
    const sizes = new Map<string, number>()
    for (const time of times) sizes.set(time, (sizes.get(time) ?? 0) + 1)
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(1_000)
  })

  it('leaves no staging data, and rejects every line of the same file afterwards', async () => {
    const left = async () =>
      service.database.query(
        {
          name: 'what-is-left',
          text: `select (select count(*) from event_import) + (select count(*) from event_import_line)
            + (select count(*) from event_import_refusal) count`,
        },
        [],
      )
    expect(await left()).toEqual([{ count: 0 }])
    const again = await importEvents(join(folder, 'many.csv'), ['--json'])
    expect(JSON.parse(again.out)).toMatchObject({ written: 0, refused: 20_000 })
    expect(again.err).toMatch(
      /^Line \d+, \w+: [^]*More lines were rejected\. Use --rejects <file> to list them all\.\n20,000 lines/,
    )
    expect(await left()).toEqual([{ count: 0 }])
  })
})
