import { Readable } from 'node:stream'
import type { PoolConfig } from 'pg'
import type { ImportReport } from '../../contract/import-report.ts'
import { mappingSchema } from '../../contract/import-mapping.ts'
import type { Import } from '../../contract/import-job.ts'
import type { Instant } from '../../contract/instant.ts'
import { openDatabase, type Database } from '../store/connection/database.ts'
import { isConnectionError } from '../store/connection/is-connection-error.ts'
import { beginCheck, endEventImport, findEventImport, lockImports } from '../store/imports/event-imports.ts'
import {
  expireImportJob,
  findImportJob,
  insertReportPart,
  readImportFile,
  removeImportFile,
  removeImportJob,
  updateImportJob,
  type ImportJob,
  type ImportJobUpdate,
} from '../store/imports/import-jobs.ts'
import { checkImport, importEvents, mapSource, requireMapped } from './events/import-events.ts'
import type { DryRun } from './events/import-events.ts'
import { ImportError, ImportStopped } from './import-error.ts'
import type { ImportRun } from './import-run.ts'
import { proposeMapping } from './mapping/propose-mapping.ts'
import { writeReport, type RejectedLines } from './rejected-lines.ts'
import { openSource, type Source } from './source/open-source.ts'

/** Milliseconds between two records of the progress, which are also signs of life. */
const recordEveryMs = 1_000

/** The size of a part of the report in characters. */
const reportPartLength = 256 * 1024

/** The environment of the work on imports in the page. */
export interface ImportJobOptions {
  /** the connection of the owner of the tables, as for the command line */
  readonly connection: PoolConfig
  readonly namedStatements: boolean
  readonly clock: () => Instant
  readonly report: (error: unknown) => void
}

/**
 * Does the work of an application's import in the page: reads its columns, makes a dry run, or imports it, with the code of
 * the command line. One process at a time works on it, until its state is one that a manager must change, or until `stop`.
 * Work that was interrupted continues where it was.
 */
export async function runImportJob(
  applicationId: string,
  options: ImportJobOptions,
  stop: AbortSignal,
): Promise<void> {
  const { connection, namedStatements } = options
  const database = openDatabase({ connection, namedStatements, connections: 5 })
  try {
    const unlock = await lockImports(database.pool, `import in the page into ${applicationId}`)
    if (unlock === undefined) return
    try {
      await expireImportJob(database, applicationId)
      const job = await findImportJob(database, applicationId)
      if (job !== undefined) await work({ applicationId, job, database }, options, stop)
    } finally {
      await unlock()
    }
  } finally {
    await database.close()
  }
}

interface JobContext {
  readonly applicationId: string
  readonly job: ImportJob
  readonly database: Database
}

async function work(context: JobContext, options: ImportJobOptions, stop: AbortSignal): Promise<void> {
  const { applicationId, job, database } = context
  if (job.state === 'discarded') return discard(context)
  const task = tasks[job.state]
  if (task === undefined) return
  const record = async (values: ImportJobUpdate) => updateImportJob(database, applicationId, job, values)
  const progress = startProgress(record, stop, options.report)
  let source: Source | undefined
  try {
    // also a sign of life while the file is copied
    await record({})
    source = await openSource({
      path: '-',
      name: job.file,
      input: Readable.from(readImportFile(database, applicationId, 'file')),
      ...formatOf(job.mapping),
    })
    await task({ ...context, source, record, run: { ...progress.run, clock: options.clock } }, options)
  } catch (error) {
    // a manager has stopped it, or another process continues it
    if (error instanceof ImportStopped || progress.run.stop.aborted) return
    if (error instanceof ImportError) await record({ state: 'failed', error: error.message })
    else if (isConnectionError(error)) throw error
    else {
      options.report(error)
      await record({ state: 'failed', error: unexpected })
    }
  } finally {
    await progress.end()
    await source?.close()
  }
}

const unexpected =
  'The import failed because of an internal error. Continue it; if the error persists, contact the operator of the service.'

interface TaskContext extends JobContext {
  readonly source: Source
  readonly record: (values: ImportJobUpdate) => Promise<boolean>
  readonly run: ImportRun
}

type Task = (context: TaskContext, options: ImportJobOptions) => Promise<unknown>

