import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommandError } from '../src/service/admin/command-error.ts'
import { startLoaded } from './load/start-loaded.ts'
import { findLeadOperations } from './lead-operations.ts'
import { measureSubjects } from './measure-subjects.ts'
import type { ServiceOptions } from './options.ts'
import { findOperations } from './operations.ts'
import { openSubject, type Subject } from './target-service.ts'

/**
 * Loads one database per number of events and of leads, measures the service on each of them in turn together with the driver and a bare
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
    const open = async (of: 'events' | 'leads', size: number) => {
      const target = { of, size, folder: join(folder, of === 'events' ? String(size) : `leads-${size}`) }
      const postgres = await startLoaded({ ...target, explicit }, stop)
      closers.push(postgres.stop)
      const subject = await openSubject(size, postgres, of === 'events' ? findOperations : findLeadOperations)
      closers.push(async () => subject.close())
      return subject
    }
    const subjects: Subject[] = []
    for (const size of options.sizes) subjects.push(await open('events', size))
    const leads: Subject[] = []
    for (const size of options.leads) leads.push(await open('leads', size))
    await measureSubjects({ events: subjects, leads }, options, stop)
  } finally {
    for (const close of closers.toReversed()) await close()
  }
}
