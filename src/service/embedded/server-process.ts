import { spawn, type ChildProcess } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { program } from './binaries.ts'
import type { Endpoint } from './choose-endpoint.ts'
import { clusterIn, type ClusterLocation } from './cluster-location.ts'
import { CLUSTER_NAME, isReady } from './postmaster.ts'
import type { ToolEnvironment } from './run.ts'

export interface ServerProcess {
  readonly child: ChildProcess
  /** resolves when it has exited, with the signal or the exit code as text */
  readonly exited: Promise<string>
  /** whether it accepts connections; otherwise it has exited */
  readonly ready: boolean
  /** returns the last reason for its end in its log */
  complaint(): Promise<string | undefined>
}

const POLL_MS = 10
const LARGEST_LOG = 10_000_000

/** Starts PostgreSQL and waits until it accepts connections, or has exited. */
export async function startServer(
  { home, binaries, runAs }: ClusterLocation,
  { host, port }: Endpoint,
  env: ToolEnvironment,
): Promise<ServerProcess> {
  const logFile = join(home, 'postgres.log')
  const log = await openLog(logFile)
  const postgres = program(binaries, 'postgres')
  const args = ['-D', clusterIn(home), ...settings(host, port).flatMap((setting) => ['-c', setting])]
  const [command = postgres, ...rest] = [...runAs.prefix, postgres, ...args]
  const child = spawn(command, rest, {
    // a separate process group: Ctrl+C is for Leadline, which completes its requests and then stops PostgreSQL
    detached: true,
    cwd: '/',
    env: { ...env },
    uid: runAs.uid,
    gid: runAs.gid,
    // a file, because a pipe would end with this process
    stdio: ['ignore', log.fd, log.fd],
    windowsHide: true,
  })
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  await log.close()
  const ready = await becomesReady(clusterIn(home), child)
  return { child, exited, ready, complaint: () => lastComplaint(logFile, log.from) }
}

async function becomesReady(cluster: string, child: ChildProcess): Promise<boolean> {
  // no time limit: recovering a large database takes long, and PostgreSQL exits if it cannot start
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    if (await isReady(cluster, child.pid)) return true
    await setTimeout(POLL_MS)
  }
  return false
}

function settings(host: string, port: number): string[] {
  const listen =
    process.platform === 'win32'
      ? [`listen_addresses=${host}`]
      : [
          'listen_addresses=',
          `unix_socket_directories="${host.replaceAll('"', '""')}"`,
          'unix_socket_permissions=0700',
        ]
  return [
    ...listen,
    `port=${port}`,
    `cluster_name=${CLUSTER_NAME}`,
    'max_connections=50',
    'shared_buffers=128MB',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_checkpoints=off',
    // statements and details contain texts about leads
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
  ]
}

async function openLog(file: string): Promise<{ fd: number; from: number; close: () => Promise<void> }> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (size > LARGEST_LOG) await rename(file, `${file}.1`)
  const handle = await open(file, 'a', 0o600)
  return { fd: handle.fd, from: (await handle.stat()).size, close: () => handle.close() }
}

async function lastComplaint(file: string, from: number): Promise<string | undefined> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0))
  const lines = bytes.subarray(from).toString('utf8').trim().split('\n')
  const complaint = lines.findLast((line) => /(FATAL|PANIC|error while loading|unshare|setpriv):/.test(line))
  return complaint?.replace(/^.*?(FATAL|PANIC): +/, '')
}
