import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { StartupError } from '../core/startup-error.ts'
import { findBinaries, program } from './binaries.ts'
import { identify } from './live-process.ts'
import { isReady } from './postmaster.ts'
import { run } from './run.ts'
import { CURRENT_USER } from './run-as.ts'
import { createTestBed, kill, postmasterPid, query } from './testing.ts'

const bed = createTestBed()
const patience = { timeout: 60_000, interval: 20 }
const isRoot = process.getuid?.() === 0
const env = { PATH: process.env['PATH'] }
const canUnshare =
  (await run('unshare', ['-U', '--map-user=1', 'true'], { as: CURRENT_USER, env })).code === 0

afterEach(() => bed.cleanUp(), 60_000)

describe('the embedded PostgreSQL', { timeout: 120_000 }, () => {
  it('creates a database that only its own user can access', async () => {
    const dataDir = join(await bed.folder(), 'not', 'there yet')
    const { connection } = await bed.start({ dataDir })
    const settings = `listen_addresses server_encoding TimeZone fsync synchronous_commit jit`.split(' ')
    const shown = await Promise.all(settings.map((name) => query(connection, `show ${name}`)))
    expect(shown.map(([row]) => Object.values(row ?? {})[0])).toEqual(['', 'UTF8', 'UTC', 'on', 'on', 'off'])
    expect((await stat(connection.host)).mode & 0o777).toBe(0o700)
    expect(await query(connection, `select lower('È') as lower`)).toEqual([{ lower: 'è' }])
  })

  it('keeps what was committed from one start to the next', async () => {
    const dataDir = await bed.folder()
    const first = await bed.start({ dataDir })
    await query(first.connection, 'create table kept as select 1 as n')
    await Promise.all([first.stop(), first.stop()])
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
    const second = await bed.start({ dataDir })
    expect(await query(second.connection, 'select n from kept')).toEqual([{ n: 1 }])
  })

  it('refuses a second start on the same folder, and names the process that holds it', async () => {
    const dataDir = await bed.folder()
    const first = await bed.start({ dataDir })
    await expect(bed.start({ dataDir })).rejects.toThrow(StartupError)
    const second = await bed.startChild({ dataDir, env }).outcome
    expect(second).toEqual({ error: expect.stringContaining(`${dataDir} is in use`) })
    expect(second).toEqual({ error: expect.stringContaining(`process ${process.pid}`) })
    expect(await query(first.connection, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  it('allows exactly one of several concurrent starts', async () => {
    const dataDir = await bed.folder()
    const children = [1, 2, 3, 4].map(() => bed.startChild({ dataDir, env }))
    const outcomes = await Promise.all(children.map(({ outcome }) => outcome))
    expect(outcomes.filter((outcome) => 'connection' in outcome)).toHaveLength(1)
    const errors = outcomes.flatMap((outcome) => ('error' in outcome ? outcome.error : []))
    expect(errors.filter((error) => !/^StartupError: .* is in use/.test(error))).toEqual([])
  })

  it.each(['with', 'without'])('starts again after kill -9 of Node.js, %s setpriv', async (has) => {
    const dataDir = await bed.folder()
    const path = has === 'with' ? env : await bed.pathWith('unshare')
    const child = bed.startChild({ dataDir, env: path })
    const outcome = await child.outcome
    if ('error' in outcome) throw new Error(outcome.error)
    await query(outcome.connection, 'create table kept as select 1 as n')
    const orphan = await postmasterPid(dataDir)
    await kill(child.process)

    const next = await bed.start({ dataDir })
    expect(await query(next.connection, 'select n from kept')).toEqual([{ n: 1 }])
    await vi.waitFor(async () => expect(await identify(orphan)).toBeUndefined(), patience)
  })

  it.runIf(process.platform === 'linux')('leaves nothing running after kill -9 of node', async () => {
    const dataDir = await bed.folder()
    const child = bed.startChild({ dataDir, env })
    expect(await child.outcome).toHaveProperty('connection')
    const orphan = await postmasterPid(dataDir)
    await kill(child.process)
    await vi.waitFor(async () => expect(await identify(orphan)).toBeUndefined(), patience)
  })

  it('reports that PostgreSQL was killed, and recovers at the next start', async () => {
    const dataDir = await bed.folder()
    const first = await bed.start({ dataDir })
    await query(first.connection, 'create table kept as select 1 as n')
    process.kill(await postmasterPid(dataDir), 'SIGKILL')
    expect(await first.ended).toContain('PostgreSQL stopped unexpectedly (SIGKILL)')
    const second = await bed.start({ dataDir })
    expect(await query(second.connection, 'select n from kept')).toEqual([{ n: 1 }])
  })

  it('is not blocked by unrelated processes with the PIDs of ended ones', async () => {
    const dataDir = await bed.folder()
    const first = await bed.start({ dataDir })
    process.kill(await postmasterPid(dataDir), 'SIGKILL')
    await first.ended
    const unrelated = spawn('sleep', ['600'])
    bed.later(() => kill(unrelated))
    for (const file of ['postmaster.pid', '.s.PGSQL.5432.lock']) {
      const path = join(dataDir, 'postgres', file)
      const lines = (await readFile(path, 'utf8')).split('\n')
      await writeFile(path, [unrelated.pid, ...lines.slice(1)].join('\n'))
    }
    await writeFile(join(dataDir, 'leadline.lock.7'), `${unrelated.pid}\nof another process\n`)

    const second = await bed.start({ dataDir })
    expect(await query(second.connection, 'select 1 as n')).toEqual([{ n: 1 }])
    expect(unrelated.exitCode ?? unrelated.signalCode).toBeNull()
  })

  it('does not stop a PostgreSQL that a user started manually', async () => {
    const dataDir = await bed.folder()
    await (await bed.start({ dataDir })).stop()
    const { root } = await findBinaries(env)
    const asUser = isRoot ? ['unshare', '-U', '--map-user=1', '--map-group=1'] : ['env']
    const byHand = ['-D', join(dataDir, 'postgres'), '-c', 'listen_addresses=', '-k', dataDir]
    const server = spawn(asUser[0] ?? '', [...asUser.slice(1), program({ root }, 'postgres'), ...byHand])
    bed.later(() => kill(server))
    const ready = async (): Promise<void> =>
      expect(await isReady(join(dataDir, 'postgres'), server.pid)).toBe(true)
    await vi.waitFor(ready, patience)
    await expect(bed.start({ dataDir })).rejects.toThrow(`did not start (process ${server.pid})`)
    expect(server.exitCode).toBeNull()
  })

  it('starts from the beginning if the first start was killed', async () => {
    const dataDir = await bed.folder()
    const child = bed.startChild({ dataDir, env })
    const begun = async (): Promise<void> =>
      expect((await readdir(dataDir)).some((name) => name.startsWith('postgres.new-'))).toBe(true)
    await vi.waitFor(begun, { ...patience, interval: 1 })
    await kill(child.process)
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false)

    const next = await bed.start({ dataDir })
    expect(await query(next.connection, 'select 1 as n')).toEqual([{ n: 1 }])
    expect((await readdir(dataDir)).filter((name) => name.startsWith('postgres.new-'))).toEqual([])
  })

  it('uses another folder for the socket if the path is too long', async () => {
    const dataDir = join(await bed.folder(), 'long '.repeat(20), 'è"'.repeat(20))
    const { connection } = await bed.start({ dataDir })
    expect(Buffer.byteLength(connection.host)).toBeLessThan(90)
    bed.later(() => rm(connection.host, { recursive: true }))
    expect((await stat(connection.host)).mode & 0o777).toBe(0o700)
    expect(await query(connection, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  it('refuses a file instead of a folder', async () => {
    const file = join(await bed.folder(), 'data')
    await writeFile(file, '')
    await expect(bed.start({ dataDir: file })).rejects.toThrow(`${file} is a file or lies inside one`)
    await expect(bed.start({ dataDir: join(file, 'below') })).rejects.toThrow(StartupError)
  })

  it('refuses a database of another major version', async () => {
    const dataDir = await bed.folder()
    await mkdir(join(dataDir, 'postgres'))
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
    await expect(bed.start({ dataDir })).rejects.toThrow(
      'created by PostgreSQL 17; this version of Leadline includes PostgreSQL 18',
    )
  })

  it('refuses a folder with other content instead of the database', async () => {
    const dataDir = await bed.folder()
    await mkdir(join(dataDir, 'postgres', 'photos'), { recursive: true })
    await expect(bed.start({ dataDir })).rejects.toThrow('already exists')
  })

  it.skipIf(isRoot && !canUnshare)(
    'works for an ordinary user, and reports a folder without access',
    async () => {
      const dataDir = await bed.folder()
      const ordinary = isRoot ? ['unshare', '-U', '--map-user=1', '--map-group=1'] : []
      expect(await bed.startChild({ dataDir, env }, ordinary).outcome).toHaveProperty('connection')

      const closed = await bed.folder()
      await chmod(closed, 0o500)
      expect(await bed.startChild({ dataDir: join(closed, 'data'), env }, ordinary).outcome).toEqual({
        error: expect.stringMatching(/^StartupError: Cannot write to the data folder/),
      })
    },
  )

  it.runIf(isRoot)('says when the disk is full', async (context) => {
    const dataDir = await bed.folder()
    const mount = ['-t', 'tmpfs', '-o', 'size=8m', 'leadline-test', dataDir]
    if ((await run('mount', mount, { as: CURRENT_USER, env })).code !== 0) context.skip('may not mount')
    bed.later(() => run('umount', [dataDir], { as: CURRENT_USER, env }))
    await expect(bed.start({ dataDir })).rejects.toThrow(
      `No space left on the disk of the data folder ${dataDir}`,
    )
  })
})
