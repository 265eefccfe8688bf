import { DatabaseError } from 'pg'
import * as z from 'zod/mini'
import { parseInstant } from '../../contract/instant.ts'
import { leadTypes } from '../../contract/lead.ts'
import { roles } from '../../contract/user.ts'
import type { Connection } from '../store/connection/database.ts'
import {
  exportFormat,
  exportKinds,
  noRows,
  type ExportKind,
  type RowCounts,
} from '../store/imports/export.ts'
import {
  beginRestore,
  completeRestore,
  findInconsistentLead,
  insertRestoredRows,
  type RestoredKind,
} from '../store/imports/restore.ts'
import { ImportError, ImportStopped } from './import-error.ts'
import type { ImportRun } from './import-run.ts'
import type { Source } from './source/open-source.ts'
import type { SourceRecord } from './source/source-record.ts'

/** What a restore has written, and the format of its file. */
export interface RestoreSummary {
  readonly format: number
  readonly counts: RowCounts
}

/** The number of rows that are written at once. */
const batchSize = 1_000

const instant = z
  .string()
  .check(z.refine((text) => parseInstant(text) === text, 'expected an ISO 8601 time in UTC'))
const text = z.string().check(z.minLength(1))
const optionalText = z.nullable(z.string())
const optionalInstant = z.nullable(instant)
const count = z.int().check(z.nonnegative())
// rows of format 1 do not contain these
const later = <Schema extends z.ZodMiniType>(schema: Schema) => z.optional(z.nullable(schema))

const applicationRow = z.object({
  format: z.optional(z.int()),
  name: text,
  features: z.array(text),
  statusCollectionId: text,
  noteVisibility: text,
  lastEventId: z.optional(count),
  lastUpdateTime: z.optional(instant),
})

const rowSchemas = {
  user: z.object({
    id: text,
    name: text,
    role: z.enum(roles),
    email: optionalText,
    atokaUserId: optionalText,
    blocked: later(instant),
    lastSeen: later(instant),
    erasedAt: later(instant),
    erasedBy: later(text),
  }),
  invitation: z.object({ id: text, name: text, email: text, role: z.enum(roles), expires: instant }),
  status: z.object({
    statusCollectionId: text,
    label: text,
    previous: optionalText,
    sink: z.boolean(),
    hidden: z.boolean(),
  }),
  lead: z.object({
    id: text,
    type: z.enum(leadTypes),
    name: optionalText,
    status: optionalText,
    statusDate: optionalInstant,
    leadAssignee: optionalText,
    lastEventDate: optionalInstant,
    eventCount: count,
    erasedAt: later(instant),
    erasedBy: later(text),
  }),
  event: z.object({
    id: z.int().check(z.positive()),
    lead: text,
    status: optionalText,
    statusCollectionId: text,
    note: optionalText,
    leadAssignee: optionalText,
    date: instant,
    owner: z.pipe(
      z.object({ id: text }),
      z.transform(({ id }) => id),
    ),
    created: instant,
    updateTime: instant,
    deletedAt: optionalInstant,
    deletedBy: optionalText,
    externalId: later(text),
    effects: later(z.int()),
  }),
  change: z.object({
    event: z.int().check(z.positive()),
    updateTime: instant,
    change: z.enum(['update', 'delete', 'erase']),
    changedBy: text,
    noteBefore: optionalText,
    noteAfter: optionalText,
    dateBefore: instant,
    dateAfter: optionalInstant,
    erased: later(z.boolean()),
  }),
} satisfies Record<RestoredKind, z.ZodMiniType>

/**
 * Creates an application from an export, with the IDs and times of its events. The caller's transaction is committed only
 * if all of the file was written, so that nothing of an incomplete or contradictory file remains. Needs constant memory,
 * except for the IDs of the users.
 * @throws ImportError if the file is not a complete export, or the application is not empty
 */
export async function restoreApplication(
  run: ImportRun,
  connection: Connection,
  { applicationId, source }: { readonly applicationId: string; readonly source: Source },
): Promise<RestoreSummary> {
  const counts = noRows()
  const reader = new RowReader()
  let format = 1
  let end: unknown
  let batch: Batch | undefined
  const flush = async () => {
    if (batch !== undefined) await write(connection, applicationId, source, batch)
    batch = undefined
    if (run.stop.aborted) throw new ImportStopped('Stopped. Nothing was restored.')
  }
  const progress = run.startPhase('Writing', source.size)
  try {
    for await (const record of source.records(progress.at)) {
      const { line } = record
      const at = `${source.name}, line ${line}`
      const { kind, fields } = rowOf(record, at)
      if (end !== undefined) throw new ImportError(`${at}: there is a row after "end".`)
      if ((kind === 'application') !== (counts.application === 0))
        throw new ImportError(`${at}: the first row, and no other, must be the application.`)
      if (kind === 'end') {
        end = fields['counts']
        continue
      }
      counts[kind]++
      if (kind === 'application') {
        format = await begin(connection, applicationId, parsed(applicationRow, fields, at), source)
        continue
      }
      const row = reader.read(kind, fields, at)
      if (batch !== undefined && (batch.kind !== kind || batch.rows.length >= batchSize)) await flush()
      batch ??= { kind, line, rows: [] }
      batch.rows.push(row)
    }
    await flush()
    requireCounts(source, counts, end)
    await completeRestore(connection, applicationId)
    await requireConsistentLeads(source, connection, applicationId)
    return { format, counts }
  } finally {
    progress.end()
  }
}

