import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { run, type ToolEnvironment } from './run.ts'

/** How PostgreSQL is run: as which user, with which wrapper programs. */
export interface RunAs {
  /** wrapper programs that start the program */
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

// ends PostgreSQL with Node.js, even if that is killed; without setpriv, the next start stops the server
const DIE_WITH_PARENT = ['setpriv', '--pdeathsig', 'INT', '--']

/** Runs as the user who started Leadline. */
export function currentUser(): readonly RunAs[] {
  return [{ prefix: DIE_WITH_PARENT }, CURRENT_USER]
}

/**
 * Runs in a separate user namespace: there root is not root, which PostgreSQL rejects, and still owns its files. Only
 * the ID of `account` is used, because initdb asks for its name.
 */
export function inNamespace(account: Account): readonly RunAs[] {
  const unshare = ['unshare', '-U', `--map-user=${account.uid}`, `--map-group=${account.gid}`]
  return [{ prefix: [...unshare, ...DIE_WITH_PARENT] }, { prefix: unshare }]
}

/** Runs as another user, which requires root. */
export function asAccount({ uid, gid }: Pick<Account, 'uid' | 'gid'>): readonly RunAs[] {
  return currentUser().map(({ prefix }) => ({ prefix, uid, gid }))
}

/** Returns the first candidate that can run `program` and get its version. */
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

/** Returns the accounts of the system except root. */
export async function accounts(): Promise<readonly Account[]> {
  return (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0)
}

/** Returns the account with which root runs PostgreSQL; undefined if the system has only root. */
export function unprivileged(all: readonly Account[]): Account | undefined {
  return (
    ['postgres', 'nobody'].map((name) => all.find((account) => account.name === name)).find(Boolean) ?? all[0]
  )
}

/** Whether the user of this process has a name: initdb requires one. */
export function hasName(): boolean {
  try {
    userInfo()
    return true
  } catch {
    return false
  }
}
