import type { Pool, PoolConfig } from 'pg'
import { toInstant } from '../../src/contract/instant.ts'
import { startEmbeddedPostgres } from '../../src/service/embedded/start-embedded-postgres.ts'
import { StartupError } from '../../src/service/core/startup-error.ts'
import type { ServiceRole } from '../../src/service/store/connection/client-scope.ts'
import { openDatabase, type Database } from '../../src/service/store/connection/database.ts'
import { migrate } from '../../src/service/store/migrate.ts'
import { showProgress } from '../show-progress.ts'
import { generateEvents, measuredEvents } from './generate-events.ts'
import { generateLeads } from './generate-leads.ts'
import { loadEvents } from './load-events.ts'
import { withoutSearchIndex } from './search-index.ts'

/*
 * The state of a database, stored as a comment on it. Increase the number if the generated events change: a kept
 * database with another number is loaded again.
 */
const loadingComment = 'the bench loads this'
const loadedComment = 'loaded by the bench, shape 2'

export interface LoadTarget {
  /** `events`: that many events beside the measured ones; `leads`: that many leads with a name and one event each */
  readonly of: 'events' | 'leads'
  readonly size: number
  readonly folder: string
  /** whether the user named the folder */
  readonly explicit: boolean
}

/** A server with a loaded database, and the role of the service in it. */
export interface LoadedPostgres {
  readonly connection: PoolConfig
  readonly role: ServiceRole
  readonly stop: () => Promise<void>
}

/**
 * Starts a PostgreSQL server with `size` events in addition to the measured ones, or leads, and loads them if they are missing.
 * Each size has a server of its own with the default settings: in one database, ten thousand events would be in
 * indexes of millions, and in one server the sizes, which take turns, would evict one another from its memory. Throws
 * a `StartupError` if the folder contains other data.
 */
export async function startLoaded(
  { of, size, folder, explicit }: LoadTarget,
  stop: AbortSignal,
): Promise<LoadedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir: folder, explicit, env: process.env })
  const database = openDatabase({ connection: postgres.connection, connections: 1 })
  try {
    const isReused = await isLoaded(database.pool, folder)
    const role = await migrate(database.pool)
    if (!isReused) await load(database, { of, size }, stop)
    // updates statistics and cleans up after the last run; otherwise autovacuum would do it during this run
    await database.pool.query('vacuum (analyze)')
    return { connection: postgres.connection, role, stop: async () => postgres.stop() }
  } catch (error) {
    await postgres.stop()
    throw error
  } finally {
    await database.close()
  }
}

async function load(
  database: Database,
  { of, size }: Pick<LoadTarget, 'of' | 'size'>,
  stop: AbortSignal,
): Promise<void> {
  const now = toInstant(Date.now())
  const events = of === 'events' ? generateEvents(size, now) : generateLeads(size, now)
  const progress = showProgress(`Loading ${size} ${of}`, of === 'events' ? size + measuredEvents : size)
  try {
    await withoutSearchIndex(database.pool, async () =>
      loadEvents(database, { events, stop, onProgress: progress.at }),
    )
  } finally {
    progress.end()
  }
  await comment(database.pool, loadedComment)
}

/** Returns whether the database is completely loaded; empties one whose loading was interrupted. */
async function isLoaded(pool: Pool, folder: string): Promise<boolean> {
  const { rows } = await pool.query<{ comment: string | null; used: boolean }>(
    `select shobj_description(oid, 'pg_database') as comment, to_regclass('application') is not null as used
      from pg_database where datname = current_database()`,
  )
  const [row] = rows
  if (row?.comment === loadedComment) return true
  if (
    row?.used === true &&
    row.comment !== loadingComment &&
    !row.comment?.startsWith('loaded by the bench')
  ) {
    throw new StartupError(`${folder} holds the data of a Leadline: name another folder to --keep.`)
  }
  await comment(pool, loadingComment)
  await pool.query('drop schema public cascade; create schema public')
  return false
}

async function comment(pool: Pool, text: string): Promise<void> {
  await pool.query(`comment on database postgres is '${text}'`)
}
