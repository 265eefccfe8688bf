import { ImportError } from '../import-error.ts'
import { maxRecordLength, maxReportedText } from './source-record.ts'

/** The separator between cells and the character around them. */
export interface CsvFormat {
  readonly separator: string
  readonly quote: string
}

/** A record of a CSV file with the number of the line at which it begins: its cells, or its error and original text. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly error: string; readonly text: string }

/*
 * The parser is our own, because a malformed record must not cost others: docs/decisions/2026-11-30-csv-parser.md has
 * what csv-parse does with the cases of parse-csv.test.ts.
 */

/**
 * Parses CSV (RFC 4180) with lines that end with LF, CRLF or CR. Spaces around a quoted cell are ignored; a quote inside
 * an unquoted cell is text. A record with text after a closing quote is an error, and parsing continues at the next
 * line. A record that is too long is an error; it is read in constant memory.
 * @throws ImportError if a quote is never closed, because the rest of the file then belongs to its cell
 */
export async function* parseCsv(
  chunks: AsyncIterable<string>,
  format: CsvFormat,
  maxLength = maxRecordLength,
): AsyncGenerator<CsvRecord> {
  let [pending, line] = ['', 1]
  let long: LongRecord | undefined
  let skipsLine = false
  for await (const chunk of withEnd(chunks)) {
    const isLast = chunk === undefined
    let from = 0
    pending += chunk ?? ''
    if (skipsLine) {
      const end = endOfLine(pending, 0, isLast)
      skipsLine = end === undefined
      from = end ?? pending.length
    }
    for (;;) {
      if (from >= pending.length && !(isLast && long !== undefined)) break
      if (long !== undefined) {
        const end = long.skip(pending, from, isLast)
        if (end === undefined) {
          from = pending.length
          break
        }
        const last = line + long.lines
        const lines = last === line ? '' : ` (lines ${line} to ${last})`
        yield {
          line,
          error: `A record can have at most ${maxLength} characters${lines}.`,
          text: long.text,
        }
        line = last + 1
        from = end
        long = undefined
        continue
      }
      const read = readRecord(pending, from, format, isLast)
      if (read === 'incomplete') {
        if (pending.length - from <= maxLength) break
        long = new LongRecord(format, line, pending.slice(from, from + maxReportedText))
        continue
      }
      if ('unclosed' in read) throw unclosed(line + countLineEnds(pending, from, read.unclosed))
      if ('stray' in read) {
        const end = endOfLine(pending, from, isLast)
        if (end === undefined && pending.length - from <= maxLength) break
        const opened = line + countLineEnds(pending, from, read.stray)
        const text = pending.slice(from, Math.min(end ?? pending.length, from + maxReportedText))
        const error = `There is text after the quoted cell that begins on line ${opened}. Double the quotes inside a cell.`
        yield { line, error, text: text.replace(/[\r\n]+$/, '') }
        skipsLine = end === undefined
        from = end ?? pending.length
        line++
        continue
      }
      if (read.end - from > maxLength) {
        long = new LongRecord(format, line, pending.slice(from, from + maxReportedText))
        continue
      }
      yield { line, cells: read.cells }
      line += countLineEnds(pending, from, read.end)
      from = read.end
    }
    pending = pending.slice(from)
  }
}

/** Returns the records at the beginning of a text, at most `limit`; `isWhole` if the text does not continue. */
export function parseSample(text: string, format: CsvFormat, limit: number, isWhole: boolean): string[][] {
  const records: string[][] = []
  for (let from = 0; from < text.length && records.length < limit;) {
    const read = readRecord(text, from, format, isWhole)
    if (read === 'incomplete' || 'unclosed' in read) break
    if ('stray' in read) from = endOfLine(text, from, true) ?? text.length
    else {
      from = read.end
      records.push(read.cells)
    }
  }
  return records
}

type ReadRecord =
  | { readonly cells: string[]; readonly end: number }
  /** the position of the quote before a cell with text after its closing quote */
  | { readonly stray: number }
  /** the position of a quote that is not closed before the end of the file */
  | { readonly unclosed: number }

