import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'
import { createTestAdmin, createTestFiles } from '../testing.ts'

let service: TestService
let folder: string
let files: ReturnType<typeof createTestFiles>
let admin: ReturnType<typeof createTestAdmin>
let giulia: ApiClient

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-systems-'))
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

const run = async (path: string, options: readonly string[]) =>
  admin(['import', 'events', 'acme', path, ...options])

const eventsOf = async (leads: string) =>
  (await giulia.get('/v2/leadevents', { leads, ordering: 'oldest', limit: '1000' })).body.items

const pad = (value: number) => String(value).padStart(2, '0')

/** Returns a table of a header and 200 rows. */
function table(
  separator: string,
  header: readonly string[],
  row: (index: number) => readonly string[],
): string {
  const line = (cells: readonly string[]) =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)
  const rows = Array.from({ length: 200 }, (_, index) => line(row(index)))
  return `${[line(header), ...rows].join('\r\n')}\r\n`
}

interface SystemFile {
  readonly content: string | Buffer
  /** what the dry run requests, in any order */
  readonly requests: readonly RegExp[]
  readonly options: readonly string[]
  readonly lead: string
  readonly first: object
  readonly leadName: string | null
}

const systems: Record<string, () => Promise<SystemFile>> = {
  hubspot: async () => ({
    content: table(
      ',',
      [
        'Record ID',
        'Call Title',
        'Call notes',
        'Activity date',
        'Activity assigned to',
        'Call outcome',
        'Call duration',
        'Call direction',
        'Associated Company IDs',
        'Associated Company',
      ],
      (index) => [
        String(50_000 + index),
        `Call ${index}`,
        `<p>Spoke about <b>prices</b> &amp; terms</p><p><a href="https://a.example/${index}">offer</a></p>`,
        `2024-03-${pad(1 + (index % 28))} ${pad(8 + Math.floor(index / 28))}:30`,
        index % 2 === 0 ? 'giulia@example.test' : 'Luca Conti',
        'Connected',
        '00:05:10',
        'Outbound',
        `hs-${index % 10}`,
        `Azienda ${index % 10} Srl`,
      ],
    ),
    requests: [/--set type=company/, /--zone/, /--ignore-columns/],
    options: ['--set', 'type=company', '--zone', 'Europe/Rome', '--ignore-columns', 'Call direction'],
    lead: 'hs-0',
    leadName: 'Azienda 0 Srl',
    first: {
      date: '2024-03-01T07:30:00.000Z',
      owner: expect.objectContaining({ id: 'giulia' }),
      note: 'Call 0\nSpoke about prices & terms\n\noffer (https://a.example/0)\nOutcome: Connected\nDuration: 00:05:10',
    },
  }),
  salesforce: async () => ({
    content: table(
      ',',
      [
        'Id',
        'WhoId',
        'WhatId',
        'AccountId',
        'Subject',
        'ActivityDate',
        'Status',
        'OwnerId',
        'Description',
        'IsDeleted',
        'CallDurationInSeconds',
        'CallDisposition',
        'CompletedDateTime',
      ],
      (index) => [
        `00T${index}`,
        '003x',
        '006x',
        `001-${index % 10}`,
        'Call',
        '2024-03-01',
        'Completed',
        index % 2 === 0 ? '005A' : '005B',
        `First line ${index}\nsecond line`,
        'false',
        '310',
        'Interested',
        `2024-03-${pad(1 + (index % 28))}T${pad(8 + Math.floor(index / 28))}:30:00.000Z`,
      ],
    ),
    requests: [/--set type=company/, /--owners/, /--ignore-columns/],
    options: [
      '--set',
      'type=company',
      '--owners',
      await files.file('owners.csv', '005A,giulia\n005B,luca\n'),
      '--ignore-columns',
    ],
    lead: '001-0',
    leadName: null,
    first: {
      date: '2024-03-01T08:30:00.000Z',
      note: 'Call\nFirst line 0\nsecond line\nOutcome: Interested\nDuration: 310',
    },
  }),
  pipedrive: async () => ({
    content: table(
      ';',
      [
        'ID',
        'Subject',
        'Type',
        'Due date',
        'Due time',
        'Duration',
        'Done',
        'Assigned to user',
        'Organization',
        'Note',
      ],
      (index) => [
        String(index + 1),
        `Call ${index}`,
        'Call',
        `${pad(1 + (index % 12))}/03/2024`,
        `${pad(8 + (index % 9))}:${pad(Math.floor(index / 9) % 60)}`,
        '00:15',
        'Done',
        index % 2 === 0 ? 'Giulia Rossi' : 'Luca Conti',
        `Officine ${index % 10} & Figli, Srl`,
        'Nota<br>seconda riga',
      ],
    ),
    requests: [/--set type=company/, /--lead-from-name/, /--dates dd\/mm\/yyyy/, /--ignore-columns/],
    options: [
      '--set',
      'type=company',
      '--lead-from-name',
      '--dates',
      'dd/mm/yyyy',
      '--zone',
      'Europe/Rome',
      '--ignore-columns',
      'Done',
    ],
    lead: 'officine-0-figli-srl',
    leadName: 'Officine 0 & Figli, Srl',
    first: {
      date: '2024-03-01T07:00:00.000Z',
      note: 'Call 0\nNota\nseconda riga\nType: Call\nDuration: 00:15',
    },
  }),
  zoho: async () => ({
    content: Buffer.from(
      `\uFEFF${table(
        '\t',
        [
          'Record Id',
          'Subject',
          'Call Type',
          'Call Start Time',
          'Call Duration',
          'Call Owner',
          'Related To.id',
          'Related To',
          'Description',
          'Call Result',
        ],
        (index) => [
          `zcrm_${index}`,
          `Chiamata ${index}`,
          'Outbound',
          // only days and hours, so that the calls of a lead have the same time
          `Mar ${1 + (index % 10)}, 2024 10:00 AM`,
          '05:10',
          index % 2 === 0 ? 'Giulia Rossi' : 'Luca Conti',
          `zcrm_acc_${index % 10}`,
          `Bäckerei ${index % 10}`,
          'È piaciuta la demo',
          'Interessato',
        ],
      )}`,
      'utf16le',
    ),
    requests: [/--set type=company/, /--zone/, /--ignore-columns/],
    options: ['--set', 'type=company', '--zone', 'Europe/Rome', '--ignore-columns', 'Call Type'],
    lead: 'zcrm_acc_0',
    leadName: 'Bäckerei 0',
    first: {
      date: '2024-03-01T09:00:00.000Z',
      note: 'Chiamata 0\nÈ piaciuta la demo\nOutcome: Interessato\nDuration: 05:10',
    },
  }),
  dynamics: async () => ({
    content: table(
      ',',
      [
        '(Do Not Modify) Phone Call',
        '(Do Not Modify) Row Checksum',
        '(Do Not Modify) Modified On',
        'Subject',
        'Regarding',
        'Actual End',
        'Owner',
        'Description',
        'Duration',
      ],
      (index) => [
        `6f9619ff-8b86-d011-b42d-${String(index).padStart(12, '0')}`,
        'x==',
        '3/1/2024 9:00 AM',
        `Call ${index}`,
        `Contoso ${index % 10}`,
        `3/${1 + (index % 12)}/2024 ${1 + (index % 11)}:${pad(Math.floor(index / 11))} PM`,
        index % 2 === 0 ? 'Giulia Rossi' : 'Luca Conti',
        'Agreed on the next step',
        '5',
      ],
    ),
    requests: [/--set type=company/, /--lead-from-name/, /--dates dd\/mm\/yyyy or --dates mm\/dd\/yyyy/],
    options: [
      '--set',
      'type=company',
      '--lead-from-name',
      '--dates',
      'mm/dd/yyyy',
      '--zone',
      'America/New_York',
    ],
    lead: 'contoso-0',
    leadName: 'Contoso 0',
    first: { date: '2024-03-01T18:00:00.000Z', note: 'Call 0\nAgreed on the next step\nDuration: 5' },
  }),
}

