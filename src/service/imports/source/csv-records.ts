import { removeFormulaGuard, type CsvSeparator } from '../../../contract/csv.ts'
import { eventTableTitles } from '../../../contract/event-table.ts'
import { leadTableTitles } from '../../../contract/lead-table.ts'
import { tableLanguages, tableSeparators } from '../../../contract/table-language.ts'
import { ImportError } from '../import-error.ts'
import { parseCsv, parseSample, type CsvFormat } from './parse-csv.ts'
import type { SourceRecord } from './source-record.ts'

/** The format of a CSV file and its columns. */
export interface CsvHeader extends CsvFormat {
  /** the name of each column: unique, and empty if the header cell is empty */
  readonly columns: readonly string[]
  /**
   * the separator for which cells have a formula guard, if the file is a report of rejected lines or was exported by
   * Leadline; a spreadsheet may have saved it with another separator
   */
  readonly guard: CsvSeparator | undefined
}

/** The columns that a report of rejected lines adds. */
export const reportColumns = ['rejectedLine', 'rejectedCode', 'rejectedReason'] as const

/** The separator of reports for the formula guard, whatever that of the file is. */
export const reportGuard: CsvSeparator = ','

/** Columns that no other file has together, and the separator for which their file has a formula guard. */
const guardedFiles: readonly { readonly columns: readonly string[]; readonly guard: CsvSeparator }[] = [
  { columns: reportColumns, guard: reportGuard },
  // the page's export until 2026-11-30
  {
    columns: ['id', 'leadName', 'ownerName', 'previousStatus', 'leadAssigneeName', 'updateTime'],
    guard: ',',
  },
  ...tableLanguages.flatMap((language) => {
    const event = eventTableTitles[language]
    const lead = leadTableTitles[language]
    const guard = tableSeparators[language]
    return [
      {
        columns: [event.date, event.leadName, event.ownerName, event.previousStatus, event.leadAssigneeName],
        guard,
      },
      { columns: [lead.name, lead.statusDate, lead.leadAssigneeName, lead.lastEventDate], guard },
    ]
  }),
]

/** The separators that are detected. */
const separators = [',', ';', '\t', '|']

const sampleRecords = 50

interface DetectOptions {
  readonly name: string
  readonly separator?: string | undefined
  readonly quote?: string | undefined
  /** whether the sample is the whole file */
  readonly isWhole: boolean
}

/**
 * Detects the separator and reads the header of a CSV file: the first line that is not blank, after a line such as
 * `sep=;` of Excel. The separator is the one with which most records have as many cells as the header.
 */
export function detectCsv(
  sample: string,
  { name, separator, quote = '"', isWhole }: DetectOptions,
): CsvHeader {
  const declared = separatorLine.exec(sample)
  const text = declared === null ? sample : sample.slice(declared[0].length)
  const chosen = separator ?? declared?.[1]
  const best = bestSeparator(text, chosen === undefined ? separators : [chosen], quote, isWhole)
  if (best?.first === undefined) throw new ImportError(`${name} has no header.`)
  const columns = uniqueNames(best.first)
  const guarded = guardedFiles.find((file) => file.columns.every((column) => columns.includes(column)))
  return { separator: best.separator, quote, columns, guard: guarded?.guard }
}

/** Detects the separator of a whole CSV text, in the same way. */
export function detectSeparator(text: string): string {
  return bestSeparator(text, separators, '"', true)?.separator ?? ','
}

function bestSeparator(text: string, candidates: readonly string[], quote: string, isWhole: boolean) {
  return candidates
    .map((separator) => {
      const records = parseSample(text, { separator, quote }, sampleRecords, isWhole).filter(hasText)
      const [first] = records
      const cells = first?.length ?? 0
      const regular = records.filter(({ length }) => length === cells).length
      return { separator, first, cells, share: cells > 1 ? regular / records.length : 0 }
    })
    .toSorted((a, b) => b.share - a.share || b.cells - a.cells)[0]
}

const separatorLine = /^\uFEFF?"?sep=(.)"?(?:\r\n|\n|\r)/i

/** Names the second column `Name` `Name (2)`. */
function uniqueNames(header: readonly string[]): string[] {
  const names: string[] = []
  for (const cell of header) {
    const name = cell.trim()
    let [unique, count] = [name, 1]
    while (names.includes(unique)) unique = `${name} (${++count})`
    names.push(name === '' ? '' : unique)
  }
  return names
}

/**
 * Reads the records after the header as fields by column; an empty cell is absent. Cells that are missing at the end of
 * a record are empty, and cells beyond the last named column must be.
 */
export async function* readCsvRecords(
  chunks: AsyncIterable<string>,
  header: CsvHeader,
): AsyncGenerator<SourceRecord> {
  const { columns, separator, quote, guard } = header
  let isHeaderRead = false
  for await (const record of parseCsv(chunks, header)) {
    if ('error' in record) {
      yield record
      continue
    }
    const { line, cells } = record
    if (!hasText(cells)) continue
    if (!isHeaderRead) {
      // the line sep=; is the first
      isHeaderRead = !(line === 1 && separatorLine.test(`${cells.join(separator)}\n`))
      continue
    }
    const extra = cells.findIndex((cell, index) => cell.trim() !== '' && (columns[index] ?? '') === '')
    if (extra >= 0) {
      const named = columns.filter((name) => name !== '').length
      yield {
        line,
        error: `Cell ${extra + 1} has no column: the header has ${named} names.`,
        text: cells.map((cell) => `${quote}${cell}${quote}`).join(separator),
      }
    } else yield { line, fields: fieldsOf(columns, cells, guard) }
  }
}

function hasText(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '')
}

function fieldsOf(
  columns: readonly string[],
  cells: readonly string[],
  guard: CsvSeparator | undefined,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [index, name] of columns.entries()) {
    const cell = cells[index] ?? ''
    if (name !== '' && cell !== '')
      fields[name] = guard === undefined ? cell : removeFormulaGuard(cell, guard)
  }
  return fields
}
