import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommandError } from '../src/service/admin/command-error.ts'
import { startLoaded } from './load/start-loaded.ts'
import { measureSubjects } from './measure-subjects.ts'
import type { ServiceOptions } from './options.ts'
import { openSubject, type Subject } from './target-service.ts'

/**
 * Loads one database per size, measures the service on each of them in turn together with the driver and a bare
 * server, prints tables and writes the figures.
 */
export async function benchService(options: ServiceOptions): Promise<void> {
  const stop = new AbortController()
  // everything started is stopped in reverse order
  process.once('SIGINT', () => stop.abort(new CommandError('Stopped by Ctrl+C.', 130)))
  const folder = options.keep ?? (await mkdtemp(join(tmpdir(), 'leadline-bench-')))
  try {
    await measureIn(folder, options, stop.signal)
  } finally {
    if (options.keep === undefined) await rm(folder, { recursive: true, force: true })
  }
}

async function measureIn(folder: string, options: ServiceOptions, stop: AbortSignal): Promise<void> {
  const explicit = options.keep !== undefined
  const closers: (() => Promise<void>)[] = []
  try {
    const subjects: Subject[] = []
    for (const size of options.sizes) {
      const postgres = await startLoaded({ size, folder: join(folder, String(size)), explicit }, stop)
      closers.push(postgres.stop)
      const subject = await openSubject(size, postgres)
      closers.push(async () => subject.close())
      subjects.push(subject)
    }
    await measureSubjects(subjects, options, stop)
  } finally {
    for (const close of closers.toReversed()) await close()
  }
}
