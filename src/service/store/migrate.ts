import { setTimeout } from 'node:timers/promises'
import { DatabaseError, type Pool } from 'pg'
import { StartupError } from '../core/startup-error.ts'
import type { ServiceRole } from './connection/client-scope.ts'
import { insufficientPrivilege, prepareServiceRole, type ServiceLogin } from './connection/service-role.ts'
import { isInterrupted, isConnectionError } from './connection/is-connection-error.ts'

interface Migration {
  readonly name: string
  readonly sql: string
}

export const migrations: readonly Migration[] = Object.entries(
  import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
)
  .map(([path, sql]) => ({ name: path.replace(/^.*\/|\.sql$/g, ''), sql }))
  .toSorted((a, b) => (a.name < b.name ? -1 : 1))

/** The lock of migrations, so that concurrent starts run one at a time: an arbitrary constant, "lead" in ASCII. */
const lock = 0x6c656164

/** Milliseconds for which other sessions may prevent a migration from locking the tables. */
const lockTimeoutMs = 60_000

/** Milliseconds between two attempts, in which those sessions can continue. */
const lockPauseMs = 1_000

export interface MigrateOptions {
  /** receives each step of a migration, and what it waits for */
  readonly progress?: ((step: string) => void) | undefined
  /** the login of the service, if it is not the role that migrates */
  readonly login?: ServiceLogin | undefined
  /** the numbered files; tests add their own */
  readonly files?: readonly Migration[]
  /** milliseconds for which other sessions may prevent the locks on the tables; default: a minute */
  readonly maxWaitMs?: number
}

/**
 * Migrates the database with the numbered files that it has not run yet, all of them or none, and returns the role of
 * the service. Throws a `StartupError` if the database is older than PostgreSQL 15 or newer than this code, if a file
 * fails, or if others keep using the tables.
 */
export async function migrate(
  pool: Pool,
  { progress = () => undefined, login, files = migrations, maxWaitMs = lockTimeoutMs }: MigrateOptions = {},
): Promise<ServiceRole> {
  const begun = performance.now()
  for (;;) {
    try {
      return await migrateOnce(pool, { files, progress, login })
    } catch (error) {
      if (!isInterrupted(error)) throw error
      if (performance.now() - begun > maxWaitMs) {
        throw new StartupError(
          `Cannot migrate the database: other sessions have used its tables for ${Math.round(maxWaitMs / 1_000)} s. Stop the services and commands that use it, then start again.`,
        )
      }
      progress('Waiting for other sessions to release the tables')
      await setTimeout(Math.min(lockPauseMs, maxWaitMs))
    }
  }
}

async function migrateOnce(
  pool: Pool,
  {
    files,
    progress,
    login,
  }: Required<Pick<MigrateOptions, 'files'>> & {
    readonly progress: (step: string) => void
    readonly login: ServiceLogin | undefined
  },
): Promise<ServiceRole> {
  const client = await pool.connect()
  let broken = false
  try {
    await client.query('begin')
    const query = client.query.bind(client)
    await becomeTheOnlyOne(query, progress)
    await checkServer(query)
    const tablesChanged = await runUnseen(query, files, progress)
    const role = await prepareServiceRole(client, { tablesChanged, login })
    await client.query('commit')
    return role
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw error instanceof DatabaseError && !isConnectionError(error) ? migrationError(error) : error
  } finally {
    client.release(broken)
  }
}

async function becomeTheOnlyOne(query: Query, progress: (step: string) => void): Promise<void> {
  const { rows } = await query('select pg_try_advisory_xact_lock($1) locked', [lock])
  if (String(rows[0]?.['locked']) === 'true') return
  progress('Waiting for another Leadline that is preparing the database')
  await query('select pg_advisory_xact_lock($1)', [lock])
}

/** Checks without writing that the database is migrated. Throws a `StartupError` if `migrate` would change it. */
export async function requireMigrated(pool: Pool): Promise<void> {
  const query = pool.query.bind(pool)
  await checkServer(query)
  const { rows } = await query("select to_regclass('migration') is not null found")
  const isCurrent = rows[0]?.['found'] === true && (await findUnseen(query)).length === 0
  if (!isCurrent) {
    throw new StartupError(
      'The database has not been migrated to this version, and a check does not change it. Start Leadline once, then check again.',
    )
  }
}

function migrationError({ code, message }: DatabaseError): StartupError {
  return new StartupError(
    code === insufficientPrivilege
      ? `The user in DATABASE_URL lacks a privilege (${message}). Ask a database administrator to make it the owner of the database and its tables.`
      : `Could not migrate the database (${message}).`,
  )
}

/** Runs the files that the database has not run; returns whether there were any. */
async function runUnseen(
  query: Query,
  files: readonly Migration[],
  progress: (step: string) => void,
): Promise<boolean> {
  await query('create table if not exists migration (name text primary key, run_at timestamptz not null)')
  const unseen = await findUnseen(query, files)
  // no one else uses a new database yet
  const isChange = unseen.length < files.length
  if (isChange && unseen.length > 0) await lockTables(query)
  for (const [index, { name, sql }] of unseen.entries()) {
    if (isChange) progress(`Migrating the database: ${name} (${index + 1} of ${unseen.length})`)
    await query(sql)
    await query('insert into migration (name, run_at) values ($1, now())', [name])
  }
  return unseen.length > 0
}

/**
 * Locks all tables before the first is changed, in the order in which writes lock them. It waits for each lock for a
 * shorter time than PostgreSQL's deadlock timeout, so that a session that holds one table and waits for another can
 * continue.
 */
async function lockTables(query: Query): Promise<void> {
  const { rows } = await query(
    `select string_agg(oid::regclass::text, ', '
        order by array_position(array['idempotency_key', 'lead', 'application', 'change_mark', 'lead_event'], relname::text), relname) tables
      from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'
        and pg_has_role(relowner, 'usage')`,
  )
  await query("set local lock_timeout = '500ms'")
  await query(`lock table ${String(rows[0]?.['tables'])} in access exclusive mode`)
  await query('set local lock_timeout = 0')
}

async function findUnseen(query: Query, files: readonly Migration[] = migrations): Promise<Migration[]> {
  const { rows } = await query('select name from migration')
  const done = new Set(rows.map(({ name }) => name))
  const unknown = [...done].filter((name) => !files.some((file) => file.name === name))
  if (unknown.length > 0) {
    throw new StartupError(
      `The database schema is newer than this version of Leadline (unknown migrations: ${unknown.join(', ')}). Start the newer version.`,
    )
  }
  return files.filter(({ name }) => !done.has(name))
}

type Query = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, string>[] }>

async function checkServer(query: Query): Promise<void> {
  const { rows } = await query(
    "select current_setting('server_version_num') version, current_setting('timezone') zone",
  )
  if (Number(rows[0]?.['version']) < 150_000)
    throw new StartupError('Leadline requires PostgreSQL 15 or later.')
  if (rows[0]?.['zone'] !== 'UTC') {
    throw new StartupError(
      "The database's time zone is not UTC. Run: alter database … set timezone to 'UTC'.",
    )
  }
}
