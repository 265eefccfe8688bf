import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartupError } from '../core/startup-error.ts'
import { program, publishBinaries, type Binaries } from './binaries.ts'
import {
  accounts,
  asAccount,
  findRunnableAccount,
  hasName,
  inNamespace,
  CURRENT_USER,
  currentUser,
  unprivileged,
  type Account,
  type RunAs,
} from './run-as.ts'
import { run, type ToolEnvironment } from './run.ts'

/** The location of the database, its programs, and the user that runs it. */
export interface ClusterLocation {
  /** the folder with the cluster `postgres`, the lock and the log */
  readonly home: string
  readonly binaries: Binaries
  readonly runAs: RunAs
  /** a sentence for the user if the location is not the expected one */
  readonly notice?: string
}

export interface LocationOptions {
  readonly dataDir: string
  /** whether the user named the folder, so that no other one may be used instead */
  readonly explicit: boolean
  /** a folder that every user can enter, for root if PostgreSQL cannot use `dataDir` */
  readonly publicFolder: string
  readonly env: ToolEnvironment
}

/** Returns the folder of the cluster in a home. */
export function clusterIn(home: string): string {
  return join(home, 'postgres')
}

/** Whether a home contains a database. */
export function hasCluster(home: string): boolean {
  return existsSync(join(clusterIn(home), 'PG_VERSION'))
}

/**
 * Decides where the database is and which user runs it.
 * @throws StartupError if no user can run PostgreSQL in the data folder and no other folder may be used
 */
export async function locateCluster(binaries: Binaries, options: LocationOptions): Promise<ClusterLocation> {
  const isRoot = process.getuid?.() === 0
  // root's folder may need to be accessible to another user; the cluster in it is closed to all others
  await mkdir(options.dataDir, { recursive: true, mode: isRoot ? 0o711 : 0o700 })
  const dataDir = await realpath(options.dataDir)
  const systemAccounts = await accounts()
  if (isRoot) return locateForRoot(binaries, { ...options, dataDir }, systemAccounts)
  const candidates = hasName() ? currentUser() : [...namespaced(systemAccounts), ...currentUser()]
  const runAs = await findRunnableAccount(candidates, program(binaries, 'postgres'), options.env)
  return { home: dataDir, binaries, runAs: runAs ?? CURRENT_USER }
}

async function locateForRoot(
  found: Binaries,
  { dataDir, explicit, publicFolder, env }: LocationOptions,
  systemAccounts: readonly Account[],
): Promise<ClusterLocation> {
  const elsewhere = join(publicFolder, createHash('sha256').update(dataDir).digest('hex').slice(0, 16))
  const existing = [dataDir, elsewhere].find(hasCluster)
  const owner = existing === undefined ? undefined : await ownerOf(clusterIn(existing), systemAccounts)
  if (owner === undefined) {
    const runAs = await findRunnableAccount(namespaced(systemAccounts), program(found, 'postgres'), env)
    const home = existing ?? dataDir
    if (runAs && (await canEnter(home, runAs, env))) return { home, binaries: found, runAs }
  }

  const other = owner ?? (await ownerOfParent(dataDir, systemAccounts)) ?? unprivileged(systemAccounts)
  if (other === undefined) throw cannotRunAsRoot('found no other user on this system')
  if (!(await canEnter('/', { ...CURRENT_USER, ...other }, env))) {
    throw cannotRunAsRoot(`is not permitted to switch to the user ${other.name}`)
  }
  const candidates = asAccount(other)
  const runnable = await findRunnableAccount(candidates, program(found, 'postgres'), env)
  const binaries = runnable ? found : await publishBinaries(found, publicFolder, env)
  const runAs = runnable ?? (await findRunnableAccount(candidates, program(binaries, 'postgres'), env))
  if (runAs === undefined) throw cannotRunAsRoot(`cannot be executed by the user ${other.name}`)

  const home = existing ?? ((await canEnter(dataDir, runAs, env)) || explicit ? dataDir : elsewhere)
  if (home === elsewhere) await openFolders(publicFolder, home)
  if (!(await canEnter(home, runAs, env))) throw mayNotEnter(home, other.name)
  return { home, binaries, runAs, notice: noticeOf({ home, dataDir, name: other.name }) }
}

function namespaced(systemAccounts: readonly Account[]): readonly RunAs[] {
  const account = unprivileged(systemAccounts)
  return account && process.platform === 'linux' ? inNamespace(account) : []
}

// a user may have a private folder, such as their home, and start Leadline there with sudo
async function ownerOfParent(
  dataDir: string,
  systemAccounts: readonly Account[],
): Promise<Account | undefined> {
  const { uid } = await stat(dirname(dataDir))
  return systemAccounts.find((account) => account.uid === uid)
}

// independent of the umask: the parent folders must be accessible, and each data folder restricts itself
async function openFolders(...folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    await mkdir(folder, { recursive: true })
    await chmod(folder, 0o711)
  }
}

function noticeOf({ home, dataDir, name }: { home: string; dataDir: string; name: string }): string {
  const who = `PostgreSQL cannot run as root, so it runs as the user ${name}`
  return home === dataDir
    ? `${who}.`
    : `${who}, which has no access to ${dataDir}; the data is kept in ${home}.`
}

function mayNotEnter(home: string, name: string): StartupError {
  return new StartupError(
    `Cannot use the data folder ${home}: PostgreSQL cannot run as root, and the user ${name} has no access to the folder. Set DATA_DIR to a folder that this user can enter, such as /var/lib/leadline/data.`,
  )
}

function cannotRunAsRoot(reason: string): StartupError {
  return new StartupError(
    `The embedded PostgreSQL cannot run as root and ${reason}. Start Leadline as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or later.`,
  )
}

/** Returns the owner of a database; undefined if it is root, because root's database can be given to any user. */
async function ownerOf(cluster: string, systemAccounts: readonly Account[]): Promise<Account | undefined> {
  const { uid, gid } = await stat(cluster)
  if (uid === 0) return undefined
  return {
    name: systemAccounts.find((account) => account.uid === uid)?.name ?? `with the id ${uid}`,
    uid,
    gid,
  }
}

async function canEnter(folder: string, as: RunAs, env: ToolEnvironment): Promise<boolean> {
  const { code } = await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { as, env })
  return code === 0
}