/** Creates the application; returns the format of the file. */
async function begin(
  connection: Connection,
  applicationId: string,
  {
    format = 1,
    lastEventId = 0,
    lastUpdateTime = '1970-01-01T00:00:00.000Z',
    ...application
  }: z.output<typeof applicationRow>,
  { name }: Source,
): Promise<number> {
  if (format > exportFormat)
    throw new ImportError(
      `${name} has format ${format}, and this version of Leadline reads up to format ${exportFormat}. Update Leadline first.`,
    )
  if (!(await beginRestore(connection, { ...application, id: applicationId, lastEventId, lastUpdateTime })))
    throw new ImportError(
      `Application ${applicationId} is not empty. Restore into one that does not exist, or has no users and no leads.`,
    )
  return format
}

/** Rows of one kind that are written at once, and the line of the first. */
interface Batch {
  readonly kind: RestoredKind
  readonly line: number
  readonly rows: object[]
}

async function write(
  connection: Connection,
  applicationId: string,
  { name }: Source,
  { kind, line, rows }: Batch,
): Promise<void> {
  try {
    await insertRestoredRows(connection, applicationId, kind, rows)
  } catch (error) {
    // classes 22 (invalid data) and 23 (integrity constraints) of PostgreSQL's errors
    if (!(error instanceof DatabaseError) || !/^2[23]/.test(error.code ?? '')) throw error
    throw new ImportError(
      `${name}, lines ${line} to ${line + rows.length - 1}: PostgreSQL rejects a row (${error.message}). ${error.detail ?? ''}`.trim(),
    )
  }
}

/** Reads rows, with what the database does not check or contain. */
class RowReader {
  private readonly users = new Set<unknown>()
  private readonly positions = new Map<unknown, number>()

  read(kind: RestoredKind, fields: Fields, at: string): object {
    const row = parsed<Fields>(rowSchemas[kind], fields, at)
    if (kind === 'user') this.users.add(row['id'])
    for (const field of ['deletedBy', 'changedBy']) {
      const user = row[field]
      if (typeof user === 'string' && !this.users.has(user))
        throw new ImportError(`${at}, ${field}: the file has no user ${user} before this line.`)
    }
    if (kind !== 'status') return row
    const collection = row['statusCollectionId']
    const position = (this.positions.get(collection) ?? 0) + 1
    this.positions.set(collection, position)
    return { ...row, position }
  }
}

type Fields = Readonly<Record<string, unknown>>

function rowOf(record: SourceRecord, at: string): { kind: ExportKind | 'end'; fields: Fields } {
  if ('error' in record) throw new ImportError(`${at}: ${record.error}`)
  const { fields } = record
  const kind = [...exportKinds, 'end' as const].find((known) => known === fields['kind'])
  if (kind === undefined)
    throw new ImportError(
      `${at}: this is not a row of an export ("kind" must be ${exportKinds.join(', ')} or end).`,
    )
  return { kind, fields }
}

function parsed<Row>(schema: z.ZodMiniType<Row>, fields: Fields, at: string): Row {
  const { success, data, error } = schema.safeParse(fields)
  if (success) return data
  const [issue] = error.issues
  throw new ImportError(`${at}, ${issue?.path.join('.')}: ${issue?.message}.`)
}

function requireCounts({ name }: Source, counts: RowCounts, end: unknown): void {
  const stated: Fields = typeof end === 'object' && end !== null ? { ...end } : {}
  const wrong = exportKinds.find((kind) => Number(stated[kind] ?? 0) !== counts[kind])
  if (wrong !== undefined)
    throw new ImportError(
      `${name} is not complete: its last line counts ${Number(stated[wrong] ?? 0)} rows of the kind ${wrong}, but there are ${counts[wrong]}.`,
    )
}

async function requireConsistentLeads(
  { name }: Source,
  connection: Connection,
  applicationId: string,
): Promise<void> {
  const lead = await findInconsistentLead(connection, applicationId)
  if (lead !== undefined)
    throw new ImportError(
      `${name} is not complete: lead ${lead.id} has ${lead.stated} events, and the file contains ${lead.count} of them, or another latest date.`,
    )
}
