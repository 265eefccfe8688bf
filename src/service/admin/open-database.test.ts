import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createTestBed } from '../embedded/testing.ts'
import { isEmpty } from '../store/applications.ts'
import { openAdminDatabase } from './open-database.ts'

const bed = createTestBed()
afterAll(async () => bed.cleanUp())

const options = { env: process.env, tell: () => undefined }
const on = (path: string) => ({
  databaseUrl: undefined,
  dataDir: { path, explicit: true },
  namedStatements: true,
})

it('starts the embedded database, and goes through the socket of one that is running', async () => {
  const dataDir = await bed.folder()
  const first = await openAdminDatabase(on(dataDir), options)
  const second = await openAdminDatabase(on(dataDir), options)
  expect(await isEmpty(second.database)).toBe(true)
  await second.close()
  // whoever has started it stops it
  expect(await isEmpty(first.database)).toBe(true)
  await first.close()
  expect(await readdir(join(dataDir, 'postgres'))).not.toContain('postmaster.pid')
})

it('says in a sentence that the database of one’s own does not answer', async () => {
  const databaseUrl = 'postgres://nobody:secret@127.0.0.1:1/none'
  await expect(openAdminDatabase({ ...on('unused'), databaseUrl }, options)).rejects.toThrow(
    /^The database cannot be used \(.*ECONNREFUSED.*\): check DATABASE_URL and that it is running\.$/,
  )
})
