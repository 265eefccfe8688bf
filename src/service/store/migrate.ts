import { DatabaseError, type Pool } from 'pg'
import { StartupError } from '../startup-error.ts'
import type { ServiceRole } from './client-scope.ts'
import { insufficientPrivilege, prepareServiceRole } from './service-role.ts'
import { isUnavailable } from './unavailable.ts'

const migrations = Object.entries(
  import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
)
  .map(([path, sql]) => ({ name: path.replace(/^.*\/|\.sql$/g, ''), sql }))
  .toSorted((a, b) => (a.name < b.name ? -1 : 1))

/** One migration at a time, however many services start at once: an arbitrary constant, "lead" in ASCII. */
const lock = 0x6c656164

/**
 * Brings the database to the present shape by the numbered files that it has not seen yet, all of them or none, and
 * answers the role for the service to run as. Throws a `StartupError` where the database is older than PostgreSQL 15 or
 * newer than this code.
 */
export async function migrate(pool: Pool): Promise<ServiceRole> {
  const client = await pool.connect()
  let broken = false
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [lock])
    const query = client.query.bind(client)
    await checkServer(query)
    const tablesChanged = await runUnseen(query)
    const role = await prepareServiceRole(client, { tablesChanged })
    await client.query('commit')
    return role
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw error instanceof DatabaseError && !isUnavailable(error) ? migrationError(error) : error
  } finally {
    client.release(broken)
  }
}

/** Writes nothing. Throws a `StartupError` where `migrate` would have something to do. */
export async function requireMigrated(pool: Pool): Promise<void> {
  const query = pool.query.bind(pool)
  await checkServer(query)
  const { rows } = await query("select to_regclass('migration') is not null found")
  const isCurrent = rows[0]?.['found'] === true && (await findUnseen(query)).length === 0
  if (!isCurrent) {
    throw new StartupError(
      'A check does not change the database, and this one lacks tables of this version: start Leadline once, then check again.',
    )
  }
}

function migrationError({ code, message }: DatabaseError): StartupError {
  return new StartupError(
    code === insufficientPrivilege
      ? `The user in DATABASE_URL lacks a privilege (${message}). Let an administrator of the server make it the owner of the database and of the tables in it.`
      : `The database could not be migrated (${message}).`,
  )
}

/** Answers whether there was anything to run. */
async function runUnseen(query: Query): Promise<boolean> {
  await query('create table if not exists migration (name text primary key, run_at timestamptz not null)')
  const unseen = await findUnseen(query)
  for (const { name, sql } of unseen) {
    await query(sql)
    await query('insert into migration (name, run_at) values ($1, now())', [name])
  }
  return unseen.length > 0
}

async function findUnseen(query: Query): Promise<typeof migrations> {
  const { rows } = await query('select name from migration')
  const done = new Set(rows.map(({ name }) => name))
  const unknown = [...done].filter((name) => !migrations.some((migration) => migration.name === name))
  if (unknown.length > 0) {
    throw new StartupError(
      `The database is newer than this Leadline (it has seen ${unknown.join(', ')}). Start the newer version.`,
    )
  }
  return migrations.filter(({ name }) => !done.has(name))
}

type Query = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, string>[] }>

async function checkServer(query: Query): Promise<void> {
  const { rows } = await query(
    "select current_setting('server_version_num') version, current_setting('timezone') zone",
  )
  if (Number(rows[0]?.['version']) < 150_000) throw new StartupError('Leadline needs PostgreSQL 15 or later.')
  if (rows[0]?.['zone'] !== 'UTC') {
    throw new StartupError(
      "The database's sessions are not in UTC: run alter database … set timezone to 'UTC'.",
    )
  }
}