describe.each(Object.keys(systems))('a file of %s with 200 rows', (from) => {
  it('is imported with --from and the options that its dry run requests, once', async () => {
    const file = await systems[from]?.()
    if (file === undefined) throw new Error('no such system')
    const path = await files.file(`${from}.csv`, file.content)
    const bare = await run(path, ['--from', from, '--check'])
    expect(bare.code).toBe(2)
    for (const request of file.requests) expect(bare.out).toMatch(request)

    const options = ['--from', from, ...file.options]
    const check = await run(path, [...options, '--check'])
    expect([check.err.replace(/^Reading .*\n/, ''), check.code]).toEqual(['', 0])
    expect(check.out).toMatch(/10 leads, 2 owners \(giulia, luca\)/)
    expect(check.out).toMatch(/Would write 200 events into acme\./)

    const written = await run(path, options)
    expect([written.code, written.out]).toEqual([0, expect.stringMatching(/^Wrote 200 events into acme\./)])
    const items = await eventsOf(file.lead)
    expect(items).toHaveLength(20)
    expect(items[0]).toMatchObject({ type: 'company', ...file.first })
    expect((await giulia.get(`/v2/leads/${file.lead}`)).body.item.name).toBe(file.leadName)

    const again = await run(path, options)
    expect(again.out).toBe('Wrote 0 events into acme. Skipped 200 events that were imported before.\n')
  })
})

