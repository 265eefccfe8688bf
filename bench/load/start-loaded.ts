import type { Pool, PoolConfig } from 'pg'
import { startEmbeddedPostgres } from '../../src/service/embedded/start-embedded-postgres.ts'
import { StartupError } from '../../src/service/core/startup-error.ts'
import type { ServiceRole } from '../../src/service/store/connection/client-scope.ts'
import { openDatabase, type Database } from '../../src/service/store/connection/database.ts'
import { migrate } from '../../src/service/store/migrate.ts'
import { showProgress } from '../show-progress.ts'
import { measuredEvents } from './generate-events.ts'
import { loadEvents } from './load-events.ts'
import { withoutSearchIndex } from './search-index.ts'

/*
 * What has been done to a database, as a comment on it. Count the number up where events are invented otherwise: a kept
 * database of another shape is loaded anew.
 */
const begun = 'the bench loads this'
const loaded = 'loaded by the bench, shape 2'

export interface LoadPlace {
  /** events beside the measured ones */
  readonly size: number
  readonly folder: string
  /** whether a person named the folder */
  readonly explicit: boolean
}

/** A server with a loaded database, and the role in which the service works on it. */
export interface LoadedPostgres {
  readonly connection: PoolConfig
  readonly role: ServiceRole
  readonly stop: () => Promise<void>
}

/**
 * Starts a PostgreSQL that holds `size` events beside the measured ones, loaded where they are not there yet. Each size
 * has a server of its own, set up as it is shipped: in one database ten thousand events would lie in indexes of millions,
 * and in one server the sizes, which take turns, would push one another out of its memory. Throws a `StartupError`
 * where the folder holds somebody's data.
 */
export async function startLoaded(
  { size, folder, explicit }: LoadPlace,
  stop: AbortSignal,
): Promise<LoadedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir: folder, explicit, env: process.env })
  const database = openDatabase({ connection: postgres.connection, connections: 1 })
  try {
    const isKept = await isLoaded(database.pool, folder)
    const role = await migrate(database.pool)
    if (!isKept) await load(database, size, stop)
    // statistics, and what the last run has written in order: autovacuum would do it in the middle of this one
    await database.pool.query('vacuum (analyze)')
    return { connection: postgres.connection, role, stop: async () => postgres.stop() }
  } catch (error) {
    await postgres.stop()
    throw error
  } finally {
    await database.close()
  }
}

async function load(database: Database, size: number, stop: AbortSignal): Promise<void> {
  const progress = showProgress(`Loading ${size}`, size + measuredEvents)
  try {
    await withoutSearchIndex(database.pool, async () =>
      loadEvents(database, size, { stop, onProgress: progress.at }),
    )
  } finally {
    progress.end()
  }
  await comment(database.pool, loaded)
}

/** Whether the database is loaded to the end; one whose loading broke off is emptied. */
async function isLoaded(pool: Pool, folder: string): Promise<boolean> {
  const { rows } = await pool.query<{ comment: string | null; used: boolean }>(
    `select shobj_description(oid, 'pg_database') as comment, to_regclass('application') is not null as used
      from pg_database where datname = current_database()`,
  )
  const [found] = rows
  if (found?.comment === loaded) return true
  if (found?.used === true && found.comment !== begun && !found.comment?.startsWith('loaded by the bench')) {
    throw new StartupError(`${folder} holds the data of a Leadline: name another folder to --keep.`)
  }
  await comment(pool, begun)
  await pool.query('drop schema public cascade; create schema public')
  return false
}

async function comment(pool: Pool, text: string): Promise<void> {
  await pool.query(`comment on database postgres is '${text}'`)
}
