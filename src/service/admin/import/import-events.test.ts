import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { fullToken, startService, testNow, type TestService } from '../../../testing/start-service.ts'
import type { Database } from '../../store/connection/database.ts'
import {
  createTestAdmin,
  createTestFiles,
  cutAfter,
  shuffled,
  type Ended,
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

const leadOf = async (id: string) => (await giulia.get(`/v2/leads/${id}`)).body.item

const eventsOf = async (id: string) =>
  (await giulia.get('/v2/leadevents', { leads: id, ordering: 'oldest', limit: '1000' })).body.items

const changes = async () => (await giulia.get('/v2/leadevents/sync')).body.meta.count

describe('an import of events', () => {
  let tests = 0
  // the lead of this test
  let lead = ''
  beforeEach(() => {
    lead = `lead-${++tests}`
  })

  const event = (fields: Fields = {}) => ({
    lead,
    type: 'company',
    date: '2026-01-01',
    owner: 'giulia',
    ...fields,
  })

  it('checks the date rule against existing events', async () => {
    await giulia.write('POST', '/v2/leadevents', { lead, type: 'company', date: '2026-06-01' })
    const dates = ['2026-07-01', '2026-06-01', '2026-05-01', '2026-06-01T00:00:00.001Z']
    const path = await files.ndjson(
      'dates.ndjson',
      dates.map((date) => event({ date })),
    )
    const { code, err } = await importEvents(path)
    const message = "date: The date must be after the lead's latest event (2026-06-01T00:00:00.000Z)."
    expect([code, err]).toEqual([2, `Line 2, ${message}\nLine 3, ${message}\n2 lines were rejected.\n`])
    expect((await eventsOf(lead)).map((item: { date: string }) => item.date)).toEqual([
      '2026-06-01T00:00:00.000Z',
      '2026-06-01T00:00:00.001Z',
      '2026-07-01T00:00:00.000Z',
    ])
  })

  it('reports in a check what it would do, and writes nothing', async () => {
    await giulia.write('POST', '/v2/leadevents', { lead: 'there', type: 'company', date: '2026-06-01' })
    const before = await changes()
    const many = Array.from({ length: 2_500 }, (_, index) =>
      event({ lead: 'long', date: new Date(Date.UTC(2026, 0, 1) + index).toISOString() }),
    )
    const wrong = [event({ lead: 'there' }), event({ lead: 'long', date: '2026-01-01T00:00:01.500Z' })]
    const path = await files.ndjson('check.ndjson', [...many, ...wrong])
    const check = await importEvents(path, ['--check', '--json'])
    expect(JSON.parse(check.out)).toMatchObject({
      written: 2_500,
      refused: 2,
      skipped: 0,
      check: true,
      leads: 2,
    })
    expect([await changes(), (await giulia.get('/v2/leads/long')).status]).toEqual([before, 404])
    const real = await importEvents(path, ['--json'])
    expect(JSON.parse(real.out)).toEqual({
      written: 2_500,
      refused: 2,
      skipped: 0,
      known: 0,
      spaced: 0,
      check: false,
    })
    expect(real.err).toBe(check.err)
  })

  it('reads CSV with semicolons, a byte order mark, CRLF and unknown columns', async () => {
    const rows = [
      '\uFEFFlead;x;type;date;owner;note',
      `${lead};;company;2026-01-01;giulia;"a\r\nb"`,
      ';;;;;',
      'm;1',
    ]
    const path = await files.file('excel.csv', rows.join('\r\n'))
    const unmapped = await importEvents(path)
    expect([unmapped.code, unmapped.err]).toEqual([
      1,
      expect.stringMatching(/^No field is known for the columns x\. /),
    ])
    const { code, err } = await importEvents(path, ['--ignore-columns', 'x'])
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(
        /^Line 5, date: An imported event must have a date\.\nLine 5, owner: [^]*Line 5, type: /,
      ),
    ])
    expect((await eventsOf(lead)).map((item: { note: string }) => item.note)).toEqual(['a\nb'])
  })

  it('rejects lines with invalid JSON, excessive length or an unpaired surrogate, and imports the others', async () => {
    const lines = [
      JSON.stringify(event()),
      '{"lead":',
      '',
      '[]',
      JSON.stringify(event({ note: 'x'.repeat(1_100_000) })),
      JSON.stringify(event({ date: '2026-01-02' })).replace('}', ',"note":"\\ud83d"}'),
      JSON.stringify(event({ date: '2026-01-03', note: '🙂' })),
    ]
    const path = await files.file('odd.txt', lines.join('\n'))
    const { err } = await importEvents(path, ['--rejects', join(folder, 'odd.ndjson')])
    expect(err).toMatch(/^4 lines were rejected/)
    const report = (await readFile(join(folder, 'odd.ndjson'), 'utf8')).trim().split('\n')
    expect(report.map((text) => JSON.parse(text)).map((row) => [row.rejectedLine, row.rejectedCode])).toEqual(
      [
        [2, 'malformed_line'],
        [4, 'malformed_line'],
        [5, 'malformed_line'],
        [6, 'malformed_unicode'],
      ],
    )
    expect(await eventsOf(lead)).toHaveLength(2)
  })

  it.each([
    [
      'has no such column',
      'lead,type,date\n',
      'is missing the columns owner (it has lead, type, date). Choose a column with --map owner=',
    ],
    ['is empty', '', 'is empty.'],
    [
      'has a quote that is not closed',
      'lead,type,date,owner\na,company,2026-01-01,giulia\na,"b,c,d\n',
      'The quote on line 3 is not closed.',
    ],
    [
      'is mostly UTF-8',
      Buffer.concat([
        Buffer.from('lead,type,date,owner,note\nl,company,2026-01-01,giulia,àèìòù\n'),
        Buffer.from('l,company,2026-01-02,giulia,\xe0\n', 'latin1'),
      ]),
      'is mostly UTF-8, but line 3 is not.',
    ],
    ['is a workbook', Buffer.from('PK\x03\x04xl/workbook.xml'), 'CSV UTF-8 (Comma delimited)'],
  ])('rejects a file that %s, with nothing written or left to resume', async (_, content, message) => {
    const path = await files.file('wrong.csv', content)
    const refused = await importEvents(path)
    expect([refused.code, refused.out, refused.err]).toEqual([1, '', expect.stringContaining(message)])
    expect((await importEvents(await files.ndjson('right.ndjson', [event()]))).code).toBe(0)
  })

  it('resumes only with the same file, and restarts only on request', async () => {
    const first = await files.ndjson('first.ndjson', [event(), event({ lead: 'm' })])
    const second = await files.ndjson('second.ndjson', [event({ lead: 'n' })])
    const cut = await importEvents(first, [], { through: cutAfter('next-event-lines', 0, 'lost') })
    expect(cut.code).toBe(1)
    expect((await importEvents(second)).err).toBe(
      'An import of first.ndjson into acme was interrupted. Continue with --resume, or discard the rest with --restart.\n',
    )
    expect((await importEvents(second, ['--resume'])).err).toMatch(
      /was of a different file, first\.ndjson, or the file has changed since/,
    )
    expect((await importEvents(second, ['--restart'])).out).toBe('Wrote 1 event into acme.\n')
    expect((await importEvents(first, ['--resume'])).err).toMatch(/There is no interrupted import into acme/)
    expect([await eventsOf(lead), await eventsOf('m')]).toEqual([[], []])
    expect(await eventsOf('n')).toHaveLength(1)
  })

  it.each([
    ['at its beginning', 0],
    ['in the middle', 150],
    ['at its end', 299],
  ])('does not resume a file that changed %s, although its size is the same', async (_, place) => {
    const rows = Array.from({ length: 300 }, (_row, index) =>
      event({ lead: `${lead}-${index}`, note: `${'word '.repeat(1_500)}a` }),
    )
    const path = await files.ndjson('changed.ndjson', rows)
    await importEvents(path, [], { through: cutAfter('next-event-lines', 0, 'lost') })
    await files.ndjson(
      'changed.ndjson',
      rows.map((row, index) => (index === place ? { ...row, note: `${'word '.repeat(1_500)}b` } : row)),
    )
    expect((await importEvents(path, ['--resume'])).err).toMatch(/or the file has changed since\./)
    await files.ndjson('changed.ndjson', rows)
    expect((await importEvents(path, ['--resume', '--zone', 'UTC'])).err).toMatch(/had other options/)
    expect((await importEvents(path, ['--resume'])).out).toBe('Wrote 300 events into acme.\n')
  })

  it('rejects events of a user whose personal data was erased, and names of such leads', async () => {
    const marco = new ApiClient(service.service, { token: fullToken('acme'), appUserId: 'marco' })
    await service.database.query(
      {
        text: "insert into application_user (application_id, id, name, role) values ('acme', 'gone', 'Old Name', 'rep')",
      },
      [],
    )
    await giulia.write('POST', '/v2/leadevents', {
      lead,
      type: 'person',
      name: 'Erased Person',
      date: '2025-01-01',
    })
    for (const path of [`/v2/users/gone/personal-data`, `/v2/leads/${lead}/personal-data`])
      expect((await marco.write('DELETE', path)).status).toBe(204)
    const rows = [
      event({ owner: 'gone' }),
      event({ type: 'person', leadName: 'Erased Person' }),
      event({ type: 'person', date: '2026-01-02' }),
    ]
    const { code, err } = await importEvents(await files.ndjson('erased.ndjson', rows))
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(
        /^Line 1, owner: The personal data of this user was erased\.[^]*\nLine 2, leadName: The personal data of this lead was erased, [^]*\n2 lines were rejected/,
      ),
    ])
    const leads = await files.ndjson('erased-leads.ndjson', [
      { id: lead, type: 'person', name: 'Erased Person' },
      { id: lead, type: 'person' },
    ])
    for (const options of [['--check'], []]) {
      const result = await admin(['import', 'leads', 'acme', leads, ...options])
      expect([result.code, result.err]).toEqual([
        2,
        expect.stringMatching(/^Line 1, name: The personal data of this lead was erased/),
      ])
    }
    expect((await leadOf(lead)).name).toBeNull()
  })

  it('does not import an export without its end, except with --partial', async () => {
    const item = {
      kind: 'event',
      lead,
      type: 'company',
      date: '2026-01-01T00:00:00.000Z',
      owner: { id: 'giulia' },
      leadAssignee: null,
    }
    const path = await files.ndjson('cut.ndjson', [{ kind: 'application', id: 'acme' }, item])
    const refused = await importEvents(path)
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringMatching(/is an export that is not complete/),
    ])
    expect((await importEvents(path, ['--partial'])).out).toBe(
      'Wrote 1 event into acme. Skipped 1 line of other kinds.\n',
    )
  })

  it('preserves all rules of a running service: the order of dates, and a complete sync', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `busy-${index}`)
    const rows = ids.flatMap((id) =>
      Array.from({ length: 200 }, (_, index) =>
        event({ lead: id, date: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString() }),
      ),
    )
    const newest = (await giulia.write('POST', '/v2/leadevents', { lead, type: 'company' })).body.item
    const work = { running: true }
    const importing = importEvents(await files.ndjson('busy.ndjson', shuffled(rows)), ['--json']).finally(
      () => {
        work.running = false
      },
    )
    const seen = new Set<number>()
    const read = async (from: string) => {
      const query = { limit: '1000', fromUpdateTime: from }
      const { body } = await giulia.get('/v2/leadevents/sync', query)
      for (const { id } of body.items) if (id > newest.id) seen.add(id)
      return body.items.at(-1)?.updateTime ?? from
    }
    let last = newest.updateTime
    let logged = 0
    while (work.running) {
      for (const id of [ids[logged % 20] ?? '', 'quiet']) {
        const { status } = await giulia.write('POST', '/v2/leadevents', { lead: id, type: 'company' })
        expect(status).toBe(201)
        logged++
      }
      last = await read(last)
    }
    const { written, refused } = JSON.parse((await importing).out)
    for (let before = -1; before !== seen.size;) {
      before = seen.size
      last = await read(last)
    }
    // a lead with a new logged event accepts no older ones
    expect([written + refused, seen.size]).toEqual([4_000, written + logged])
    for (const id of ids) {
      const events = await eventsOf(id)
      const dates = events.map((item: { date: string }) => item.date)
      expect(events).toHaveLength((await leadOf(id)).eventCount)
      const byId = events.toSorted((a: { id: number }, b: { id: number }) => a.id - b.id)
      expect(byId.map((item: { date: string }) => item.date)).toEqual(dates)
    }
  })

  it('prevents a second import while it runs', async () => {
    const path = await files.ndjson('slow.ndjson', [event()])
    let other: Ended | undefined
    const meanwhile = (database: Database): Database => ({
      ...database,
      async transaction(work) {
        other ??= await importEvents(path)
        return database.transaction(work)
      },
    })
    expect((await importEvents(path, [], { through: meanwhile })).code).toBe(0)
    expect(other).toEqual({ code: 1, out: '', err: 'Another import into acme is running.\n' })
  })
})
