import { randomBytes, randomUUID } from 'node:crypto'
import { chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartupError } from '../core/startup-error.ts'
import { program } from './binaries.ts'
import { clusterIn, hasCluster, type ClusterLocation } from './cluster-location.ts'
import { codeOf, outOfSpaceError } from './folder-error.ts'
import { run, type ToolEnvironment } from './run.ts'

/** The only role, and the database that initdb creates. */
export const USER = 'leadline'
export const DATABASE = 'postgres'

const UNFINISHED = 'postgres.new-'

/** One call for all 1,000 files instead of one for each: 0.2–0.6 s in place of 4.5 (PostgreSQL 18, ext4, busy disk). */
const syncMethod = process.platform === 'linux' ? ['--sync-method=syncfs'] : []

/** Returns the password for the port on Windows: elsewhere there is no port, and the socket's folder is private. */
export async function passwordIn(home: string): Promise<string | undefined> {
  if (process.platform !== 'win32') return undefined
  const file = join(home, 'postgres.password')
  await writeFile(file, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 }).catch(
    (error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    },
  )
  return readFile(file, 'utf8')
}

/**
 * Creates the cluster of a home that has none. initdb works in a temporary folder that is renamed when it is
 * complete: PostgreSQL never opens the folder of an interrupted initdb.
 * @throws StartupError if initdb fails, or if the cluster is of another major version
 */
export async function createCluster(
  { home, binaries, runAs }: ClusterLocation,
  env: ToolEnvironment,
  stop?: AbortSignal,
): Promise<void> {
  const cluster = clusterIn(home)
  if (hasCluster(home)) return checkVersion(cluster, binaries.version)
  await removeUnfinished(home)
  const fresh = join(home, `${UNFINISHED}${randomUUID()}`)
  await mkdir(fresh, { mode: 0o700 })
  if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(fresh, runAs.uid, runAs.gid)
  const auth =
    (await passwordIn(home)) === undefined
      ? ['--auth-local=trust', '--auth-host=reject']
      : ['--auth=scram-sha-256', `--pwfile=${join(home, 'postgres.password')}`]
  const text = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const args = ['-D', fresh, '-U', USER, '--no-instructions', ...auth, ...text, ...syncMethod]
  const { code, output } = await run(program(binaries, 'initdb'), args, { as: runAs, env, stop })
  if (code !== 0) {
    await rm(fresh, { recursive: true, force: true, maxRetries: 5 })
    if (stop?.aborted) throw new StartupError(`The creation of the database in ${home} was stopped.`)
    if (output.includes('No space left on device')) throw outOfSpaceError(home)
    const complaint =
      output
        .trim()
        .split('\n')
        .findLast((line) => /error|fatal/i.test(line)) ?? output.trim()
    throw new StartupError(`Could not create the database in ${home}: ${complaint}`)
  }
  await rename(fresh, cluster).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true })
    if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EBUSY'].includes(codeOf(error) ?? '')) throw error
    throw new StartupError(`Cannot create the database: ${cluster} already exists. Move it elsewhere.`)
  })
  await syncFolder(home)
}

async function checkVersion(cluster: string, version: string): Promise<void> {
  const made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
  const [ours] = version.split('.')
  if (made === ours) return
  throw new StartupError(
    `The database in ${cluster} was created by PostgreSQL ${made}; this version of Leadline includes PostgreSQL ${ours}. Export it with the earlier version and import it into a new DATA_DIR, or set DATABASE_URL to a PostgreSQL that has the data.`,
  )
}

async function removeUnfinished(home: string): Promise<void> {
  const unfinished = (await readdir(home)).filter((name) => name.startsWith(UNFINISHED))
  await Promise.all(
    unfinished.map((name) => rm(join(home, name), { recursive: true, force: true, maxRetries: 5 })),
  )
}

// without this, a power failure could lose the whole new database, whose commits were acknowledged
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}
