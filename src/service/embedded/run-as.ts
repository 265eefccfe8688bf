import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { run, type ToolEnvironment } from './run.ts'

/** In whose name PostgreSQL runs. */
export interface RunAs {
  /** programs that start the program */
  readonly prefix: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

export const CURRENT_USER: RunAs = { prefix: [] }

// ends PostgreSQL with node, even where node is killed; the next start takes over where there is no setpriv
const TIED = ['setpriv', '--pdeathsig', 'INT', '--']

/** As the person who started Leadline. */
export function currentUser(): readonly RunAs[] {
  return [{ prefix: TIED }, CURRENT_USER]
}

/**
 * In a user namespace of its own: there root is not root, which PostgreSQL refuses, and still owns its files.
 * `account` only lends its id, because initdb asks for the name behind it.
 */
export function inNamespace(account: Account): readonly RunAs[] {
  const unshare = ['unshare', '-U', `--map-user=${account.uid}`, `--map-group=${account.gid}`]
  return [{ prefix: [...unshare, ...TIED] }, { prefix: unshare }]
}

/** As another user, which takes root. */
export function asAccount({ uid, gid }: Pick<Account, 'uid' | 'gid'>): readonly RunAs[] {
  return currentUser().map(({ prefix }) => ({ prefix, uid, gid }))
}

/** The first candidate that really gets `program` to say its version. */
export async function findRunnableAccount(
  candidates: readonly RunAs[],
  program: string,
  env: ToolEnvironment,
): Promise<RunAs | undefined> {
  for (const as of candidates) {
    const { code } = await run(program, ['--version'], { as, env })
    if (code === 0) return as
  }
  return undefined
}

/** The accounts of the system that are not root. */
export async function accounts(): Promise<readonly Account[]> {
  return (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0)
}

/** The one of them for root to run PostgreSQL as; undefined where the system knows root alone. */
export function unprivileged(all: readonly Account[]): Account | undefined {
  return (
    ['postgres', 'nobody'].map((name) => all.find((account) => account.name === name)).find(Boolean) ?? all[0]
  )
}

/** Whether the system has a name for the user of this process: initdb refuses to run without one. */
export function hasName(): boolean {
  try {
    userInfo()
    return true
  } catch {
    return false
  }
}
