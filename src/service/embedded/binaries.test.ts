import { existsSync } from 'node:fs'
import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { StartupError } from '../core/startup-error.ts'
import { createMissingLinks, findBinaries, program } from './binaries.ts'
import { CURRENT_USER } from './run-as.ts'
import { run } from './run.ts'
import { createTestBed } from './testing.ts'

const bed = createTestBed()
const env = { PATH: process.env['PATH'] }

afterEach(() => bed.cleanUp())

describe('the binaries of PostgreSQL', () => {
  it('get the library links that an installation without scripts omits', async () => {
    const { root } = await findBinaries(env)
    const copy = join(await bed.folder(), 'native')
    await cp(root, copy, { recursive: true, verbatimSymlinks: true })
    const libraries = (await readdir(join(copy, 'lib'), { withFileTypes: true })).filter((e) =>
      e.isSymbolicLink(),
    )
    await Promise.all(libraries.map(({ name }) => rm(join(copy, 'lib', name))))

    await Promise.all([createMissingLinks(copy), createMissingLinks(copy), createMissingLinks(copy)])
    expect(libraries.filter(({ name }) => !existsSync(join(copy, 'lib', name)))).toEqual([])
    for (const name of ['postgres', 'initdb'] as const) {
      const version = await run(program({ root: copy }, name), ['--version'], { as: CURRENT_USER, env })
      expect(version).toMatchObject({ code: 0 })
    }
  })

  it('cause an error that states the alternative on a platform without them', async () => {
    const search = findBinaries(env, 'linux-riscv64')
    await expect(search).rejects.toThrow(StartupError)
    await expect(search).rejects.toThrow('Set DATABASE_URL to a PostgreSQL 15 or later')
  })
})
