import type { Refusal } from '../store/imports/event-import-lines.ts'
import { guardFormula } from '../../contract/csv.ts'
import { reportColumns, reportGuard, type CsvHeader } from './source/csv-records.ts'
import type { Source } from './source/open-source.ts'
import type { SourceRecord } from './source/source-record.ts'

/** A line that was rejected, with its errors. */
export interface RejectedLine {
  readonly record: SourceRecord
  readonly refusals: readonly Refusal[]
}

/** The report of rejected lines, in the order of the file. */
export interface RejectedLines {
  readonly add: (source: Source, lines: readonly RejectedLine[]) => Promise<void>
  /** adds errors without the content of their lines; absent if the report contains it */
  readonly addErrors?: (refusals: readonly Refusal[]) => void
  /** called after all lines have been added */
  readonly complete: (source: Source) => Promise<void>
}

/** The number of errors that are shown without a report. */
const maxShown = 5

/** Creates a report that only shows the first errors. */
export function showFirstErrors(print: (sentence: string) => void): RejectedLines {
  let count = 0
  const addErrors = (refusals: readonly Refusal[]) => {
    for (const { line, field, message } of refusals.slice(0, Math.max(0, maxShown - count))) {
      print(`Line ${line}${field === '' ? '' : `, ${field}`}: ${message}`)
    }
    count += refusals.length
  }
  return {
    add: async (_, lines) => addErrors(lines.flatMap(({ refusals }) => refusals)),
    addErrors,
    async complete() {
      if (count > maxShown) print('More lines were rejected. Use --rejects <file> to list them all.')
    },
  }
}

/**
 * Creates a report in the format of the file: its rejected lines with their own content, and the line number, codes and
 * sentences of their errors. An import ignores these additions, so that it accepts the report after its content is
 * corrected.
 */
export function writeReport(
  write: (text: string) => Promise<void>,
  complete: () => Promise<void>,
): RejectedLines {
  let isStarted = false
  const start = async ({ csv, encoding }: Source) => {
    if (isStarted) return
    isStarted = true
    // the mark takes precedence over the encoding that was chosen for the file
    if (csv !== undefined || encoding !== 'utf-8') await write('\uFEFF')
    if (csv !== undefined) await write(csvRow(csv, csv.columns, reportColumns))
  }
  return {
    async add(source, lines) {
      await start(source)
      const rows = lines.map((line) =>
        source.csv === undefined ? jsonRow(line) : csvReportRow(source.csv, line),
      )
      if (rows.length > 0) await write(rows.join(''))
    },
    async complete(source) {
      await start(source)
      await complete()
    },
  }
}

/** Adds the errors of a staged file. Its rejected lines are read again if the report contains them. */
export async function reportRefusals(
  rejects: RejectedLines,
  source: Source,
  pages: AsyncIterable<readonly Refusal[]>,
): Promise<void> {
  if (rejects.addErrors !== undefined) {
    for await (const page of pages) rejects.addErrors(page)
    return
  }
  const refused = byLine(pages)
  let next = await refused.next()
  if (next.done === true) return
  let lines: RejectedLine[] = []
  for await (const record of source.records()) {
    if (record.line !== next.value[0]?.line) continue
    lines.push({ record, refusals: next.value })
    next = await refused.next()
    if (next.done === true) break
    if (lines.length < 500) continue
    await rejects.add(source, lines)
    lines = []
  }
  await rejects.add(source, lines)
}

async function* byLine(pages: AsyncIterable<readonly Refusal[]>): AsyncGenerator<Refusal[], void> {
  let same: Refusal[] = []
  for await (const page of pages) {
    for (const refusal of page) {
      if (same[0] !== undefined && same[0].line !== refusal.line) {
        yield same
        same = []
      }
      same.push(refusal)
    }
  }
  if (same.length > 0) yield same
}

function additions({ record, refusals }: RejectedLine): [string, string, string] {
  const sentences = refusals.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`))
  return [String(record.line), [...new Set(refusals.map(({ code }) => code))].join(' '), sentences.join(' ')]
}

function jsonRow(line: RejectedLine): string {
  const [rejectedLine, rejectedCode, rejectedReason] = additions(line)
  const content = 'error' in line.record ? { rejectedText: line.record.text } : line.record.fields
  return `${JSON.stringify({ ...content, rejectedLine: Number(rejectedLine), rejectedCode, rejectedReason })}\n`
}

function csvReportRow(csv: CsvHeader, line: RejectedLine): string {
  const { record } = line
  const cells = csv.columns.map((name, index) => {
    if ('error' in record) return index === 0 ? record.text : ''
    const value = record.fields[name]
    return typeof value === 'string' ? value : ''
  })
  return csvRow(csv, cells, additions(line))
}

/** Returns a line with the report's own columns at the end; those of an earlier report are omitted. */
function csvRow(csv: CsvHeader, cells: readonly string[], added: readonly string[]): string {
  const own = cells.filter((_, index) => !reportColumns.some((name) => name === csv.columns[index]))
  const quoted = [...own, ...added].map((cell) => csvCell(csv, guardFormula(cell, reportGuard)))
  return `${quoted.join(csv.separator)}\r\n`
}

/** Quotes a cell as the file does; without quotes, a cell can contain neither its separator nor a line end. */
function csvCell({ separator, quote }: CsvHeader, text: string): string {
  if (quote === '') return text.replace(/[\r\n]+/g, ' ').replaceAll(separator, ' ')
  return `${quote}${text.replaceAll(quote, quote + quote)}${quote}`
}
