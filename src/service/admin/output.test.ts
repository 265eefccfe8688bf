import { spawn, type ChildProcess } from 'node:child_process'
import { link, mkdtemp, readdir, readFile, rm, stat, symlink, watch, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../testing/start-service.ts'
import type { Database } from '../store/connection/database.ts'
import { createTestAdmin, type RunOptions } from './testing.ts'

let service: TestService
let folder: string
let admin: ReturnType<typeof createTestAdmin>

beforeAll(async () => {
  service = await startService()
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  admin = createTestAdmin({ connection, clock: () => testNow })
  const giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  await giulia.write('POST', '/v2/leadevents', { lead: 'there', type: 'company', date: '2026-11-01' })
  return async () => service.close()
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-output-'))
  await writeFile(join(folder, 'events.csv'), events)
  return async () => rm(folder, { recursive: true })
})

// this line is rejected, because its lead has a later event
const events = 'lead,type,date,owner\nthere,company,2026-01-01,giulia\n'
const earlierContent = 'what was there before\n'
const named = (name: string) => join(folder, name)
const importEvents = async (...options: readonly string[]) =>
  admin(['import', 'events', 'acme', named('events.csv'), ...options])

/** Each command that writes a file, with its options for the file's path. */
const writers: [string, (path: string) => string[]][] = [
  ['export', (path) => ['export', 'acme', '--out', path]],
  ['personal-data export', (path) => ['personal-data', 'export', 'acme', '--lead', 'there', '--out', path]],
  ['import events', (path) => ['import', 'events', 'acme', named('events.csv'), '--rejects', path]],
  ['import leads', (path) => ['import', 'leads', 'acme', named('leads.csv'), '--rejects', path]],
]

for (const [command, words] of writers) {
  it(`${command} replaces an existing file only with --force, and only its owner may read it`, async () => {
    await writeFile(named('leads.csv'), 'id,type\nthere,person\n')
    const path = named('written')
    const first = await admin(words(path))
    expect([first.code === 0 || first.code === 2, (await stat(path)).mode & 0o777]).toEqual([true, 0o600])
    await writeFile(path, earlierContent)
    const refused = await admin(words(path))
    expect(refused).toEqual({
      code: 1,
      out: '',
      err: `${path} already exists. Specify another file, or replace it with --force.\n`,
    })
    expect(await readFile(path, 'utf8')).toBe(earlierContent)
    expect((await admin([...words(path), '--force'])).code).toBe(first.code)
    expect(await readFile(path, 'utf8')).not.toBe(earlierContent)
    expect(await readdir(folder)).toEqual(['events.csv', 'leads.csv', 'written'])
  })

  it(`${command} does not change an existing file if the application is unknown`, async () => {
    const path = named('written')
    await writeFile(path, earlierContent)
    const mistyped = words(path).map((word) => (word === 'acme' ? 'acne' : word))
    expect((await admin([...mistyped, '--force'])).err).toMatch(/^Application acne not found/)
    expect(await readFile(path, 'utf8')).toBe(earlierContent)
    expect(await readdir(folder)).toEqual(['events.csv', 'written'])
  })

  it(`${command} does not change an existing file if it is stopped or loses its database`, async () => {
    await writeFile(named('leads.csv'), 'id,type\nthere,person\n')
    const path = named('written')
    await writeFile(path, earlierContent)
    const lost = (database: Database): Database => ({
      ...database,
      transaction: async () => Promise.reject(new Error('Connection terminated unexpectedly')),
      snapshot: async () => Promise.reject(new Error('Connection terminated unexpectedly')),
      query: async (statement, values) =>
        statement.name === 'import-leads'
          ? Promise.reject(new Error('Connection terminated unexpectedly'))
          : database.query(statement, values),
    })
    const ends: RunOptions[] = [{ through: lost }, { stop: AbortSignal.abort() }]
    for (const run of ends) {
      const { code } = await admin([...words(path), '--force'], run)
      expect([1, 130]).toContain(code)
      expect(await readFile(path, 'utf8')).toBe(earlierContent)
    }
    expect(await readdir(folder)).toEqual(['events.csv', 'leads.csv', 'written'])
    await admin(['import', 'events', 'acme', named('events.csv'), '--restart'])
  })
}

it.each([
  ['the input itself', async () => named('events.csv')],
  ['a symbolic link to the input', async () => linked(symlink)],
  ['a hard link to the input', async () => linked(link)],
])('refuses to write rejected lines to %s, even with --force', async (_, path) => {
  const target = await path()
  for (const options of [[], ['--force'], ['--force', '--check']]) {
    const { code, err } = await importEvents('--rejects', target, ...options)
    expect([code, err]).toEqual([1, `${target} is the input file. Specify another file.\n`])
  }
  expect(await readFile(named('events.csv'), 'utf8')).toBe(events)
})

async function linked(make: typeof link): Promise<string> {
  await make(named('events.csv'), named('link.csv'))
  return named('link.csv')
}

it('does not change an earlier report if the input is missing', async () => {
  await writeFile(named('refused.csv'), earlierContent)
  const missing = [
    'import',
    'events',
    'acme',
    named('evnts.csv'),
    '--rejects',
    named('refused.csv'),
    '--force',
  ]
  expect((await admin(missing)).err).toMatch(/^Cannot read/)
  expect(await readFile(named('refused.csv'), 'utf8')).toBe(earlierContent)
  expect(await readdir(folder)).toEqual(['events.csv', 'refused.csv'])
})

it('replaces the target of a symbolic link, and keeps the link', async () => {
  await writeFile(named('real'), earlierContent)
  await symlink(named('real'), named('link'))
  expect((await importEvents('--rejects', named('link'), '--force')).code).toBe(2)
  expect(await readFile(named('real'), 'utf8')).toMatch(
    /^\uFEFF"lead",.*\r\n"there",.*,"2","date_not_after_latest","date: /,
  )
  expect((await readdir(folder)).toSorted()).toEqual(['events.csv', 'link', 'real'])
})

it('does not replace a file that was created in the meantime', async () => {
  const path = named('written')
  const through = (database: Database): Database => ({
    ...database,
    async transaction(work) {
      await writeFile(path, earlierContent)
      return database.transaction(work)
    },
  })
  expect((await admin(['export', 'acme', '--out', path], { through })).err).toMatch(
    /already exists\. Specify another/,
  )
  expect(await readFile(path, 'utf8')).toBe(earlierContent)
  expect((await readdir(folder)).toSorted()).toEqual(['events.csv', 'written'])
})

it('writes to the standard output for -, and to a device directly', async () => {
  const plain = await admin(['export', 'acme'])
  expect((await admin(['export', 'acme', '--out', '-'])).out).toBe(plain.out)
  const { code, out, err } = await importEvents('--rejects', '-')
  expect([code, out]).toEqual([2, expect.stringMatching(/^\uFEFF"lead",.*\r\n"there",.*\r\n$/)])
  expect(err).toBe('Wrote 0 events into acme.\n1 line was rejected.\n')
  expect((await importEvents('--rejects', '/dev/null')).code).toBe(2)
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true)
})

