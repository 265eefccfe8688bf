import type { DryRun } from '../imports/events/import-events.ts'
import type { Problem } from '../imports/events/findings.ts'
import { templateOf } from '../imports/mapping/resolve-columns.ts'
import type { Source } from '../imports/source/open-source.ts'
import { pluralise } from './print.ts'

const maxNoteLength = 100
const maxProblems = 20
const separatorNames: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab' }

/** Describes what a dry run found, for the terminal. */
export function describeDryRun(run: DryRun, source: Source): string[] {
  const { columns, problems, otherProblems, first, days } = run
  const lines = [
    `File: ${formatOf(source)}.`,
    ...[...columns.fields].map(([field, column]) => `  ${field}: ${column}`),
    ...(columns.note.length === 0 ? [] : [`  note: ${columns.note.map(templateOf).join('\\n')}`]),
  ]
  if (source.csv !== undefined && columns.missing.length > 0)
    lines.push(
      `Missing: ${columns.missing.join(', ')}. Choose a column with --map <field>=<column>, or a value with --set <field>=<value>.`,
    )
  if (columns.unmapped.length > 0)
    lines.push(
      `Without a field: ${columns.unmapped.join(', ')}. Add them with --map or --note, or leave them out with --ignore-columns.`,
    )
  if (first.length > 0) lines.push('The first events:')
  for (const { lead, leadName, date, owner, note, status, leadAssignee } of first) {
    const facts = [date, leadName === null ? lead : `${lead} (${leadName})`, owner]
    if (status !== null) facts.push(`status ${status}`)
    if (leadAssignee !== null) facts.push(`assignee ${leadAssignee}`)
    lines.push(`  ${facts.join(', ')}: ${JSON.stringify(shorten(note ?? ''))}`)
  }
  lines.push(
    `${pluralise(run.leads, 'lead')}, ${pluralise(run.owners.length, 'owner')}${listOf(run.owners)}, ${run.statuses.length === 1 ? '1 status' : `${run.statuses.length} statuses`}${listOf(run.statuses)}.`,
  )
  if (days > 0)
    lines.push(`${pluralise(days, 'date')} without a time: midnight in the zone of --zone, otherwise in UTC.`)
  if (problems.length > 0) lines.push('Problems:')
  lines.push(...problems.slice(0, maxProblems).map(describeProblem))
  const hidden = problems.length - Math.min(problems.length, maxProblems)
  if (hidden + otherProblems > 0)
    lines.push(`  and ${pluralise(hidden + otherProblems, 'other problem')}; --json lists more.`)
  return lines
}

/** Returns what a dry run found, for a program. */
export function dryRunDetails(run: DryRun, source: Source) {
  const { columns, leads, owners, statuses, days, first, problems, otherProblems } = run
  return {
    file: {
      format: source.csv === undefined ? 'ndjson' : 'csv',
      encoding: source.encoding,
      compressed: source.isCompressed,
      ...(source.csv !== undefined && { separator: source.csv.separator }),
    },
    columns: Object.fromEntries(columns.fields),
    ...(columns.note.length > 0 && { note: columns.note.map(templateOf).join('\n') }),
    missing: source.csv === undefined ? [] : columns.missing,
    unmapped: columns.unmapped,
    leads,
    owners,
    statuses,
    days,
    first,
    problems,
    otherProblems,
  }
}

function formatOf({ csv, encoding, isCompressed, isExport }: Source): string {
  const format = isExport
    ? 'an export of Leadline'
    : csv === undefined
      ? 'NDJSON'
      : `CSV, separated by ${separatorNames[csv.separator] ?? csv.separator}`
  return `${format}, ${encoding.toUpperCase()}${isCompressed ? ', gzip' : ''}`
}

function describeProblem({ field, message, value, count, lines, option }: Problem): string {
  const what = value === undefined ? field : `${field} ${JSON.stringify(value)}`
  const where = `${count === 1 ? 'line' : 'lines'} ${lines.join(', ')}${count > lines.length ? ', …' : ''}`
  const advice = option === undefined ? '' : ` Option: ${option}.`
  return `  ${count.toLocaleString('en')} × ${what === '' ? 'line' : what} (${where}): ${message}${advice}`
}

function listOf(names: readonly string[]): string {
  if (names.length === 0) return ''
  return ` (${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''})`
}

function shorten(text: string): string {
  return text.length > maxNoteLength ? `${text.slice(0, maxNoteLength)}…` : text
}
