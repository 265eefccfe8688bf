import { createServer } from 'node:net'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { startEmbeddedPostgres } from '../src/service/embedded/start-embedded-postgres.ts'
import { isSoak } from '../src/testing/campaign.ts'
import { demoFolder, runService, searchIndexed, temporaryFolder } from './support/service.ts'

// this is the longest of the last files: without parallel tests the other worker would be idle
test.describe.configure({ mode: 'parallel' })

const log = async (address: string, fields: Record<string, string>) =>
  fetch(`${address}/v2/leadevents`, {
    method: 'POST',
    body: new URLSearchParams({ token: 'demo-token', appUserId: 'giulia', type: 'company', ...fields }),
  })

const countOf = async (address: string, lead: string): Promise<unknown> =>
  (await (await fetch(`${address}/v2/leadevents?token=demo-token&leads=${lead}`)).json()).meta.count

test('a data folder belongs to one service, and keeps the acknowledged events if that is killed', async () => {
  const folder = await demoFolder()
  const first = runService({ DATA_DIR: folder.path })
  const address = await first.address
  expect((await log(address, { lead: 'kept' })).status).toBe(201)

  const second = await runService({ DATA_DIR: folder.path }).ended
  expect(second.code).toBe(1)
  expect(second.output.trim().split('\n')).toHaveLength(1)
  expect(second.output).toContain(`is in use by another Leadline (process ${first.child.pid}`)

  first.child.kill('SIGKILL')
  await first.ended
  const third = runService({ DATA_DIR: folder.path })
  expect(await countOf(await third.address, 'kept')).toBe(1)
  third.child.kill('SIGINT')
  expect((await third.ended).code).toBe(0)
  await folder.remove()
})

/** Starts the service, and sends the signal `pause` milliseconds after it has printed `step`. */
async function interrupt(
  variables: Readonly<Record<string, string>>,
  { step, pause, signal }: { step: string; pause: number; signal: NodeJS.Signals },
): Promise<{ code: number | null; output: string }> {
  const service = runService(variables)
  const reached = new Promise<void>((resolve) => {
    service.child.stdout?.on('data', (chunk: Buffer) => chunk.includes(step) && resolve())
  })
  await Promise.race([reached, service.address, service.ended])
  await setTimeout(pause)
  service.child.kill(signal)
  return service.ended
}

/**
 * The points at which a first start is interrupted: during each kind of work, and in a soak test at several points of
 * it.
 */
const interruptions = ['Creating the database', 'Loading the demo'].flatMap((step) =>
  (isSoak ? [0, 100, 300] : [100]).map((pause) => ({ step, pause })),
)

