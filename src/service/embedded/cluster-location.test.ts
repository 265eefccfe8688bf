import { chmod, chown, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { StartupError } from '../core/startup-error.ts'
import { findBinaries, program, publishBinaries } from './binaries.ts'
import { accounts, asAccount, findRunnableAccount, unprivileged } from './run-as.ts'
import { createTestBed, query } from './testing.ts'

const bed = createTestBed()
const isRoot = process.getuid?.() === 0

afterEach(() => bed.cleanUp(), 60_000)

/** A system without user namespaces, and a folder that every user may enter. */
async function withoutNamespaces() {
  const publicFolder = await bed.folder()
  await chmod(publicFolder, 0o755)
  return { publicFolder, env: await bed.pathWith('setpriv', 'chown', 'chmod') }
}

describe.runIf(isRoot)('PostgreSQL for root', { timeout: 120_000 }, () => {
  it('without namespaces runs as another user in a data folder that this user may enter', async () => {
    const { publicFolder, env } = await withoutNamespaces()
    const dataDir = join(publicFolder, 'data')
    const { connection, notice } = await bed.start({ dataDir, env, explicit: true })
    expect(notice).toMatch(/cannot run as root, so it runs as the user \w+\.$/)
    expect((await stat(join(dataDir, 'postgres'))).uid).not.toBe(0)
    expect(await query(connection, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  it('uses another folder if no such user may enter the data folder, and finds it again', async () => {
    const { publicFolder, env } = await withoutNamespaces()
    const dataDir = join(await bed.folder(), 'data')
    const first = await bed.start({ dataDir, publicFolder, env })
    expect(first.notice).toContain(`has no access to ${dataDir}; the data is kept in ${publicFolder}/`)
    await query(first.connection, 'create table kept as select 1 as n')
    await first.stop()
    const second = await bed.start({ dataDir, publicFolder, env: process.env })
    expect(await query(second.connection, 'select n from kept')).toEqual([{ n: 1 }])
  })

  it('refuses an explicit folder that no such user may enter', async () => {
    const { publicFolder, env } = await withoutNamespaces()
    const start = bed.start({ dataDir: join(await bed.folder(), 'data'), publicFolder, env, explicit: true })
    await expect(start).rejects.toThrow(StartupError)
    await expect(start).rejects.toThrow(
      'has no access to the folder. Set DATA_DIR to a folder that this user can enter',
    )
  })

  it('continues with a database from a time with namespaces, and never creates an empty one instead', async () => {
    const { publicFolder, env } = await withoutNamespaces()
    const dataDir = join(publicFolder, 'data')
    const first = await bed.start({ dataDir })
    await query(first.connection, 'create table kept as select 1 as n')
    await first.stop()
    const second = await bed.start({ dataDir, publicFolder, env })
    expect(await query(second.connection, 'select n from kept')).toEqual([{ n: 1 }])
    await second.stop()

    const closed = join(await bed.folder(), 'data')
    await (await bed.start({ dataDir: closed })).stop()
    await expect(bed.start({ dataDir: closed, publicFolder, env })).rejects.toThrow(
      'has no access to the folder',
    )
  })

  it('runs PostgreSQL as the owner of a private folder in which root starts Leadline', async () => {
    const home = await bed.folder()
    const owner = unprivileged(await accounts())
    if (owner === undefined) throw new Error('no other user')
    await chown(home, owner.uid, owner.gid)
    const dataDir = join(home, 'data')
    const { connection, notice } = await bed.start({ dataDir })
    expect(notice).toMatch(`runs as the user ${owner.name}.`)
    expect(await query(connection, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  it('states the alternatives if there is no other user', async () => {
    const { publicFolder, env } = await withoutNamespaces()
    const rootAlone = ['unshare', '-U', '-r']
    const { outcome } = bed.startChild({ dataDir: join(publicFolder, 'data'), publicFolder, env }, rootAlone)
    expect(await outcome).toEqual({
      error: expect.stringMatching(/^StartupError: .* Start Leadline as an ordinary user/),
    })
  })

  it('copies the programs to a folder where another user can run them', async () => {
    const { publicFolder, env } = await withoutNamespaces()
    const [binaries, account] = [await findBinaries(env), unprivileged(await accounts())]
    if (account === undefined) throw new Error('no other user')
    const closed = join(await bed.folder(), 'closed')
    await mkdir(closed)
    const hidden = await publishBinaries(binaries, closed, env)
    const runs = (root: string) => findRunnableAccount(asAccount(account), program({ root }, 'postgres'), env)
    expect(await runs(hidden.root)).toBeUndefined()
    const copies = [publishBinaries(hidden, publicFolder, env), publishBinaries(hidden, publicFolder, env)]
    const [copy] = await Promise.all(copies)
    expect(await runs(copy?.root ?? '')).toMatchObject({ uid: account.uid })
  })
})