/** Reads the record at a position. It is incomplete if the following text may belong to it, unless this is all. */
function readRecord(
  text: string,
  from: number,
  { separator, quote }: CsvFormat,
  isLast: boolean,
): ReadRecord | 'incomplete' {
  const cells: string[] = []
  const isBlank = (at: number) => (text[at] === ' ' || text[at] === '\t') && text[at] !== separator
  for (let at = from; ;) {
    let begin = at
    while (isBlank(begin)) begin++
    if (text[begin] === quote) {
      let cell = ''
      for (at = begin + 1; ;) {
        const close = text.indexOf(quote, at)
        if (close < 0) return isLast ? { unclosed: begin } : 'incomplete'
        cell += text.slice(at, close)
        at = close + 1
        if (text[at] !== quote) break
        cell += quote
        at++
      }
      cells.push(cell)
      while (isBlank(at)) at++
    } else {
      begin = at
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
      cells.push(text.slice(begin, at))
      begin = -1
    }
    // the next chunk may continue the cell, double a quote, or begin with the LF of a CRLF
    if (at >= text.length - 1 && !isLast && (at === text.length || text[at] === '\r')) return 'incomplete'
    if (at === text.length) return { cells, end: at }
    if (text[at] === separator) at++
    else if (text[at] === '\n') return { cells, end: at + 1 }
    else if (text[at] === '\r') return { cells, end: text[at + 1] === '\n' ? at + 2 : at + 1 }
    else return { stray: begin }
  }
}

/** Skips a record whose text is not stored. */
class LongRecord {
  /** the line ends in it, except for the last one */
  lines = 0
  readonly text: string
  private readonly format: CsvFormat
  private readonly line: number
  private state: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  private opened = 0
  private afterReturn = false
  private ended = false

  constructor(format: CsvFormat, line: number, text: string) {
    this.format = format
    this.line = line
    this.text = text
  }

  /** Returns the position after the record, or `undefined` if it continues in the next chunk. */
  skip(text: string, from: number, isLast: boolean): number | undefined {
    const { separator, quote } = this.format
    for (let at = from; at < text.length; at++) {
      const character = text[at] ?? ''
      if (this.ended) return character === '\n' && this.afterReturn ? at + 1 : at
      const isLineEnd = character === '\n' || character === '\r'
      if (this.state === 'quoted') {
        if (character === quote) this.state = 'closed'
        else if (isLineEnd && !(character === '\n' && this.afterReturn)) this.lines++
      } else if (isLineEnd) {
        this.ended = true
        if (character === '\n') return at + 1
      } else if (character === separator) this.state = 'start'
      else if (character === quote && this.state === 'start') {
        this.state = 'quoted'
        this.opened = this.line + this.lines
      } else if (character === quote && this.state === 'closed') this.state = 'quoted'
      else if (character !== ' ' && character !== '\t') {
        if (this.state === 'closed') throw unclosed(this.opened)
        this.state = 'plain'
      }
      this.afterReturn = character === '\r'
    }
    if (!isLast) return undefined
    if (this.state === 'quoted') throw unclosed(this.opened)
    return text.length
  }
}

function unclosed(line: number): ImportError {
  return new ImportError(
    `The quote on line ${line} is not closed. Close it, or write it twice if it belongs to the text.`,
  )
}

/** Returns the position after the next line end; `undefined` if it is in a later chunk. */
function endOfLine(text: string, from: number, isLast: boolean): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\n') return at + 1
    if (text[at] !== '\r') continue
    if (at + 1 === text.length && !isLast) return undefined
    return text[at + 1] === '\n' ? at + 2 : at + 1
  }
  return isLast ? text.length : undefined
}

/** Counts the line ends between two positions: LF, CRLF or CR. */
function countLineEnds(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) {
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count++
  }
  return count
}

async function* withEnd(chunks: AsyncIterable<string>): AsyncGenerator<string | undefined> {
  yield* chunks
  yield undefined
}
