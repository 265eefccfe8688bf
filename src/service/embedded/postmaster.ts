import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { StartupError } from '../core/startup-error.ts'
import { codeOf, ignoreError } from './folder-error.ts'
import { commandOf, identify, isAlive } from './live-process.ts'

/** Marks our own server in its command line, so that a server that the user started manually is never stopped. */
export const CLUSTER_NAME = 'leadline'

const FAST_MS = 60_000
const IMMEDIATE_MS = 15_000
const POLL_MS = 10

/** Whether the PID file of the server with this PID states that it accepts connections. */
export async function isReady(cluster: string, pid: number | undefined): Promise<boolean> {
  const lines = await readPidFile(cluster)
  return lines !== undefined && Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

/**
 * Stops the server that a killed Leadline left behind in `cluster`, and handles a remaining PID file. Requires the
 * folder's lock.
 * @throws StartupError if a server that Leadline did not start uses the folder
 */
export async function stopOrphanedServer(cluster: string): Promise<void> {
  const lines = await readPidFile(cluster)
  // on Windows, PostgreSQL detects its own processes, and this code cannot
  if (lines === undefined || process.platform === 'win32') return
  const pid = Number(lines[0])
  const identity = pid > 0 ? await identify(pid) : undefined
  if (identity !== undefined && (await worksIn(pid, cluster))) {
    if (!(await commandOf(pid)).includes(`cluster_name=${CLUSTER_NAME}`)) {
      throw new StartupError(
        `The database in ${cluster} is in use by a PostgreSQL server that Leadline did not start (process ${pid}). Stop that server first.`,
      )
    }
    await stopServer({ kill: (signal) => signalUnlessGone(pid, signal), ended: () => ends(pid, identity) })
  }
  await disownPidFile(cluster)
}

/**
 * Stops a server with a fast shutdown, then with an immediate one (recovered at the next start), and finally with a
 * kill, at the latest after `withinMs`.
 */
export async function stopServer(
  server: {
    kill: (signal: NodeJS.Signals) => unknown
    ended: () => Promise<unknown>
  },
  withinMs: number = FAST_MS + IMMEDIATE_MS,
): Promise<void> {
  const ended = server.ended().then(() => true)
  const immediate = Math.min(IMMEDIATE_MS, withinMs / 4)
  for (const [signal, patience] of [
    ['SIGINT', withinMs - immediate],
    ['SIGQUIT', immediate],
  ] as const) {
    server.kill(signal)
    const cancelTimeout = new AbortController()
    const timedOut = setTimeout(patience, false, { signal: cancelTimeout.signal }).catch(() => false)
    const inTime = await Promise.race([ended, timedOut])
    cancelTimeout.abort()
    if (inTime) return
  }
  server.kill('SIGKILL')
  await ended
}

function signalUnlessGone(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

async function ends(pid: number, identity: string): Promise<void> {
  while (await isAlive(pid, identity)) await setTimeout(POLL_MS)
}

async function worksIn(pid: number, cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return (await commandOf(pid)).includes(`-D ${cluster} `)
  // also if the folder has been renamed since
  const [works, own] = await Promise.all([stat(`/proc/${pid}/cwd`).catch(() => undefined), stat(cluster)])
  return works !== undefined && works.dev === own.dev && works.ino === own.ino
}

/**
 * Writes our own PID into the PID file. A new server refuses to start while the PID in the file is alive, even if
 * that is an unrelated process by now; our own PID, its parent, is exempt. The file stays, because PostgreSQL uses
 * the shared memory named in it to check that no process of the old server is left.
 */
async function disownPidFile(cluster: string): Promise<void> {
  const lines = await readPidFile(cluster)
  if (lines === undefined) return
  const file = join(cluster, 'postmaster.pid')
  // without its seventh line, that of the shared memory, PostgreSQL could check nothing
  if (!lines[6]) await rm(file)
  else await writeFile(file, [process.pid, ...lines.slice(1)].join('\n'))
}

async function readPidFile(cluster: string): Promise<string[] | undefined> {
  const text = await ignoreError(['ENOENT'], readFile(join(cluster, 'postmaster.pid'), 'utf8'))
  return text?.split('\n')
}
