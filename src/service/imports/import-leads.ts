import * as z from 'zod/mini'
import { leadNameLimit, leadTypes, type Lead } from '../../contract/lead.ts'
import { leadTableTitles, type LeadTableColumn } from '../../contract/lead-table.ts'
import { countCodePoints, hasControlCharacter, hasBidiControl } from '../../contract/text.ts'
import { newLeadId, oneOf, optional, required, text } from '../../contract/params.ts'
import { tableLanguages, tableLeadTypes } from '../../contract/table-language.ts'
import type { Connection } from '../store/connection/database.ts'
import type { Refusal } from '../store/imports/event-import-lines.ts'
import { checkLeads, upsertLeads, type LeadOutcome } from '../store/imports/imported-events.ts'
import { erasedLeadMessage } from './events/validate-events.ts'
import { ImportError, ImportStopped } from './import-error.ts'
import type { ImportRun } from './import-run.ts'
import type { RejectedLine, RejectedLines } from './rejected-lines.ts'
import { reportColumns } from './source/csv-records.ts'
import type { Source } from './source/open-source.ts'
import type { SourceRecord } from './source/source-record.ts'

const leadLine = z.object({ id: required(newLeadId), type: required(oneOf(leadTypes)), name: optional(text) })

/** The number of lines written in one transaction. */
const chunkSize = 1_000

/** The result of an import of leads; an existing lead counts as written. */
export interface LeadSummary {
  readonly written: number
  readonly refused: number
  readonly skipped: number
}

type DirectoryLead = Pick<Lead, 'id' | 'type' | 'name'> & { readonly record: SourceRecord }

interface LeadImportTask {
  readonly applicationId: string
  readonly source: Source
  /** only report what would be rejected */
  readonly check: boolean
  /** accept columns that are not imported */
  readonly ignoreColumns: boolean
}

/**
 * Creates the leads of a file, and renames existing ones. Repeating it changes nothing, so an interrupted import is
 * simply run again. A check reports the lines that would be rejected.
 */
export async function importLeads(
  run: ImportRun,
  connection: Connection,
  { applicationId, source, check, ignoreColumns }: LeadImportTask,
  rejects: RejectedLines,
): Promise<LeadSummary> {
  if (source.csv !== undefined) requireColumns(source, ignoreColumns)
  const write = check ? checkLeads : upsertLeads
  const progress = run.startPhase(check ? 'Checking' : 'Writing', source.size)
  const sum = { written: 0, refused: 0, skipped: 0 }
  let leads = new Map<string, DirectoryLead>()
  let rejected: RejectedLine[] = []
  const flush = async () => {
    const outcomes = await write(connection, applicationId, [...leads.values()])
    for (const { id, record, type } of leads.values()) {
      const error = outcomeErrors[outcomes.get(id) ?? 'type_differs']?.(type)
      if (error === undefined) sum.written++
      else rejected.push({ record, refusals: [{ line: record.line, ...error }] })
    }
    sum.refused += rejected.length
    await rejects.add(
      source,
      rejected.toSorted((a, b) => a.record.line - b.record.line),
    )
    leads = new Map()
    rejected = []
    if (run.stop.aborted) {
      const done = check ? 'Nothing was written' : 'Run the command again to continue'
      throw new ImportStopped(`Stopped after ${sum.written.toLocaleString('en')} leads. ${done}.`)
    }
  }
  try {
    for await (const record of source.records(progress.at)) {
      const lead = readLeadLine(record)
      // one statement cannot write the same lead twice
      if (lead !== undefined && 'id' in lead && leads.has(lead.id)) await flush()
      if (lead === undefined) sum.skipped++
      else if ('refusals' in lead) rejected.push(lead)
      else leads.set(lead.id, lead)
      if (leads.size + rejected.length >= chunkSize) await flush()
    }
    await flush()
    await rejects.complete(source)
    return sum
  } finally {
    progress.end()
  }
}

/** the columns of a lead in an export, which the events determine */
const derivedColumns = ['kind', 'status', 'statusDate', 'leadAssignee', 'lastEventDate', 'eventCount']

const namesOf = (column: LeadTableColumn) => [
  column,
  ...tableLanguages.map((language) => leadTableTitles[language][column]),
]

/** The names of each column: that of the API, and the titles in the page's list of leads. */
const names = { id: namesOf('id'), type: namesOf('type'), name: namesOf('name') }

function requireColumns({ name, columns }: Source, ignoreColumns: boolean): void {
  const named = columns.filter((column) => column !== '')
  const missing = (['id', 'type'] as const).filter(
    (column) => !names[column].some((one) => columns.includes(one)),
  )
  if (missing.length > 0)
    throw new ImportError(
      `The header of ${name} is missing the columns ${missing.join(', ')} (it has ${named.join(', ')}).`,
    )
  // in another file, such a title may have another meaning
  const tables = tableLanguages.map((language) => Object.values(leadTableTitles[language]))
  const table = tables.find((titles) => titles.every((title) => columns.includes(title))) ?? []
  const known = new Set([...Object.values(names).flat(), ...derivedColumns, ...reportColumns, ...table])
  const others = named.filter((column) => !known.has(column))
  if (others.length > 0 && !ignoreColumns)
    throw new ImportError(
      `No field is known for the columns ${others.join(', ')}. Leave them out with --ignore-columns.`,
    )
}

type LeadError = Omit<Refusal, 'line'>

const outcomeErrors: Partial<Record<LeadOutcome, (type: Lead['type']) => LeadError>> = {
  type_differs(type) {
    const other = leadTypes.find((one) => one !== type)
    return {
      field: 'type',
      code: 'type_differs',
      message: `This lead is a ${other}. Use type=${other}.`,
    }
  },
  erased: () => ({ field: 'name', code: 'erased_lead', message: erasedLeadMessage }),
}

function readLeadLine(record: SourceRecord): DirectoryLead | RejectedLine | undefined {
  const { line } = record
  if ('error' in record)
    return { record, refusals: [{ line, field: '', code: 'malformed_line', message: record.error }] }
  if ((record.fields['kind'] ?? 'lead') !== 'lead') return undefined
  const { data, error } = leadLine.safeParse(leadFields(record.fields))
  const refusals = (error?.issues ?? []).map((issue) => {
    const params: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined
    return { line, field: issue.path.join('.'), code: String(params), message: issue.message }
  })
  const name = data?.name ?? ''
  const isOneLine = !hasControlCharacter(name) && !hasBidiControl(name) && !/[\n\t]/.test(name)
  if (!isOneLine || countCodePoints(name) > leadNameLimit) {
    const message = `Must be one line of at most ${leadNameLimit} characters, without bidirectional control characters.`
    refusals.push({ line, field: 'name', code: 'invalid_name', message })
  }
  if (data === undefined || refusals.length > 0) return { record, refusals }
  return { record, id: data.id, type: data.type, name: name === '' ? null : name }
}

/** Returns the fields of a lead without spaces around texts; an empty text is absent. */
function leadFields(fields: Readonly<Record<string, unknown>>): Record<keyof typeof names, unknown> {
  const valueOf = (column: keyof typeof names) => {
    const name = names[column].find((one) => Object.hasOwn(fields, one))
    const value = name === undefined ? undefined : fields[name]
    return typeof value === 'string' ? value.trim() || undefined : value
  }
  const type = valueOf('type')
  const known = leadTypes.find((one) =>
    tableLanguages.some((language) => tableLeadTypes[language][one] === type),
  )
  return { id: valueOf('id'), type: known ?? type, name: valueOf('name') }
}
