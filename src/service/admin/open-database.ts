import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Client, type PoolConfig } from 'pg'
import type { Configuration } from '../configuration/configuration.ts'
import { clusterIn } from '../embedded/cluster-location.ts'
import { DATABASE, passwordIn, USER } from '../embedded/create-cluster.ts'
import type { ToolEnvironment } from '../embedded/run.ts'
import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts'
import { openDatabase } from '../store/connection/database.ts'
import { watchDatabase, type DatabaseWatch } from '../store/connection/database-watch.ts'
import { beginCheck } from '../store/imports/event-imports.ts'
import { migrate, requireMigrated } from '../store/migrate.ts'
import { isConnectionError } from '../store/connection/is-connection-error.ts'
import { CommandError } from './command-error.ts'
import type { CliContext, OpenedDatabase, Purpose } from './cli-context.ts'

interface OpenOptions {
  readonly purpose: Purpose
  readonly env: ToolEnvironment
  readonly notify: (sentence: string) => void
}

/** A database server to connect to. */
interface Server {
  readonly connection: PoolConfig
  readonly stop: () => Promise<void>
}

/**
 * Opens the service's database: the one in DATABASE_URL, or the embedded one, through its socket if a running
 * Leadline has started it. A check creates and migrates nothing. Throws a `StartupError` or `CommandError` if the
 * database cannot be used.
 */
export async function openAdminDatabase(
  {
    databaseUrl,
    databaseMigrationUrl = databaseUrl,
    dataDir,
    namedStatements,
  }: Pick<Configuration, 'databaseUrl' | 'dataDir' | 'namedStatements'> &
    Partial<Pick<Configuration, 'databaseMigrationUrl'>>,
  { purpose, env, notify }: OpenOptions,
): Promise<OpenedDatabase> {
  const { connection, stop } =
    databaseMigrationUrl === undefined
      ? ((await findRunning(dataDir.path)) ?? (await startServer(dataDir, { purpose, env, notify })))
      : { connection: { connectionString: databaseMigrationUrl }, stop: async () => undefined }
  const begin = purpose === 'check' ? { begin: beginCheck } : {}
  const database = openDatabase({ connection, namedStatements, connections: 3, ...begin })
  const close = async () => {
    await database.close()
    await stop()
  }
  try {
    if (purpose === 'check') await requireMigrated(database.pool)
    else await migrate(database.pool, { progress: (step) => notify(`${step}…`) })
    return { database, connection, close }
  } catch (error) {
    await close()
    if (!(error instanceof Error) || !isConnectionError(error)) throw error
    throw new CommandError(
      `Cannot connect to the database (${error.message}). Check DATABASE_URL and that the server is running.`,
    )
  }
}

/**
 * Compares the clock of the commands that write with the database's while the database is open, as the service does: a
 * difference of seconds is reported, and from a minute on the clock throws an error, so that nothing gets a wrong time.
 */
export function compareClocks(
  open: CliContext['open'],
  { clock, notify }: Pick<CliContext, 'clock'> & Pick<OpenOptions, 'notify'>,
): Pick<CliContext, 'open' | 'clock'> {
  let watch: DatabaseWatch | undefined
  return {
    clock: () => watch?.clock() ?? clock(),
    open: async (purpose) => {
      const opened = await open(purpose)
      if (purpose === 'check') return opened
      const watching = await watchDatabase({
        connection: opened.connection,
        clock,
        comparesClocks: true,
        report: (error) => notify(error instanceof Error ? error.message : String(error)),
      })
      watch = watching
      const close = async () => {
        await watching.close()
        await opened.close()
      }
      return { ...opened, close }
    },
  }
}

/** Finds the server of a running Leadline: PostgreSQL's own PID file contains the location of its socket. */
async function findRunning(dataDir: string): Promise<Server | undefined> {
  const home = resolve(dataDir)
  const pidFile = await readFile(join(clusterIn(home), 'postmaster.pid'), 'utf8').catch(() => '')
  const [, , , port, socketFolder, address] = pidFile.split('\n').map((line) => line.trim())
  const host = socketFolder || address
  if (!host) return undefined
  const password = await passwordIn(home)
  const connection = {
    host,
    port: Number(port),
    user: USER,
    database: DATABASE,
    ...(password !== undefined && { password }),
  }
  const client = new Client({ ...connection, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    return { connection, stop: async () => undefined }
  } catch {
    // the PID file of a killed server: the next start handles it
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function startServer(
  { path, explicit }: Configuration['dataDir'],
  { purpose, env, notify }: OpenOptions,
): Promise<Server> {
  const create = purpose !== 'check'
  const postgres = await startEmbeddedPostgres({ dataDir: path, explicit, create, env })
  if (postgres.notice !== undefined) notify(postgres.notice)
  return { connection: postgres.connection, stop: async () => postgres.stop() }
}
