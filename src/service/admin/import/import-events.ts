import { basename } from 'node:path'
import {
  beginEventImport,
  endEventImport,
  findEventImport,
  lockImports,
  type EventImport,
} from '../../store/imports/event-imports.ts'
import { listRefusals } from '../../store/imports/event-import-lines.ts'
import type { Connection, Database } from '../../store/connection/database.ts'
import { auditCommand } from '../audit-command.ts'
import { CommandError } from '../command-error.ts'
import { pluralise } from '../print.ts'
import { startProgress } from '../progress.ts'
import type { CliContext } from '../cli-context.ts'
import type { RejectedLines } from './rejected-lines.ts'
import { openSource, type Source } from './source.ts'
import { loadStaging } from './load-staging.ts'
import { checkEvents, writeEvents } from './write-events.ts'

export interface ImportOptions {
  readonly resume?: boolean
  readonly restart?: boolean
}

const neededColumns = ['lead', 'type', 'date', 'owner'] as const

/** How an import has ended. */
export type ImportSummary = Pick<EventImport, 'written' | 'refused' | 'skipped'>

/**
 * Imports a file of events in two steps: reads it and puts its well-formed lines by, then decides and writes these by
 * lead and date. Both go in transactions that also write down what they did, so an import that breaks off goes on.
 */
export async function importEvents(
  surroundings: CliContext,
  database: Database,
  { applicationId, path, options }: { applicationId: string; path: string; options: ImportOptions },
  rejects: RejectedLines,
): Promise<ImportSummary> {
  const source = await openSource(path, neededColumns)
  const unlock = await lockImports(database.pool, applicationId)
  if (unlock === undefined) throw new CommandError(`Another import into ${applicationId} is running.`)
  try {
    const begun = await begin(database, { applicationId, path, options }, source)
    // before anything is written
    const target = { kind: 'application', id: applicationId } as const
    await auditCommand(surroundings, database, { applicationId, action: 'events.import', target })
    await read(surroundings, database, { applicationId, source, begun })
    await write(surroundings, database, applicationId)
    const done = await found(database, applicationId)
    for await (const refusals of listRefusals(database, applicationId)) await rejects.add(refusals)
    // the database forgets them only once the report is complete
    await rejects.complete()
    await endEventImport(database, applicationId)
    return done
  } finally {
    await unlock()
  }
}

/**
 * Tells what `importEvents` would do with a file, in a transaction that began with `beginCheck`: an import of the
 * application that was cut off, or that runs, is neither seen nor changed.
 */
export async function checkImport(
  surroundings: CliContext,
  connection: Connection,
  { applicationId, path }: { applicationId: string; path: string },
  rejects: RejectedLines,
): Promise<ImportSummary> {
  const { stop } = surroundings
  const source = await openSource(path, neededColumns)
  await beginEventImport(connection, applicationId, { file: basename(path), fingerprint: source.fingerprint })
  const isRead = await loadStaging(surroundings, connection, applicationId, { source, from: 0 })
  const { staged } = await found(connection, applicationId)
  const progress = startProgress(surroundings, 'Checking', staged)
  try {
    const isChecked =
      isRead && (await checkEvents(connection, applicationId, { stop, onProgress: progress.at }))
    if (!isChecked) throw new CommandError('Stopped. Nothing was written.', 130)
  } finally {
    progress.end()
  }
  for await (const refusals of listRefusals(connection, applicationId)) await rejects.add(refusals)
  await rejects.complete()
  return found(connection, applicationId)
}

async function begin(
  database: Database,
  { applicationId, path, options }: { applicationId: string; path: string; options: ImportOptions },
  { fingerprint }: Source,
): Promise<EventImport> {
  let before = await findEventImport(database, applicationId)
  if (before !== undefined && options.restart === true) {
    await endEventImport(database, applicationId)
    before = undefined
  }
  if (options.resume === true) {
    if (before === undefined)
      throw new CommandError(`There is no interrupted import into ${applicationId}. Remove --resume.`)
    if (before.fingerprint.equals(fingerprint)) return before
    throw new CommandError(`The interrupted import was of a different file, ${before.file}.`)
  }
  if (before !== undefined) {
    throw new CommandError(
      `An import of ${before.file} into ${applicationId} was interrupted. Continue with --resume, or discard the rest with --restart.`,
    )
  }
  const file = basename(path)
  await beginEventImport(database, applicationId, { file, fingerprint })
  return found(database, applicationId)
}

async function found(connection: Connection, applicationId: string): Promise<EventImport> {
  const now = await findEventImport(connection, applicationId)
  if (now === undefined) throw new Error('the record of the import is gone')
  return now
}

async function read(
  surroundings: CliContext,
  database: Database,
  { applicationId, source, begun }: { applicationId: string; source: Source; begun: EventImport },
): Promise<void> {
  if (begun.fullyRead) return
  try {
    if (await loadStaging(surroundings, database, applicationId, { source, from: begun.line })) return
  } catch (error) {
    // the file is no good as a whole, and nothing of it is written yet
    if (error instanceof CommandError) await endEventImport(database, applicationId)
    throw error
  }
  throw await stopped(database, applicationId)
}

async function write(surroundings: CliContext, database: Database, applicationId: string): Promise<void> {
  const { clock, stop } = surroundings
  const { staged, written } = await found(database, applicationId)
  const progress = startProgress(surroundings, 'Writing', staged)
  const onProgress = (lines: number) => progress.at(written + lines)
  try {
    if (await writeEvents(database, applicationId, { clock, stop, onProgress })) return
  } finally {
    progress.end()
  }
  throw await stopped(database, applicationId)
}

async function stopped(database: Database, applicationId: string): Promise<CommandError> {
  const { written } = await found(database, applicationId)
  return new CommandError(`Stopped after ${pluralise(written, 'event')}. Continue with --resume.`, 130)
}
