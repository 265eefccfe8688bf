import type { Readable, Writable } from 'node:stream'
import type { PoolConfig } from 'pg'
import type { Instant } from '../../contract/instant.ts'
import type { Connection, Database } from '../store/connection/database.ts'

/** The database of a command, opened like the service's. */
export interface OpenedDatabase {
  readonly database: Database
  readonly connection: PoolConfig
  close(): Promise<void>
}

/** in a `check`, every transaction begins with `beginCheck`, so that PostgreSQL rejects writes */
export type Purpose = 'command' | 'check'

/** The environment of a command: `main` passes the process's own, tests pass theirs. */
export interface CliContext {
  /** opens the database of the environment and migrates it; a check changes nothing */
  readonly open: (purpose: Purpose) => Promise<OpenedDatabase>
  readonly env: Readonly<Record<string, string | undefined>>
  /** for results */
  readonly out: Writable
  /** for messages: progress, remarks, errors */
  readonly err: Writable & { readonly isTTY?: boolean }
  readonly input: Readable & { readonly isTTY?: boolean }
  readonly clock: () => Instant
  /** aborted by Ctrl+C: a command then stops at the next consistent point */
  readonly stop: AbortSignal
}

/** Opens the database for a task, and closes it afterwards in any case. */
export async function withDatabase<Result>(
  { open }: CliContext,
  task: (opened: OpenedDatabase) => Promise<Result>,
): Promise<Result> {
  return closingAfter(await open('command'), task)
}

/** Does the same for a check, in one transaction in which PostgreSQL rejects writes. */
export async function withCheckedDatabase<Result>(
  { open }: CliContext,
  task: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  return closingAfter(await open('check'), async ({ database }) => database.transaction(task))
}

async function closingAfter<Result>(
  opened: OpenedDatabase,
  task: (opened: OpenedDatabase) => Promise<Result>,
): Promise<Result> {
  try {
    return await task(opened)
  } finally {
    await opened.close()
  }
}