it('accepts the choices of an earlier import from a file, and its report after a correction', async () => {
  const mapping = join(folder, 'mapping.json')
  const rejects = join(folder, 'rejected.csv')
  const content =
    'Kunde;Wann;Wer;Betreff;Text\nk1;12.03.2024 10:00;giulia;A;b\nk2;12.03.2024 10:00;nobody;"=C";d\n'
  const path = await files.file('kunden.csv', content)
  const options = [
    '--map',
    'lead=Kunde',
    '--map',
    'date=wann',
    '--map',
    'owner=WER',
    '--set',
    'type=company',
    '--note',
    '{Betreff}: {Text}',
    '--dates',
    'dd.mm.yyyy',
    '--zone',
    'Europe/Berlin',
  ]
  const first = await run(path, [...options, '--save-mapping', mapping, '--rejects', rejects])
  expect([first.code, first.out]).toEqual([2, 'Wrote 1 event into acme.\n'])
  const report = await readFile(rejects, 'utf8')
  expect(report).toBe(
    '\uFEFF"Kunde";"Wann";"Wer";"Betreff";"Text";"rejectedLine";"rejectedCode";"rejectedReason"\r\n' +
      `"k2";"12.03.2024 10:00";"nobody";"'=C";"d";"3";"unknown_user";"owner: Unknown user. Add one with ""person create"", or use --owners."\r\n`,
  )
  const corrected = await files.file('corrected.csv', report.replace('nobody', 'luca'))
  expect(await run(corrected, ['--mapping', mapping])).toEqual({
    code: 0,
    out: 'Wrote 1 event into acme.\n',
    err: '',
  })
  expect((await eventsOf('k1,k2')).map(({ note, date }: Record<string, string>) => [note, date])).toEqual([
    ['A: b', '2024-03-12T09:00:00.000Z'],
    ['=C: d', '2024-03-12T09:00:00.000Z'],
  ])
})

