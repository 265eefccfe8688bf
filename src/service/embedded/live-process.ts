import { readFile } from 'node:fs/promises'
import { codeOf } from './folder-error.ts'
import { CURRENT_USER } from './run-as.ts'
import { run } from './run.ts'

// the system does not say when the process was started
const UNKNOWN = 'unknown'

/**
 * What tells a process from a later one that got the same pid: the boot and the tick when it started.
 * @returns undefined where no such process lives
 */
export async function identify(pid: number): Promise<string | undefined> {
  if (!exists(pid)) return undefined
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
    if (stat === undefined) return exists(pid) ? UNKNOWN : undefined
    // the name before the last bracket may hold spaces and brackets; proc_pid_stat(5): state is field 3, starttime 22
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // a container's first process often never collects its dead
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
    return `${boot.trim()}/${fields[19]}`
  }
  return process.platform === 'win32' ? UNKNOWN : (await ps(pid, 'lstart')) || UNKNOWN
}

/** Whether the process that `identify` described still lives. */
export async function isAlive(pid: number, identity: string): Promise<boolean> {
  const now = await identify(pid)
  return now !== undefined && (now === identity || now === UNKNOWN || identity === UNKNOWN)
}

/** The command line of a process; empty where it is not told. */
export async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'win32') return ''
  if (process.platform !== 'linux') return ps(pid, 'command')
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return line.replaceAll('\0', ' ')
}

function exists(pid: number): boolean {
  try {
    // signal 0 only asks
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