it.each([
  ['a folder', () => folder, 'is a folder. Specify a file.'],
  ['a folder that is missing', () => named('no/such'), '/no/such: no such file or directory.'],
  ['nothing', () => '', 'Cannot write to : no such file or directory.'],
])('reports that %s cannot be written', async (_, path, words) => {
  const { code, out, err } = await admin(['export', 'acme', '--out', path()])
  expect([code, out, err]).toEqual([1, '', expect.stringContaining(words)])
  expect(await readdir(folder)).toEqual(['events.csv'])
})

it('rejects file options without a file', async () => {
  for (const [words, message] of [
    [['export', 'acme', '--json'], '--json requires a file. Specify one with --out.'],
    [['export', 'acme', '--out', '-', '--force'], '--force requires a file. Specify one with --out.'],
    [['personal-data', 'export', 'acme', '--lead', 'there', '--force'], '--force requires a file'],
    [
      ['import', 'events', 'acme', 'no.csv', '--force'],
      '--force requires a file. Specify one with --rejects.',
    ],
    [['import', 'leads', 'acme', 'no.csv', '--rejects', '-', '--json'], '--json and --rejects - both write'],
  ] as const) {
    const { code, out, err } = await admin(words)
    expect([code, out, err]).toEqual([1, '', expect.stringContaining(message)])
  }
})

it.each([
  ['SIGTERM', 'once', 130],
  ['SIGHUP', 'once', 130],
  ['SIGINT', 'repeatedly', 130],
  ['SIGTERM', 'repeatedly', 143],
] as const)(
  'keeps the earlier file, and leaves no other, when %s comes %s',
  async (signal, times, code) => {
    const path = named('written')
    await writeFile(path, earlierContent)
    // makes an export wait for this lock
    const client = await service.database.pool.connect()
    await client.query('begin; lock table lead_event in access exclusive mode')
    const unfinished = unfinishedIn(folder)
    const child = runAdminProcess('export', 'acme', '--out', path, '--force')
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await unfinished
    child.kill(signal)
    const repeated = setInterval(() => times === 'repeatedly' && child.kill(signal), 50)
    if (times === 'once') await client.query('rollback')
    expect(await ended).toBe(code)
    clearInterval(repeated)
    await client.query('rollback')
    client.release()
    expect(await readFile(path, 'utf8')).toBe(earlierContent)
    expect(await readdir(folder)).toEqual(['events.csv', 'written'])
  },
  120_000,
)

function runAdminProcess(...words: readonly string[]): ChildProcess {
  const main = new URL('main.ts', import.meta.url).pathname
  const run = `import { runnerImport } from 'vite'
await runnerImport('${main}', { configFile: false, logLevel: 'error' })`
  const { host, port, user, password = '' } = inject('postgres')
  const url = new URL(`postgres://_@_/${service.database.pool.options.database}`)
  url.search = new URLSearchParams({ host, port: String(port), user, password }).toString()
  return spawn(process.execPath, ['--input-type=module', '-e', run, 'admin', ...words], {
    env: { ...process.env, DATABASE_URL: url.href },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function unfinishedIn(path: string): Promise<void> {
  for await (const { filename } of watch(path)) if (filename?.endsWith('.unfinished') === true) return
}