it.each([
  ['an encoding', ['--encoding', 'windows-1252'], Buffer.from('r1,giuliä,Città', 'latin1')],
  ['another quote', ['--quote', "'"], "r2,'giuliä','Città'"],
  ['no quotes', ['--quote', 'none'], 'r3,giuliä,Città'],
])('accepts its report with the same options, also with %s', async (_, format, row) => {
  const header = Buffer.from('lead,owner,note\n')
  const path = await files.file('options.csv', Buffer.concat([header, Buffer.from(row)]))
  const rejects = join(folder, 'options-rejected.csv')
  const options = [...format, '--set', 'type=company', '--set', 'date=2024-03-12']
  expect((await run(path, [...options, '--rejects', rejects, '--force'])).code).toBe(2)
  const report = await readFile(rejects, 'utf8')
  const corrected = await files.file('options-corrected.csv', report.replace('giuliä', 'giulia'))
  expect(await run(corrected, options)).toEqual({ code: 0, out: 'Wrote 1 event into acme.\n', err: '' })
  const [item] = await eventsOf(report.match(/r\d/)?.[0] ?? '')
  expect(item.note).toBe('Città')
})

describe('a table of owners', () => {
  const rows = 'lead,type,date,owner\nt1,company,2024-03-12,Müller\nt1,company,2024-03-13,constructor\n'

  it.each([
    ['Windows-1252', Buffer.from('Müller;giulia\r\n', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFMüller\tgiulia\r\n', 'utf16le')],
    ['UTF-8', '"Müller",giulia\n\n'],
  ])('is read in %s, and assigns only the names in it', async (_, content) => {
    const path = await files.file('names.csv', rows)
    const owners = await files.file('names-owners.csv', content)
    const { out } = await run(path, ['--owners', owners, '--check', '--json'])
    expect(JSON.parse(out)).toMatchObject({
      owners: ['giulia'],
      problems: [{ code: 'unknown_user', value: 'constructor', count: 1 }],
    })
  })

  it.each([
    ['Müller;giulia\n\nConti;luca;x\n', 'Line 3 must have two cells, the name in the file and the one here.'],
    ['Müller;giulia\n"Conti;luca\n', 'The quote on line 2 is not closed.'],
    ['"Müller"s;giulia\n', 'There is text after the quoted cell that begins on line 1.'],
  ])('is rejected if it contains %j', async (content, message) => {
    const path = await files.file('names.csv', rows)
    const owners = await files.file('wrong-owners.csv', content)
    const { code, err } = await run(path, ['--owners', owners])
    expect([code, err]).toEqual([1, expect.stringMatching(new RegExp(`^${owners}: ${message}`))])
  })
})

it.each([
  [
    '{"version": 1,\n "form": "hubspot"}',
    /^Invalid mapping in .*mapping\.json: Unrecognized key: "form"\.\n$/,
  ],
  ['{"version": 1,\n "columns": {"led": "Id"}}', /^Invalid mapping in .*mapping\.json: columns(\.led)?: /],
  [
    '{"version": 1,\n from: "hubspot"}',
    /mapping\.json is not valid JSON: line 2: expected a name in double quotes/,
  ],
])('rejects the mapping %s, and names its error', async (content, message) => {
  const path = await files.file('any.csv', 'lead,type,date,owner\n')
  const mapping = await files.file('wrong-mapping.json', content)
  const { code, err } = await run(path, ['--mapping', mapping])
  expect([code, err]).toEqual([1, expect.stringMatching(message)])
})

it('rejects a separator of several characters, also for leads', async () => {
  const path = await files.file('any.csv', 'id::type\nl1::company\n')
  for (const kind of ['leads', 'events'])
    expect(await admin(['import', kind, 'acme', path, '--separator', '::'])).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(/^Invalid mapping in the options: separator: /),
    })
})

it('rejects a line with an unknown field of any name, also after the lines from which fields are detected', async () => {
  const line = { lead: 'fields', type: 'company', date: '2024-03-12', owner: 'giulia' }
  const late = ['a\u0000b', 'ä'.repeat(9_000)].map((name) => JSON.stringify({ ...line, [name]: 1 }))
  const path = await files.file(
    'late.ndjson',
    [JSON.stringify(line), '\n'.repeat(300_000), ...late].join('\n'),
  )
  const { code, out, err } = await run(path, [])
  expect([code, out]).toEqual([2, 'Wrote 1 event into acme.\n'])
  expect(err).toMatch(/^Line 300003, a\uFFFDb: No field for a\uFFFDb\. [^]*\nLine 300004, ä{200}: No field/)
})