const tasks: Readonly<Partial<Record<Import['state'], Task>>> = {
  reading: async ({ source, record }) => record({ state: 'mapping', source: await proposeMapping(source) }),

  checking: async (context, { connection, namedStatements }) => {
    const { applicationId, source, record, run } = context
    const file = mapSource(source, mappingOf(context))
    // every transaction of this pool is a check, in which PostgreSQL rejects writes
    const checked = openDatabase({ connection, namedStatements, connections: 1, begin: beginCheck })
    try {
      const found = await checked.transaction(async (transaction) =>
        checkImport(run, transaction, { applicationId, file }, withoutReport),
      )
      await record({ state: 'checked', report: reportOf(found, source) })
    } finally {
      await checked.close()
    }
  },

  running: async (context) => {
    const { applicationId, job, source, database, record, run } = context
    if (job.result === null) {
      const file = mapSource(source, mappingOf(context))
      requireMapped(file)
      await removeImportFile(database, applicationId, 'rejected')
      await importEvents(
        run,
        database,
        { applicationId, file, jobId: job.id },
        { rejects: storeReport(context), onBegin: async () => undefined },
      )
    } else await endOwnImport(context)
    await removeImportFile(database, applicationId, 'file')
    await record({ state: 'done' })
  },
}

/** Deletes what an import has staged and not written, and then the import. */
async function discard(context: JobContext): Promise<void> {
  await endOwnImport(context)
  await removeImportJob(context.database, context.applicationId, context.job.id)
}

async function endOwnImport({ applicationId, job, database }: JobContext): Promise<void> {
  const staged = await findEventImport(database, applicationId)
  if (staged?.jobId === job.id) await endEventImport(database, applicationId)
}

function mappingOf({ job }: JobContext) {
  return mappingSchema.parse(job.mapping)
}

/** Returns the format that a mapping chooses, if there is a mapping yet. */
function formatOf(mapping: unknown) {
  const { encoding, separator, quote } = mappingSchema.safeParse(mapping).data ?? {}
  return { encoding, separator, quote }
}

function reportOf({ columns, problems, ...found }: DryRun, source: Source): ImportReport {
  const { written, refused, skipped, known, spaced, leads, owners, statuses, days, first, otherProblems } =
    found
  return {
    written,
    refused,
    skipped,
    known,
    spaced,
    missing: source.csv === undefined ? [] : [...columns.missing],
    unmapped: [...columns.unmapped],
    leads,
    owners: [...owners],
    statuses: [...statuses],
    days,
    first: [...first],
    problems: problems.map(({ option: _, value, ...problem }) => ({
      ...problem,
      ...(value !== undefined && { value }),
    })),
    otherProblems,
  }
}

/** A dry run reports groups of problems instead of lines. */
const withoutReport: RejectedLines = {
  add: async () => undefined,
  addErrors: () => undefined,
  complete: async () => undefined,
}

/** Stores the report of rejected lines in parts. Once it is complete, the import has its result. */
function storeReport({ applicationId, database, record }: TaskContext): RejectedLines {
  let position = 0
  let text = ''
  const flush = async () => {
    const content = Buffer.from(text)
    text = ''
    if (content.length === 0) return
    await insertReportPart(database, applicationId, { position, content })
    position += content.length
  }
  const complete = async () => {
    await flush()
    const ended = await findEventImport(database, applicationId)
    if (ended === undefined) throw new Error('the record of the import is gone')
    const { written, refused, skipped, known, spaced } = ended
    if (refused === 0) await removeImportFile(database, applicationId, 'rejected')
    // recorded before the staged lines are deleted, so that an interruption in between loses no count
    await record({ result: { written, refused, skipped, known, spaced } })
  }
  return writeReport(async (more) => {
    text += more
    if (text.length >= reportPartLength) await flush()
  }, complete)
}

/** Records the progress regularly, and stops the work when a manager has changed the state. */
function startProgress(
  record: (values: ImportJobUpdate) => Promise<boolean>,
  stop: AbortSignal,
  report: (error: unknown) => void,
) {
  const changed = new AbortController()
  let progress: Import['progress'] = null
  let recording = Promise.resolve()
  const recordAfter = async (before: Promise<void>) => {
    await before
    try {
      if (!(await record({ progress }))) changed.abort()
    } catch (error) {
      // the work itself fails if the database is unreachable
      report(error)
    }
  }
  const timer = setInterval(() => {
    recording = recordAfter(recording)
  }, recordEveryMs)
  const run: Omit<ImportRun, 'clock'> = {
    stop: AbortSignal.any([stop, changed.signal]),
    startPhase: (name, total) => {
      const phase = phases[name]
      const at = (value: number) => {
        progress = { phase, value: Math.min(value, total), total }
      }
      at(0)
      return { at, end: () => undefined }
    },
  }
  return {
    run,
    async end() {
      clearInterval(timer)
      await recording
    },
  }
}

const phases = { Reading: 'reading', Checking: 'checking', Writing: 'writing' } as const
