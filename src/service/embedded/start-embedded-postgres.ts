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
  /** settings for `pg`: on Linux and macOS the host is the folder of a unix socket */
  readonly connection: { host: string; port: number; user: string; database: string; password?: string }
  /** resolves when PostgreSQL has exited without `stop()`: the reason as a sentence */
  readonly ended: Promise<string>
  /** a sentence for the person, where PostgreSQL runs as another user or keeps its data elsewhere */
  readonly notice?: string
  /** Whether the disk of the data folder has no room for more write-ahead log. */
  readonly isDiskFull: () => boolean
  /**
   * Shuts PostgreSQL down, ends open connections, and resolves when it has exited. May be called again. A server that needs
   * longer than `withinMs` is killed, and recovers at its next start.
   */
  stop(withinMs?: number): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** holds the database, created where it does not exist */
  readonly dataDir: string
  /** whether a person named the folder (DATA_DIR): then it is that one or none; false unless told */
  readonly explicit?: boolean
  /** whether a database is created where there is none; true unless told */
  readonly create?: boolean
  /** the environment of the process, for PATH and the like */
  readonly env: ToolEnvironment
  /** called before the database is created, at the first start */
  readonly onCreate?: (() => void) | undefined
  /** ends the creation of a database, which is then removed */
  readonly stop?: AbortSignal | undefined
  /** where root keeps data and programs that it runs as another user which may not enter `dataDir` */
  readonly publicFolder?: string
}

// children of a killed server end within moments, unless they are in the middle of something
const LEFTOVERS_MS = 20_000
const POLL_MS = 50
const WAL_SEGMENT_BYTES = 16 * 1024 * 1024

/**
 * Starts the embedded PostgreSQL on a data folder, creates the database at the first start, and takes over from
 * a Leadline that was killed. Like everything in this folder it starts, asks after and ends processes; the
 * environment, signals and exit of this one are main's.
 * @throws StartupError with one sentence for the person, where it cannot
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir)
  const env = toolEnvironment(options.env)
  const { create = true } = options
  if (!create && !existsSync(dataDir)) throw noDatabase(dataDir)
  try {
    const place = await locateCluster(await findBinaries(env), {
      explicit: false,
      publicFolder: '/var/lib/leadline',
      ...options,
      dataDir,
      env,
    })
    if (!create && !hasCluster(place.home)) throw noDatabase(dataDir)
    return await startIn(place, { env, onCreate: options.onCreate, stop: options.stop })
  } catch (error) {
    throw folderError(error, dataDir)
  }
}

function noDatabase(dataDir: string): StartupError {
  return new StartupError(`There is no database in ${dataDir}. Set DATA_DIR to its folder.`)
}

async function startIn(
  place: ClusterLocation,
  { env, onCreate, stop }: { env: ToolEnvironment } & Pick<EmbeddedPostgresOptions, 'onCreate' | 'stop'>,
): Promise<EmbeddedPostgres> {
  const { home } = place
  const lock = await takeLock(home)
  if ('heldBy' in lock) {
    throw new StartupError(
      `The data folder ${home} is in use by another Leadline (process ${lock.heldBy}). Stop it first, or set DATA_DIR to another folder.`,
    )
  }
  try {
    if (hasCluster(home)) await takeOwnership(place, env)
    else onCreate?.()
    await createCluster(place, env, stop)
    const endpoint = await chooseEndpoint(place)
    await clearEndpoint(endpoint)
    const server = await startOnceAlone(place, endpoint, env)
    return { ...(await described(place, endpoint)), ...lifeOf(server, { place, env, release: lock.release }) }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function startOnceAlone(
  place: ClusterLocation,
  endpoint: Endpoint,
  env: ToolEnvironment,
): Promise<ServerProcess> {
  const deadline = Date.now() + LEFTOVERS_MS
  for (;;) {
    const server = await startServer(place, endpoint, env)
    if (server.ready) return server
    const complaint = (await server.complaint()) ?? (await server.exited)
    if (!complaint.includes('is still in use') || Date.now() > deadline) {
      if (complaint.includes('No space left on device') || isFull(place.home))
        throw outOfSpaceError(place.home)
      throw new StartupError(`Could not start the database in ${clusterIn(place.home)}: ${complaint}`)
    }
    await setTimeout(POLL_MS)
  }
}

/** Whether the disk has no room for a segment of the write-ahead log; then PostgreSQL's own log may not say so. */
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
  { place, env, release }: { place: ClusterLocation; env: ToolEnvironment; release: () => Promise<void> },
): Pick<EmbeddedPostgres, 'ended' | 'isDiskFull' | 'stop'> {
  let stopped: Promise<void> | undefined
  const ended = new Promise<string>((tell) => {
    const tellUnlessStopped = async (): Promise<void> => {
      const how = await exited
      await release()
      if (stopped) return
      tell(`PostgreSQL stopped unexpectedly (${how}). See ${join(place.home, 'postgres.log')}.`)
    }
    void tellUnlessStopped()
  })
  const shutDown = async (withinMs?: number): Promise<void> => {
    if (process.platform === 'win32') await stopOnWindows(clusterIn(place.home), { ...place, env })
    else await stopServer({ kill: (signal) => child.kill(signal), ended: () => exited }, withinMs)
    await exited
    await release()
  }
  return { ended, isDiskFull: () => isFull(place.home), stop: (withinMs) => (stopped ??= shutDown(withinMs)) }
}