describe('events of a lead with the same time', () => {
  const rows = ['one', 'two', 'three'].map((note) => `days,company,2024-05-01,giulia,${note}`)
  const content = [
    'lead,type,date,owner,note',
    ...rows,
    'days,company,2024-05-01T00:00:00.001Z,giulia,four',
    '',
  ].join('\n')

  it('are placed one millisecond apart in the order of the file, and reported', async () => {
    const path = await files.file('days.csv', content)
    expect((await run(path, ['--check'])).out).toMatch(/3 dates without a time/)
    const { out } = await run(path, [])
    expect(out).toBe(
      'Wrote 4 events into acme. Placed 3 events one millisecond after another of the same time.\n',
    )
    const items = await eventsOf('days')
    expect(items.map(({ note }: { note: string }) => note)).toEqual(['one', 'two', 'three', 'four'])
    expect(items.map(({ date }: { date: string }) => date.slice(-5))).toEqual(
      ['.000Z', '.001Z', '.002Z', '.003Z'].map((end) => end),
    )
    expect((await run(path, [])).out).toBe(
      'Wrote 0 events into acme. Placed 3 events one millisecond after another of the same time.\n',
    )
  })

  it('are rejected on request', async () => {
    const path = await files.file('declined.csv', content.replaceAll('days', 'declined'))
    const { code, out } = await run(path, ['--same-time', 'reject'])
    expect([code, out]).toEqual([2, 'Wrote 2 events into acme.\n'])
  })
})

it('appends events that are older than the latest one as notes, on request and once', async () => {
  await giulia.write('POST', '/v2/leadevents', {
    lead: 'older',
    type: 'company',
    status: 'Qualified',
    date: '2026-01-01',
  })
  const path = await files.file(
    'older.csv',
    'lead,type,date,owner,note,status,externalId\nolder,company,2024-03-12T10:42:00Z,luca,Hello,New,x1\n',
  )
  const refused = await run(path, ['--check'])
  expect(refused.out).toMatch(/date_not|must be after the lead's latest event .* Option: --older append/)
  const without = await files.file('without.csv', 'lead,type,date,owner\nolder,company,2024-03-12,luca\n')
  expect((await run(without, ['--older', 'append'])).err).toMatch(
    /^--older append requires a column with the ID/,
  )
  for (const expected of [
    'Wrote 1 event into acme.\n',
    'Wrote 0 events into acme. Skipped 1 event that was imported before.\n',
  ])
    expect((await run(path, ['--older', 'append'])).out).toBe(expected)
  const items = await eventsOf('older')
  expect(items.at(-1)).toMatchObject({
    date: '2026-01-01T00:00:00.001Z',
    note: '[2024-03-12 10:42 UTC, status New]\nHello',
    status: null,
  })
  expect((await giulia.get('/v2/leads/older')).body.item.status).toBe('Qualified')
})

it('splits a note that is too long into events, on request', async () => {
  const note = Array.from({ length: 3_000 }, (_, index) => `word ${index}`).join(' ')
  const path = await files.file(
    'long.csv',
    `lead,type,date,owner,note,status\nlong,company,2024-05-01,giulia,${note},New\n`,
  )
  expect((await run(path, ['--check'])).out).toMatch(/Option: --long-notes split/)
  expect((await run(path, ['--long-notes', 'split', '--rejects', join(folder, 'none.csv')])).out).toMatch(
    /^Wrote 3 events/,
  )
  const items = await eventsOf('long')
  expect(items.map(({ status }: { status: string | null }) => status)).toEqual(['New', null, null])
  expect(items[1].note).toMatch(/\(2\/3\)$/)
})
