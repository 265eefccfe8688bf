import { readFile } from 'node:fs/promises'
import { codeOf } from './folder-error.ts'
import { CURRENT_USER } from './run-as.ts'
import { run } from './run.ts'

// the system does not report when the process was started
const UNKNOWN = 'unknown'

/**
 * Returns an identity that distinguishes a process from a later one with the same PID: the boot and the tick of its
 * start.
 * @returns undefined if there is no such process
 */
export async function identify(pid: number): Promise<string | undefined> {
  if (!exists(pid)) return undefined
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
    if (stat === undefined) return exists(pid) ? UNKNOWN : undefined
    // the name before the last bracket may contain spaces and brackets; proc_pid_stat(5): state is field 3, starttime
    // 22
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // the first process of a container often never collects its ended children
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
    return `${boot.trim()}/${fields[19]}`
  }
  return process.platform === 'win32' ? UNKNOWN : (await ps(pid, 'lstart')) || UNKNOWN
}

/** Whether the process that `identify` described is still running. */
export async function isAlive(pid: number, identity: string): Promise<boolean> {
  const now = await identify(pid)
  return now !== undefined && (now === identity || now === UNKNOWN || identity === UNKNOWN)
}

/** Returns the command line of a process; empty if it is not available. */
export async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'win32') return ''
  if (process.platform !== 'linux') return ps(pid, 'command')
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return line.replaceAll('\0', ' ')
}

function exists(pid: number): boolean {
  try {
    // signal 0 only checks that the process exists
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

async function ps(pid: number, column: string): Promise<string> {
  const { output } = await run('/bin/ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], {
    as: CURRENT_USER,
    env: {},
  })
  return output.trim()
}
