import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createTestBed } from '../embedded/testing.ts'
import { isEmpty } from '../store/applications/applications.ts'
import { toInstant } from '../../contract/instant.ts'
import { compareClocks, openAdminDatabase } from './open-database.ts'

const bed = createTestBed()
afterAll(async () => bed.cleanUp())

const options = { purpose: 'command', env: process.env, notify: () => undefined } as const
const check = { ...options, purpose: 'check' } as const
const on = (path: string) => ({
  databaseUrl: undefined,
  dataDir: { path, explicit: true },
  namedStatements: true,
})

it('starts the embedded database, or connects to a running one through its socket', async () => {
  const dataDir = await bed.folder()
  const first = await openAdminDatabase(on(dataDir), options)
  const second = await openAdminDatabase(on(dataDir), options)
  expect(await isEmpty(second.database)).toBe(true)
  await second.close()
  // the process that has started it stops it
  expect(await isEmpty(first.database)).toBe(true)
  await first.close()
  expect(await readdir(join(dataDir, 'postgres'))).not.toContain('postmaster.pid')
})

it('reports in one sentence that the external database does not respond', async () => {
  const databaseUrl = 'postgres://nobody:secret@127.0.0.1:1/none'
  await expect(openAdminDatabase({ ...on('unused'), databaseUrl }, options)).rejects.toThrow(
    /^Cannot connect to the database \(.*ECONNREFUSED.*\)\. Check DATABASE_URL and that the server is running\.$/,
  )
})

it('creates, migrates and writes nothing for a check', async () => {
  const folder = await bed.folder()
  const missing = join(folder, 'mistyped')
  for (const dataDir of [missing, folder]) {
    await expect(openAdminDatabase(on(dataDir), check)).rejects.toThrow(/^There is no database in /)
  }
  expect(await readdir(folder)).toEqual([])

  const opened = await openAdminDatabase(on(folder), options)
  await opened.database.query({ text: "delete from migration where name = '0019-checks-write-nothing'" }, [])
  await expect(openAdminDatabase(on(folder), check)).rejects.toThrow(
    /^The database has not been migrated to this version, and a check does not change it/,
  )
  await opened.database.query(
    { text: "insert into migration values ('0019-checks-write-nothing', now())" },
    [],
  )
  const checked = await openAdminDatabase(on(folder), check)
  const write = { text: "insert into migration values ('x', now())" }
  await expect(checked.database.query(write, [])).rejects.toThrow(/read-only transaction/)
  await expect(
    checked.database.transaction(async (connection) => {
      await connection.query({ text: 'set transaction read write' }, [])
    }),
  ).rejects.toThrow(/read-write mode/)
  await checked.close()
  await opened.close()
})

it('refuses to write with a clock that differs from the database’s by more than a minute, and reports seconds', async () => {
  const dataDir = await bed.folder()
  let aheadMs = 10_000
  const notices: string[] = []
  const { open, clock } = compareClocks(async () => openAdminDatabase(on(dataDir), options), {
    clock: () => toInstant(Date.now() + aheadMs),
    notify: (sentence) => notices.push(sentence),
  })
  const opened = await open('command')
  expect(clock()).toMatch(/^\d{4}-/)
  expect(notices).toEqual([
    expect.stringMatching(/^The clock of the service is (9|10|11) s ahead of the database's\.$/),
  ])

  aheadMs = 365 * 24 * 3_600_000
  expect(clock).toThrow(/^The clock of the service is 315\d{5} s ahead of .*until the clocks agree\.$/)
  aheadMs = 0
  expect(clock()).toMatch(/^\d{4}-/)
  await opened.close()
})
