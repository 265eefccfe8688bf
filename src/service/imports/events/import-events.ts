import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import {
  beginEventImport,
  endEventImport,
  findEventImport,
  lockImports,
  type EventImport,
} from '../../store/imports/event-imports.ts'
import { listRefusals, summariseLines, type StagedEvent } from '../../store/imports/event-import-lines.ts'
import type { Connection, Database } from '../../store/connection/database.ts'
import { ImportError, ImportStopped } from '../import-error.ts'
import type { ImportRun } from '../import-run.ts'
import type { Mapping } from '../../../contract/import-mapping.ts'
import { resolveColumns, type ResolvedColumns } from '../mapping/resolve-columns.ts'
import { systemColumns } from '../mapping/systems.ts'
import { reportRefusals, type RejectedLines } from '../rejected-lines.ts'
import type { Source } from '../source/open-source.ts'
import { Findings, type Problem } from './findings.ts'
import { loadStaging, type MappedSource } from './load-staging.ts'
import { checkEvents, writeEvents } from './write-events.ts'

/** An import of events: the application, the file and the choices of the user. */
export interface EventImportTask {
  readonly applicationId: string
  readonly file: MappedSource
  readonly resume?: boolean | undefined
  readonly restart?: boolean | undefined
  /** the ID of the import in the page, which always continues what it has begun */
  readonly jobId?: number | undefined
}

/** The result of an import. */
export type ImportSummary = Pick<EventImport, 'written' | 'refused' | 'skipped' | 'known' | 'spaced'>

/** What a dry run found. */
export interface DryRun extends ImportSummary {
  readonly columns: ResolvedColumns
  readonly leads: number
  readonly owners: readonly string[]
  readonly statuses: readonly string[]
  /** lines whose date has no time */
  readonly days: number
  readonly first: readonly StagedEvent[]
  readonly problems: readonly Problem[]
  readonly otherProblems: number
}

/**
 * Finds the columns of a file's fields.
 * @throws ImportError if the mapping contradicts itself or the file
 */
export function mapSource(source: Source, mapping: Mapping): MappedSource {
  const names = source.csv === undefined ? nativeFields(source, mapping) : source.columns
  const columns = resolveColumns(mapping, names)
  if (mapping.older === 'append' && !columns.fields.has('externalId'))
    throw new ImportError(
      '--older append requires a column with the ID of each line, so that no line is written twice. Choose one with --map externalId=<column>.',
    )
  return { source, mapping, columns }
}

/** Without a header, the fields of later lines are unknown; Leadline's own are always recognised. */
function nativeFields({ columns, isExport }: Source, { from = 'leadline' }: Mapping): string[] {
  const native = Object.keys(systemColumns.leadline.fields)
  return from === 'leadline' ? [...new Set([...native, ...(isExport ? [] : columns)])] : [...columns]
}

/**
 * Requires that every column has a field or is ignored on purpose, and every required field has a column or a value.
 * @throws ImportError that names the columns, and the options that decide about them
 */
export function requireMapped({ source, columns }: MappedSource): void {
  if (columns.missing.length > 0) {
    const names = source.columns.filter((name) => name !== '').join(', ')
    const advice = `Choose a column with --map ${columns.missing[0]}=<column>, or one value for all lines with --set ${columns.missing[0]}=<value>.`
    throw new ImportError(
      `The header of ${source.name} is missing the columns ${columns.missing.join(', ')} (it has ${names}). ${advice}`,
    )
  }
  if (columns.unmapped.length > 0)
    throw new ImportError(
      `No field is known for the columns ${columns.unmapped.join(', ')}. Import them with --map <field>=<column> or --note, or leave them out with --ignore-columns.`,
    )
}

/**
 * Imports a file of events in two steps: stages its well-formed lines, then validates and writes these by lead and
 * date. Every transaction of both steps also records its progress, so that an interrupted import can continue.
 * `onBegin` is called before anything is written.
 */
