import { readFile } from 'node:fs/promises'
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os'

/** Describes the machine of a measurement; `load` is its load average of the last minute before measuring. */
export function describeMachine() {
  return {
    time: new Date().toISOString(),
    node: process.version,
    platform: `${platform()} ${arch()}`,
    processor: cpus()[0]?.model,
    cores: availableParallelism(),
    memoryMegabytes: Math.round(totalmem() / 1e6),
    load: loadavg()[0],
  }
}

/**
 * Returns the maximum resident set of a process since its start, in megabytes of 10⁶ bytes. The kernel records it, so
 * that no peak is missed between two readings. `undefined` except on Linux.
 */
export async function peakMemory(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / 1e6
}

/**
 * Returns the CPU time of a process in milliseconds, with a resolution of ten milliseconds. `undefined` except on
 * Linux.
 */
export async function processorMs(pid: number | undefined): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // after the name in brackets: state is the first field, user and system time are the 12th and 13th, in units of 10
  // ms
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.length < 13 ? undefined : (Number(fields[11]) + Number(fields[12])) * 10
}
