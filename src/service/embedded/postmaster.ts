import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { StartupError } from '../core/startup-error.ts'
import { codeOf, ignoreError } from './folder-error.ts'
import { commandOf, identify, isAlive } from './live-process.ts'

/** Marks our own server in its command line, so that a server which a person started by hand is left alone. */
export const CLUSTER_NAME = 'leadline'

const FAST_MS = 60_000
const IMMEDIATE_MS = 15_000
const POLL_MS = 10

/** Whether the server with this pid says in its pid file that it takes connections. */
export async function isReady(cluster: string, pid: number | undefined): Promise<boolean> {
  const lines = await readPidFile(cluster)
  return lines !== undefined && Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

/**
 * Stops the server that a killed Leadline left behind in `cluster`, and clears the way where only its pid file
 * is left. Only for who holds the folder's lock.
 * @throws StartupError where a server that Leadline did not start works in the folder
 */
export async function stopOrphanedServer(cluster: string): Promise<void> {
  const lines = await readPidFile(cluster)
  // Windows: PostgreSQL knows its own processes there, and nothing here can
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
 * Fast shutdown, then an immediate one (recovered at the next start), then none at all: after `withinMs` it is killed at
 * the latest.
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
    const giveUp = new AbortController()
    const late = setTimeout(patience, false, { signal: giveUp.signal }).catch(() => false)
    const inTime = await Promise.race([ended, late])
    giveUp.abort()
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
  // also where the folder has been renamed since
  const [works, ours] = await Promise.all([stat(`/proc/${pid}/cwd`).catch(() => undefined), stat(cluster)])
  return works !== undefined && works.dev === ours.dev && works.ino === ours.ino
}

/**
 * A new server refuses to start while the pid in the file is alive, even if that is an unrelated process by now.
 * Our own pid, the new server's parent, is exempt. The file stays, because with the shared memory named in it
 * PostgreSQL sees to it that no process of the old server is left.
 */
async function disownPidFile(cluster: string): Promise<void> {
  const lines = await readPidFile(cluster)
  if (lines === undefined) return
  const file = join(cluster, 'postmaster.pid')
  // cut off before its seventh line, the shared memory's, it is nothing that PostgreSQL could check
  if (!lines[6]) await rm(file)
  else await writeFile(file, [process.pid, ...lines.slice(1)].join('\n'))
}

async function readPidFile(cluster: string): Promise<string[] | undefined> {
  const text = await ignoreError(['ENOENT'], readFile(join(cluster, 'postmaster.pid'), 'utf8'))
  return text?.split('\n')
}
