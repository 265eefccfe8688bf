import type { Pool } from 'pg'

/**
 * Runs a task without the search index, and then creates the same index again, because inserting millions of events
 * is four times as fast. The pool must have only one connection, because the setting applies to a connection.
 */
export async function withoutSearchIndex(pool: Pool, task: () => Promise<void>): Promise<void> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
      where schemaname = 'public' and tablename = 'lead_event' and indexdef like '% USING gin %'`,
  )
  for (const { name } of rows) await pool.query(`drop index ${name}`)
  await task()
  await pool.query("set maintenance_work_mem = '512MB'")
  for (const { definition } of rows) await pool.query(definition)
}
