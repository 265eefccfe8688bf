import { readFile } from 'node:fs/promises'
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os'

/** What figures were taken on; `load` is the machine's own average of the last minute, before anything was measured. */
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
 * The most memory that a process has held since it began (its resident set), in megabytes of 10⁶ bytes: the kernel keeps
 * it, so that no peak falls between two looks. `undefined` where there is no Linux to ask.
 */
export async function peakMemory(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / 1e6
}

/**
 * Milliseconds of CPU that a process has used, to ten milliseconds. `undefined` where there is no Linux to ask.
 */
export async function processorMs(pid: number | undefined): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // after the name in brackets: state is the first field, user and system time are the 12th and 13th, in 10 ms
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.length < 13 ? undefined : (Number(fields[11]) + Number(fields[12])) * 10
}
