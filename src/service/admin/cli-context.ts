import type { Readable, Writable } from 'node:stream'
import type { PoolConfig } from 'pg'
import type { Instant } from '../../contract/instant.ts'
import type { Connection, Database } from '../store/connection/database.ts'

/** The database of a command, as the service would open it. */
export interface OpenedDatabase {
  readonly database: Database
  readonly connection: PoolConfig
  close(): Promise<void>
}

/** `check`: every transaction begins with `beginCheck`, so that PostgreSQL refuses to write */
export type Purpose = 'command' | 'check'

/** What a command has around it: the process gives its own, tests give theirs. */
export interface CliContext {
  /** opens the database that the environment names, with all migrations run; for a check it changes nothing */
  readonly open: (purpose: Purpose) => Promise<OpenedDatabase>
  readonly env: Readonly<Record<string, string | undefined>>
  /** for results */
  readonly out: Writable
  /** for people: progress, remarks, errors */
  readonly err: Writable & { readonly isTTY?: boolean }
  readonly input: Readable & { readonly isTTY?: boolean }
  readonly clock: () => Instant
  /** aborted by Ctrl+C: a command then stops where nothing is half done */
  readonly stop: AbortSignal
}

/** Opens the database for one piece of work, and closes it whatever becomes of that. */
export async function withDatabase<Result>(
  { open }: CliContext,
  work: (opened: OpenedDatabase) => Promise<Result>,
): Promise<Result> {
  return closingAfter(await open('command'), work)
}

/** The same for a check, which has one transaction that PostgreSQL lets write nothing. */
export async function withCheckedDatabase<Result>(
  { open }: CliContext,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  return closingAfter(await open('check'), async ({ database }) => database.transaction(work))
}

async function closingAfter<Result>(
  opened: OpenedDatabase,
  work: (opened: OpenedDatabase) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}
