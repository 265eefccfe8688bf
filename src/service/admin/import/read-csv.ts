import { Readable } from 'node:stream'
import { CsvError, parse, type Info } from 'csv-parse'
import { CommandError } from '../command-error.ts'
import { maxLineLength, type SourceLine } from './source-line.ts'

/**
 * Reads the records of a CSV file with a header, as fields by column; an empty cell is absent. The header determines
 * the separator: comma, semicolon or tab. Throws a `CommandError` if quotes do not match, because the start of the
 * next record is then unknown.
 */
export async function* readCsv(
  chunks: AsyncIterable<string>,
  {
    path,
    needed,
    head,
  }: { readonly path: string; readonly needed: readonly string[]; readonly head: string },
): AsyncGenerator<SourceLine> {
  const parser = parse({
    bom: true,
    delimiter: separatorOf(head),
    info: true,
    max_record_size: maxLineLength,
    relax_column_count: true,
    skip_empty_lines: true,
  })
  const text = Readable.from(chunks)
  text.once('error', (error) => parser.destroy(error))
  text.pipe(parser)
  const lineOf = countLines()
  let header: string[] | undefined
  try {
    for await (const { record, info } of records(parser)) {
      const line = lineOf(record, info)
      if (header === undefined) header = readHeader(record, needed, path)
      else if (record.length !== header.length)
        yield { line, error: `This line has ${record.length} columns; the header has ${header.length}.` }
      else yield { line, fields: fieldsOf(header, record) }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new CommandError(`${path} is not valid CSV: ${error.message}.`)
  } finally {
    text.destroy()
    parser.destroy()
  }
}

interface Parsed {
  readonly record: string[]
  readonly info: Info
}

// the parser's types do not reflect its option `info`
function records(parser: AsyncIterable<Parsed>): AsyncIterable<Parsed> {
  return parser
}

function separatorOf(head: string): string {
  const header = /^.*/.exec(head)?.[0] ?? ''
  const count = (separator: string) => header.split(separator).length
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ','
}

function readHeader(record: readonly string[], needed: readonly string[], path: string): string[] {
  const header = record.map((name) => name.trim())
  const missing = needed.filter((name) => !header.includes(name))
  if (missing.length > 0) {
    throw new CommandError(
      `The header of ${path} is missing the columns ${missing.join(', ')} (it has ${header.join(', ')}).`,
    )
  }
  const repeated = header.filter((name, index) => header.indexOf(name) !== index)
  if (repeated.length > 0) throw new CommandError(`The header of ${path} contains ${repeated[0]} twice.`)
  return header
}

function fieldsOf(header: readonly string[], record: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    header.map((name, index) => [name, record[index] === '' ? undefined : record[index]]),
  )
}

/**
 * Returns a function for the line at which each record begins. The parser reports where it ends, and counts a CR in a
 * cell as another line.
 */
function countLines(): (record: readonly string[], info: Info) => number {
  let [end, empty, returns] = [0, 0, 0]
  return (record, info) => {
    const begin = end + (info.empty_lines - empty) + 1
    empty = info.empty_lines
    for (const cell of record) if (cell.includes('\r')) returns += cell.split('\r').length - 1
    end = info.lines - returns
    return begin
  }
}