test('a first start that is killed at any time leaves no part of the demo, and the next start begins again', async () => {
  test.setTimeout(600_000)
  const folder = await temporaryFolder()
  for (const interruption of interruptions)
    await interrupt({ DATA_DIR: folder.path }, { ...interruption, signal: 'SIGKILL' })
  const without = runService({ DATA_DIR: folder.path, DEMO: 'off' })
  const address = await without.address
  expect((await fetch(`${address}/v2/leads?token=demo-token`)).status).toBe(401)
  without.child.kill('SIGTERM')
  await without.ended

  // the search index is created after the start
  const indexing = runService({ DATA_DIR: folder.path })
  await indexing.address
  indexing.child.kill('SIGKILL')
  await indexing.ended

  const service = runService({ DATA_DIR: folder.path })
  await searchIndexed(await service.address)
  await expectWholeDemo(await service.address)
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${service.child.pid}/status`, 'utf8')
    const residentKb = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1])
    expect(residentKb / 1000).toBeLessThan(130)
  }
  service.child.kill('SIGTERM')
  expect((await service.ended).code).toBe(0)
  expect((await readdir(folder.path)).filter((name) => name.startsWith('postgres.new'))).toEqual([])
  await folder.remove()
})

test('Ctrl+C ends a first start with a message and a folder that the next start can use', async () => {
  test.setTimeout(600_000)
  const folder = await temporaryFolder()
  // the database exists after the first interruption
  for (const interruption of interruptions.filter(
    ({ step, pause }) => pause === 100 || !step.startsWith('Creating'),
  )) {
    const { code, output } = await interrupt({ DATA_DIR: folder.path }, { ...interruption, signal: 'SIGINT' })
    expect(code, output).toBe(0)
    expect(output.trim().split('\n').at(-1)).toMatch(
      /^Leadline was stopped before it was ready\.$|Press Ctrl\+C to stop\.$/,
    )
    expect(await readdir(folder.path)).not.toContainEqual(expect.stringMatching(/^postgres\.new|\.pid$/))
  }
  const service = runService({ DATA_DIR: folder.path })
  await expectWholeDemo(await service.address)
  service.child.kill('SIGTERM')
  await service.ended
  await folder.remove()
})

async function expectWholeDemo(address: string): Promise<void> {
  const read = async (path: string) => (await fetch(`${address}${path}`, bearer)).json()
  expect((await read('/v2/leads?limit=0')).meta.count).toBe(200)
  const [longest] = (await read('/v2/leads?limit=1000')).items.toSorted(
    (a: { eventCount: number }, b: { eventCount: number }) => b.eventCount - a.eventCount,
  )
  expect((await read(`/v2/leadevents?limit=0&leads=${longest.id}`)).meta.count).toBe(12_000)
  expect((await read('/v2/leadevents/search?q=ticket&limit=1')).meta.count).toBeGreaterThan(0)
}
const bearer = { headers: { authorization: 'Bearer demo-token' } }

test('running requests are completed when the service is stopped', async () => {
  const folder = await demoFolder()
  const service = runService({ DATA_DIR: folder.path })
  const address = await service.address
  const responses = Array.from({ length: 20 }, async () => log(address, { lead: 'draining' }))
  await Promise.race(responses)
  service.child.kill('SIGTERM')
  const statuses = (await Promise.allSettled(responses)).map(
    (response) => response.status === 'fulfilled' && response.value.status,
  )
  expect((await service.ended).code).toBe(0)
  const restarted = runService({ DATA_DIR: folder.path })
  const storedCount = await countOf(await restarted.address, 'draining')
  expect(storedCount).toBe(statuses.filter((status) => status === 201).length)
  restarted.child.kill('SIGTERM')
  await restarted.ended
  await folder.remove()
})

test('an error at the start is one clear sentence and exit code 1', async () => {
  const [folder, demo] = [await temporaryFolder(), await demoFolder()]
  const file = join(folder.path, 'file')
  await writeFile(file, '')
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const address = taken.address()
  const port = typeof address === 'object' ? String(address?.port) : ''

  const cases: [variables: Record<string, string>, sentence: RegExp][] = [
    [{ PORT: port, DATA_DIR: demo.path }, new RegExp(`Port ${port} on 127.0.0.1 is already in use`)],
    [{ PORT: 'http', DATA_DIR: join(folder.path, 'b') }, /Invalid PORT/],
    [{ DATA_DIR: file }, new RegExp(file)],
    [
      { DATABASE_URL: `postgres://a:secret@127.0.0.1:${port === '1' ? 2 : 1}/x` },
      /Cannot connect to the database 127\.0\.0\.1:\d+\/x/,
    ],
    [{ DATABASE_URL: 'mysql://localhost' }, /Invalid DATABASE_URL/],
    [{ HOST: '0.0.0.0', DATA_DIR: join(folder.path, 'c') }, /set HOST=127\.0\.0\.1/],
    [
      { HOST: '192.0.2.1', TRUSTED_PROXY: '10.0.0.5', DEMO: 'off', DATA_DIR: join(folder.path, 'd') },
      /192\.0\.2\.1 is not an address of this machine/,
    ],
    [
      { TRUSTED_PROXY: '127.0.0.1', DATA_DIR: join(folder.path, 'e') },
      /Set HOST=127\.0\.0\.1 and unset TRUSTED_PROXY/,
    ],
    [{ TLS_CERT: file, TLS_KEY: `${file}.key` }, /Cannot read the file in TLS_KEY \(ENOENT\)/],
    [{ TLS_CERT: file, TLS_KEY: file }, /TLS_CERT and TLS_KEY are not a matching PEM certificate and key/],
  ]
  const ends = await Promise.all(cases.map(async ([variables]) => runService(variables).ended))
  for (const [index, [, sentence]] of cases.entries()) {
    expect(ends[index]?.output).toMatch(sentence)
    // apart from the steps of the start, which end with an ellipsis
    const sentences = ends[index]?.output.split('\n').filter((line) => line !== '' && !line.endsWith('…'))
    expect(sentences).toHaveLength(1)
    expect(ends[index]?.output).not.toContain('secret')
    expect(ends[index]?.code).toBe(1)
  }
  taken.close()
  await folder.remove()
  await demo.remove()
})

test('an older database is migrated with the port open: 503 with the step until it is ready', async () => {
  const folder = await demoFolder()
  const postgres = await startEmbeddedPostgres({ dataDir: folder.path, explicit: true, env: process.env })
  const { user, host, port: databasePort } = postgres.connection
  const reader = new pg.Client(postgres.connection)
  await reader.connect()
  // a migration that moves data and can be repeated: without its row, the database is one of an earlier version
  await reader.query("delete from migration where name = '0017-changes-of-one-time'")
  await reader.query('begin; select from lead_event limit 1')

  const port = await freePort()
  const service = runService({
    PORT: String(port),
    DATABASE_URL: `postgres://${user}@localhost:${databasePort}/postgres?host=${encodeURIComponent(host)}`,
  })
  const ask = async (path: string): Promise<[number | undefined, string]> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined)
    return [response?.status, (await response?.text()) ?? '']
  }
  const waiting = 'Waiting for other sessions to release the tables'
  await expect.poll(async () => ask('/readyz')).toEqual([503, `{"status":"${waiting}"}`])
  expect(await ask('/healthz')).toEqual([200, '{"status":"ok"}'])
  const [status, problem] = await ask('/v2/leads?token=demo-token')
  expect([status, JSON.parse(problem)]).toEqual([
    503,
    expect.objectContaining({ code: 'unavailable', detail: expect.stringContaining(waiting) }),
  ])

  await reader.query('commit')
  await expect.poll(async () => (await ask('/readyz'))[0]).toBe(200)
  expect((await ask('/v2/leads?token=demo-token'))[0]).toBe(200)
  const { rows } = await reader.query("select from migration where name = '0017-changes-of-one-time'")
  expect(rows).toHaveLength(1)
  service.child.kill('SIGTERM')
  await service.ended
  await reader.end()
  await postgres.stop()
  await folder.remove()
})

/** A port of this machine that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}