export async function importEvents(
  run: ImportRun,
  database: Database,
  task: EventImportTask,
  { rejects, onBegin }: { readonly rejects: RejectedLines; readonly onBegin: () => Promise<void> },
): Promise<ImportSummary> {
  const { applicationId, file } = task
  requireMapped(file)
  const unlock = await lockImports(database.pool, `import into ${applicationId}`)
  if (unlock === undefined) throw new ImportError(`Another import into ${applicationId} is running.`)
  try {
    const started = await begin(database, task)
    await onBegin()
    await read(run, database, { applicationId, file, started })
    await write(run, database, task)
    const done = await readImport(database, applicationId)
    await reportRefusals(rejects, file.source, listRefusals(database, applicationId))
    // the database deletes the rejected lines only after the report is complete
    await rejects.complete(file.source)
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
  run: ImportRun,
  connection: Connection,
  { applicationId, file }: Pick<EventImportTask, 'applicationId' | 'file'>,
  rejects: RejectedLines,
): Promise<DryRun> {
  const findings = new Findings()
  await beginEventImport(connection, applicationId, { ...recordOf(file), jobId: null })
  const isRead = await loadStaging(run, connection, applicationId, { file, from: 0, findings })
  const { staged } = await readImport(connection, applicationId)
  const { leads, first } = await summariseLines(connection, applicationId)
  const progress = run.startPhase('Checking', staged)
  const appendOlder = file.mapping.older === 'append'
  try {
    const isChecked =
      isRead &&
      (await checkEvents(connection, applicationId, { stop: run.stop, appendOlder, onProgress: progress.at }))
    if (!isChecked) throw new ImportStopped('Stopped. Nothing was written.')
  } finally {
    progress.end()
  }
  await reportRefusals(rejects, file.source, withFindings(listRefusals(connection, applicationId), findings))
  await rejects.complete(file.source)
  const { owners, statuses, days, problems, others } = findings
  const done = await readImport(connection, applicationId)
  return {
    ...done,
    columns: file.columns,
    leads,
    first,
    owners,
    statuses,
    days,
    problems,
    otherProblems: others,
  }
}

/** Adds the errors that only the second step finds. */
async function* withFindings(
  pages: ReturnType<typeof listRefusals>,
  findings: Findings,
): ReturnType<typeof listRefusals> {
  for await (const page of pages) {
    for (const refusal of page) {
      const isLate =
        lateCodes.has(refusal.code) ||
        (refusal.code === 'too_long' && refusal.message.startsWith('With its date'))
      if (isLate) findings.addErrors(refusal.line, [refusal])
    }
    yield page
  }
}

const lateCodes = new Set(['type_differs', 'date_not_after_latest', 'erased_lead'])

function recordOf({ source, mapping }: MappedSource): Pick<EventImport, 'file' | 'fingerprint' | 'options'> {
  return {
    file: basename(source.name),
    fingerprint: source.fingerprint,
    options: createHash('sha256').update(canonical(mapping)).digest(),
  }
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`
}

async function begin(
  database: Database,
  { applicationId, file, resume, restart, jobId: pageJobId }: EventImportTask,
): Promise<EventImport> {
  const jobId = pageJobId ?? null
  const record = { ...recordOf(file), jobId }
  let before = await findEventImport(database, applicationId)
  if (before !== undefined && jobId !== null && before.jobId === jobId) return before
  if (before !== undefined && jobId !== null && before.jobId !== null) {
    // that import in the page was replaced by this one
    await endEventImport(database, applicationId)
    before = undefined
  }
  if (before !== undefined && (jobId !== null || before.jobId !== null))
    throw new ImportError(
      `An import of ${before.file} was started ${before.jobId === null ? 'by the command line' : 'in the page'} and has not ended. Continue or discard it there.`,
    )
  if (before !== undefined && restart === true) {
    await endEventImport(database, applicationId)
    before = undefined
  }
  if (resume === true) {
    if (before === undefined)
      throw new ImportError(`There is no interrupted import into ${applicationId}. Remove --resume.`)
    if (!before.fingerprint.equals(record.fingerprint))
      throw new ImportError(
        `The interrupted import was of a different file, ${before.file}, or the file has changed since.`,
      )
    if (!before.options.equals(record.options))
      throw new ImportError(
        `The interrupted import of ${before.file} had other options. Use the same ones, or discard the rest with --restart.`,
      )
    return before
  }
  if (before !== undefined) {
    throw new ImportError(
      `An import of ${before.file} into ${applicationId} was interrupted. Continue with --resume, or discard the rest with --restart.`,
    )
  }
  await beginEventImport(database, applicationId, record)
  return readImport(database, applicationId)
}

async function readImport(connection: Connection, applicationId: string): Promise<EventImport> {
  const now = await findEventImport(connection, applicationId)
  if (now === undefined) throw new Error('the record of the import is gone')
  return now
}

async function read(
  run: ImportRun,
  database: Database,
  { applicationId, file, started }: { applicationId: string; file: MappedSource; started: EventImport },
): Promise<void> {
  if (started.fullyRead) return
  try {
    if (await loadStaging(run, database, applicationId, { file, from: started.line })) return
  } catch (error) {
    // the whole file is invalid, and nothing of it is written yet
    if (error instanceof ImportError) await endEventImport(database, applicationId)
    throw error
  }
  throw await stopped(database, applicationId)
}

async function write(
  run: ImportRun,
  database: Database,
  { applicationId, file }: EventImportTask,
): Promise<void> {
  const { clock, stop } = run
  const { staged, written } = await readImport(database, applicationId)
  const progress = run.startPhase('Writing', staged)
  const onProgress = (lines: number) => progress.at(written + lines)
  const appendOlder = file.mapping.older === 'append'
  try {
    if (await writeEvents(database, applicationId, { clock, stop, appendOlder, onProgress })) return
  } finally {
    progress.end()
  }
  throw await stopped(database, applicationId)
}

async function stopped(database: Database, applicationId: string): Promise<ImportStopped> {
  const { written } = await readImport(database, applicationId)
  const events = `${written.toLocaleString('en')} event${written === 1 ? '' : 's'}`
  return new ImportStopped(`Stopped after ${events}. Continue with --resume.`)
}
