import type { Pool } from 'pg'
import { StartupError } from '../startup-error.ts'

const migrations = Object.entries(
  import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
)
  .map(([path, sql]) => ({ name: path.replace(/^.*\/|\.sql$/g, ''), sql }))
  .toSorted((a, b) => (a.name < b.name ? -1 : 1))

/** One migration at a time, however many services start at once: an arbitrary constant, "lead" in ASCII. */
const lock = 0x6c656164

/**
 * Brings the database to the present shape: the numbered files that it has not seen yet, each in its own transaction.
 * Throws a `StartupError` where the database is older than PostgreSQL 15 or newer than this code.
 */
export async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await checkServer(client.query.bind(client))
    await client.query(
      'create table if not exists migration (name text primary key, run_at timestamptz not null)',
    )
    const { rows } = await client.query<{ name: string }>('select name from migration')
    const done = new Set(rows.map((row) => row.name))
    const unknown = [...done].filter((name) => !migrations.some((migration) => migration.name === name))
    if (unknown.length > 0) {
      throw new StartupError(
        `The database is newer than this Leadline (it has seen ${unknown.join(', ')}). Start the newer version.`,
      )
    }
    for (const { name, sql } of migrations) {
      if (!done.has(name)) await run(client.query.bind(client), name, sql)
    }
  } finally {
    // ends the session's lock with the connection, whatever state it is in
    client.release(true)
  }
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

async function run(query: Query, name: string, sql: string): Promise<void> {
  await query('begin')
  try {
    await query(sql)
    await query('insert into migration (name, run_at) values ($1, now())', [name])
    await query('commit')
  } catch (error) {
    await query('rollback')
    throw error
  }
}
