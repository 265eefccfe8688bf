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

/** The result of an import. */
export type ImportSummary = Pick<EventImport, 'written' | 'refused' | 'skipped'>

/**
 * Imports a file of events in two steps: stages its well-formed lines, then validates and writes these by lead and
 * date. Every transaction of both steps also records its progress, so that an interrupted import can continue.
 */
export async function importEvents(
  cli: CliContext,
  database: Database,
  { applicationId, path, options }: { applicationId: string; path: string; options: ImportOptions },
  rejects: RejectedLines,
): Promise<ImportSummary> {
  const source = await openSource(path, neededColumns)
  const unlock = await lockImports(database.pool, applicationId)
  if (unlock === undefined) throw new CommandError(`Another import into ${applicationId} is running.`)
  try {
    const started = await begin(database, { applicationId, path, options }, source)
    // recorded before anything is written
    const target = { kind: 'application', id: applicationId } as const
    await auditCommand(cli, database, { applicationId, action: 'events.import', target })
    await read(cli, database, { applicationId, source, started })
    await write(cli, database, applicationId)
    const done = await readImport(database, applicationId)
    for await (const refusals of listRefusals(database, applicationId)) await rejects.add(refusals)
    // the database deletes the rejected lines only after the report is complete
    await rejects.complete()
    await endEventImport(database, applicationId)
    return done
  } finally {
    await unlock()
  }
}

/**
 * Reports what `importEvents` would do with a file, in a transaction that began with `beginCheck`: an interrupted or
 * running import of the application is neither visible nor changed.
 */
export async function checkImport(
  cli: CliContext,
  connection: Connection,
  { applicationId, path }: { applicationId: string; path: string },
  rejects: RejectedLines,
): Promise<ImportSummary> {
  const { stop } = cli
  const source = await openSource(path, neededColumns)
  await beginEventImport(connection, applicationId, { file: basename(path), fingerprint: source.fingerprint })
  const isRead = await loadStaging(cli, connection, applicationId, { source, from: 0 })
  const { staged } = await readImport(connection, applicationId)
  const progress = startProgress(cli, 'Checking', staged)
  try {
    const isChecked =
      isRead && (await checkEvents(connection, applicationId, { stop, onProgress: progress.at }))
    if (!isChecked) throw new CommandError('Stopped. Nothing was written.', 130)
  } finally {
    progress.end()
  }
  for await (const refusals of listRefusals(connection, applicationId)) await rejects.add(refusals)
  await rejects.complete()
  return readImport(connection, applicationId)
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
  return readImport(database, applicationId)
}

async function readImport(connection: Connection, applicationId: string): Promise<EventImport> {
  const now = await findEventImport(connection, applicationId)
  if (now === undefined) throw new Error('the record of the import is gone')
  return now
}

async function read(
  cli: CliContext,
  database: Database,
  { applicationId, source, started }: { applicationId: string; source: Source; started: EventImport },
): Promise<void> {
  if (started.fullyRead) return
  try {
    if (await loadStaging(cli, database, applicationId, { source, from: started.line })) return
  } catch (error) {
    // the whole file is invalid, and nothing of it is written yet
    if (error instanceof CommandError) await endEventImport(database, applicationId)
    throw error
  }
  throw await stopped(database, applicationId)
}

async function write(cli: CliContext, database: Database, applicationId: string): Promise<void> {
  const { clock, stop } = cli
  const { staged, written } = await readImport(database, applicationId)
  const progress = startProgress(cli, 'Writing', staged)
  const onProgress = (lines: number) => progress.at(written + lines)
  try {
    if (await writeEvents(database, applicationId, { clock, stop, onProgress })) return
  } finally {
    progress.end()
  }
  throw await stopped(database, applicationId)
}

async function stopped(database: Database, applicationId: string): Promise<CommandError> {
  const { written } = await readImport(database, applicationId)
  return new CommandError(`Stopped after ${pluralise(written, 'event')}. Continue with --resume.`, 130)
}
