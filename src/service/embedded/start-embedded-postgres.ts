import { existsSync } from 'node:fs'
import { statfsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { StartupError } from '../core/startup-error.ts'
import { findBinaries } from './binaries.ts'
import { chooseEndpoint, clearEndpoint, type Endpoint } from './choose-endpoint.ts'
import { locateCluster, clusterIn, hasCluster, type ClusterLocation } from './cluster-location.ts'
import { createCluster, DATABASE, passwordIn, USER } from './create-cluster.ts'
import { folderError, outOfSpaceError } from './folder-error.ts'
import { takeLock } from './lock.ts'
import { stopServer } from './postmaster.ts'
import { toolEnvironment, type ToolEnvironment } from './run.ts'
import { startServer, type ServerProcess } from './server-process.ts'
import { stopOnWindows, takeOwnership } from './take-ownership.ts'

export interface EmbeddedPostgres {
  /** settings for `pg`: on Linux and macOS the host is the folder of a Unix socket */
  readonly connection: { host: string; port: number; user: string; database: string; password?: string }
  /** resolves when PostgreSQL has exited without `stop()`: the reason as a sentence */
  readonly ended: Promise<string>
  /** a sentence for the user if PostgreSQL runs as another user or uses another folder */
  readonly notice?: string
  /** Whether the disk of the data folder has no space for more write-ahead log. */
  readonly isDiskFull: () => boolean
  /**
   * Shuts down PostgreSQL, closes connections, and resolves when it has exited. May be called repeatedly. A server
   * that takes longer than `withinMs` is killed, and recovers at its next start.
   */
  stop(withinMs?: number): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** the folder of the database, created if it does not exist */
  readonly dataDir: string
  /** whether the user named the folder (DATA_DIR), so that no other one is used; default: false */
  readonly explicit?: boolean
  /** whether a missing database is created; default: true */
  readonly create?: boolean
  /** the environment of the process, for PATH and the like */
  readonly env: ToolEnvironment
  /** called before the database is created, at the first start */
  readonly onCreate?: (() => void) | undefined
  /** interrupts the creation of a database, which is then removed */
  readonly stop?: AbortSignal | undefined
  /** the folder for data and programs that root runs as another user who may not enter `dataDir` */
  readonly publicFolder?: string
}

// the children of a killed server end quickly, unless they are in the middle of a task
const CHILDREN_END_MS = 20_000
const POLL_MS = 50
const WAL_SEGMENT_BYTES = 16 * 1024 * 1024

/**
 * Starts the embedded PostgreSQL on a data folder, creates the database at the first start, and takes over from a
 * Leadline that was killed. Like everything in this folder, it starts, inspects and ends other processes; `main`
 * handles the environment, signals and exit of this process.
 * @throws StartupError with one sentence for the user if it cannot start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir)
  const env = toolEnvironment(options.env)
  const { create = true } = options
  if (!create && !existsSync(dataDir)) throw noDatabase(dataDir)
  try {
    const location = await locateCluster(await findBinaries(env), {
      explicit: false,
      publicFolder: '/var/lib/leadline',
      ...options,
      dataDir,
      env,
    })
    if (!create && !hasCluster(location.home)) throw noDatabase(dataDir)
    return await startIn(location, { env, onCreate: options.onCreate, stop: options.stop })
  } catch (error) {
    throw folderError(error, dataDir)
  }
}

function noDatabase(dataDir: string): StartupError {
  return new StartupError(`There is no database in ${dataDir}. Set DATA_DIR to its folder.`)
}

async function startIn(
  location: ClusterLocation,
  { env, onCreate, stop }: { env: ToolEnvironment } & Pick<EmbeddedPostgresOptions, 'onCreate' | 'stop'>,
): Promise<EmbeddedPostgres> {
  const { home } = location
  const lock = await takeLock(home)
  if ('heldBy' in lock) {
    throw new StartupError(
      `The data folder ${home} is in use by another Leadline (process ${lock.heldBy}). Stop it first, or set DATA_DIR to another folder.`,
    )
  }
  try {
    if (hasCluster(home)) await takeOwnership(location, env)
    else onCreate?.()
    await createCluster(location, env, stop)
    const endpoint = await chooseEndpoint(location)
    await clearEndpoint(endpoint)
    const server = await startOnceAlone(location, endpoint, env)
    return {
      ...(await described(location, endpoint)),
      ...lifeOf(server, { location, env, release: lock.release }),
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function startOnceAlone(
  location: ClusterLocation,
  endpoint: Endpoint,
  env: ToolEnvironment,
): Promise<ServerProcess> {
  const deadline = Date.now() + CHILDREN_END_MS
  for (;;) {
    const server = await startServer(location, endpoint, env)
    if (server.ready) return server
    const complaint = (await server.complaint()) ?? (await server.exited)
    if (!complaint.includes('is still in use') || Date.now() > deadline) {
      if (complaint.includes('No space left on device') || isFull(location.home))
        throw outOfSpaceError(location.home)
      throw new StartupError(`Could not start the database in ${clusterIn(location.home)}: ${complaint}`)
    }
    await setTimeout(POLL_MS)
  }
}

/** Whether the disk has no space for a segment of the write-ahead log, which PostgreSQL's own log may not report. */
function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < WAL_SEGMENT_BYTES
}

async function described(
  { home, notice }: ClusterLocation,
  { host, port }: Endpoint,
): Promise<Pick<EmbeddedPostgres, 'connection' | 'notice'>> {
  const password = await passwordIn(home)
  const connection = {
    host,
    port,
    user: USER,
    database: DATABASE,
    ...(password !== undefined && { password }),
  }
  return { connection, ...(notice !== undefined && { notice }) }
}

function lifeOf(
  { child, exited }: ServerProcess,
  {
    location,
    env,
    release,
  }: { location: ClusterLocation; env: ToolEnvironment; release: () => Promise<void> },
): Pick<EmbeddedPostgres, 'ended' | 'isDiskFull' | 'stop'> {
  let stopped: Promise<void> | undefined
  const ended = new Promise<string>((tell) => {
    const tellUnlessStopped = async (): Promise<void> => {
      const how = await exited
      await release()
      if (stopped) return
      tell(`PostgreSQL stopped unexpectedly (${how}). See ${join(location.home, 'postgres.log')}.`)
    }
    void tellUnlessStopped()
  })
  const shutDown = async (withinMs?: number): Promise<void> => {
    if (process.platform === 'win32') await stopOnWindows(clusterIn(location.home), { ...location, env })
    else await stopServer({ kill: (signal) => child.kill(signal), ended: () => exited }, withinMs)
    await exited
    await release()
  }
  return {
    ended,
    isDiskFull: () => isFull(location.home),
    stop: (withinMs) => (stopped ??= shutDown(withinMs)),
  }
}
