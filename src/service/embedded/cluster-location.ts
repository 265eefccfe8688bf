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

/** Where the database lies, and what runs it in whose name. */
export interface ClusterLocation {
  /** holds the cluster `postgres`, the lock and the log */
  readonly home: string
  readonly binaries: Binaries
  readonly runAs: RunAs
  /** a sentence for the person, where it is not what was to be expected */
  readonly notice?: string
}

export interface PlaceOptions {
  readonly dataDir: string
  /** whether a person has named the folder, so that no other may be taken instead */
  readonly explicit: boolean
  /** a folder that every user can enter, for root where PostgreSQL cannot work in `dataDir` */
  readonly publicFolder: string
  readonly env: ToolEnvironment
}

/** The folder of the cluster in a home. */
export function clusterIn(home: string): string {
  return join(home, 'postgres')
}

/** Whether a home holds a database. */
export function hasCluster(home: string): boolean {
  return existsSync(join(clusterIn(home), 'PG_VERSION'))
}

/** @throws StartupError where nobody can run PostgreSQL in the data folder and no other may be taken */
export async function locateCluster(binaries: Binaries, options: PlaceOptions): Promise<ClusterLocation> {
  const isRoot = process.getuid?.() === 0
  // root's may have to let another user through, to a cluster that is closed to everyone else
  await mkdir(options.dataDir, { recursive: true, mode: isRoot ? 0o711 : 0o700 })
  const dataDir = await realpath(options.dataDir)
  const known = await accounts()
  if (isRoot) return placeForRoot(binaries, { ...options, dataDir }, known)
  const candidates = hasName() ? currentUser() : [...namespaced(known), ...currentUser()]
  const runAs = await findRunnableAccount(candidates, program(binaries, 'postgres'), options.env)
  return { home: dataDir, binaries, runAs: runAs ?? CURRENT_USER }
}

async function placeForRoot(
  found: Binaries,
  { dataDir, explicit, publicFolder, env }: PlaceOptions,
  known: readonly Account[],
): Promise<ClusterLocation> {
  const elsewhere = join(publicFolder, createHash('sha256').update(dataDir).digest('hex').slice(0, 16))
  const existing = [dataDir, elsewhere].find(hasCluster)
  const owner = existing === undefined ? undefined : await ownerOf(clusterIn(existing), known)
  if (owner === undefined) {
    const runAs = await findRunnableAccount(namespaced(known), program(found, 'postgres'), env)
    const home = existing ?? dataDir
    if (runAs && (await canEnter(home, runAs, env))) return { home, binaries: found, runAs }
  }

  const other = owner ?? (await neighbour(dataDir, known)) ?? unprivileged(known)
  if (other === undefined) throw cannotRunAsRoot('found no other user on this system')
  if (!(await canEnter('/', { ...CURRENT_USER, ...other }, env))) {
    throw cannotRunAsRoot(`is not permitted to switch to the user ${other.name}`)
  }
  const candidates = asAccount(other)
  const reachable = await findRunnableAccount(candidates, program(found, 'postgres'), env)
  const binaries = reachable ? found : await publishBinaries(found, publicFolder, env)
  const runAs = reachable ?? (await findRunnableAccount(candidates, program(binaries, 'postgres'), env))
  if (runAs === undefined) throw cannotRunAsRoot(`cannot be executed by the user ${other.name}`)

  const home = existing ?? ((await canEnter(dataDir, runAs, env)) || explicit ? dataDir : elsewhere)
  if (home === elsewhere) await openFolders(publicFolder, home)
  if (!(await canEnter(home, runAs, env))) throw mayNotEnter(home, other.name)
  return { home, binaries, runAs, notice: noticeOf({ home, dataDir, name: other.name }) }
}

function namespaced(known: readonly Account[]): readonly RunAs[] {
  const account = unprivileged(known)
  return account && process.platform === 'linux' ? inNamespace(account) : []
}

// who has a folder such as their home closed to all others, and starts Leadline in it with sudo
async function neighbour(dataDir: string, known: readonly Account[]): Promise<Account | undefined> {
  const { uid } = await stat(dirname(dataDir))
  return known.find((account) => account.uid === uid)
}

// whatever the umask: what lies in them is closed by itself
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

/** Whose database it is; undefined where it is root's, which any user can be given. */
async function ownerOf(cluster: string, known: readonly Account[]): Promise<Account | undefined> {
  const { uid, gid } = await stat(cluster)
  if (uid === 0) return undefined
  return { name: known.find((account) => account.uid === uid)?.name ?? `with the id ${uid}`, uid, gid }
}

async function canEnter(folder: string, as: RunAs, env: ToolEnvironment): Promise<boolean> {
  const { code } = await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { as, env })
  return code === 0
}
