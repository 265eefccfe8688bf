import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import type { PoolConfig } from 'pg'
import type { Instant } from '../../contract/instant.ts'
import {
  openDatabase,
  type Connection,
  type Database,
  type Transaction,
} from '../store/connection/database.ts'
import { beginCheck } from '../store/imports/event-imports.ts'
import { runAdmin } from './run-admin.ts'
import type { CliContext } from './cli-context.ts'

/** What a command line has left behind. */
export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface TestAdminOptions {
  readonly connection: PoolConfig
  readonly clock: () => Instant
}

export interface RunOptions {
  /** what stands on the standard input */
  readonly input?: string
  /** what stands between the command and its database, to break it */
  readonly through?: (database: Database) => Database
  readonly stop?: AbortSignal
  readonly env?: CliContext['env']
}

/** Runs command lines in this process, on the database of a test. */
export function createTestAdmin({ connection, clock }: TestAdminOptions) {
  return async (
    args: readonly string[],
    { input = '', through, stop, env = {} }: RunOptions = {},
  ): Promise<Ended> => {
    const out = new Collected()
    const err = new Collected()
    const code = await runAdmin(args, {
      async open(purpose) {
        const begin = purpose === 'check' ? { begin: beginCheck } : {}
        const database = openDatabase({ connection, connections: 3, ...begin })
        return { database: through?.(database) ?? database, connection, close: async () => database.close() }
      },
      env,
      out,
      err,
      input: new PassThrough().end(input),
      clock,
      stop: stop ?? new AbortController().signal,
    })
    return { code, out: out.text, err: err.text }
  }
}

class Collected extends Writable {
  text = ''

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

/** A line of a file, by the names of its columns. */
export type Fields = Readonly<Record<string, string>>

/** Writes files to import into a folder; each answers its path. */
export function createTestFiles(folder: string) {
  const columns = ['lead', 'type', 'date', 'owner', 'note', 'status', 'leadAssignee', 'leadAssigneeRemove']
  const row = (fields: Fields) =>
    columns.map((name) => `"${(fields[name] ?? '').replaceAll('"', '""')}"`).join(',')

  const file = async (name: string, content: string | Buffer): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }

  return {
    file,
    csv: async (name: string, rows: readonly Fields[]) =>
      file(name, [columns.join(','), ...rows.map(row), ''].join('\n')),
    ndjson: async (name: string, rows: readonly unknown[]) =>
      file(name, rows.map((fields) => `${JSON.stringify(fields)}\n`).join('')),
  }
}

/** Another order, the same on every run: by a linear congruential generator. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  let seed = 42
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

/** Cuts a command off from its database after so many statements of a name, before or after they are carried out. */
export const cutAfter = (name: string, statements: number, work: 'lost' | 'done') => (database: Database) => {
  let left = statements
  const cut = (connection: Connection): Connection['query'] =>
    async function query<Row extends object>(
      statement: { name: string; text: string },
      values: readonly unknown[],
    ) {
      if (statement.name !== name || left-- > 0) return connection.query<Row>(statement, values)
      if (work === 'done') await connection.query<Row>(statement, values)
      throw new Error('Connection terminated unexpectedly')
    }
  return {
    ...database,
    query: cut(database),
    transaction: async <Result>(run: (connection: Transaction) => Promise<Result>) =>
      database.transaction(async (connection) => run({ ...connection, query: cut(connection) })),
  }
}
