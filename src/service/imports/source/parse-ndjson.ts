import { isRecord, maxRecordLength, maxReportedText, type SourceRecord } from './source-record.ts'

/** Parses the lines of an NDJSON file, each a JSON object; empty ones are skipped. */
export async function* parseNdjson(chunks: AsyncIterable<string>): AsyncGenerator<SourceRecord> {
  let line = 0
  for await (const { text, isTooLong } of splitLines(chunks)) {
    line++
    if (isTooLong) yield { line, error: `A line can have at most ${maxRecordLength} characters.`, text }
    else if (text.trim() !== '') yield { line, ...parse(text) }
  }
}

function parse(text: string): { fields: Record<string, unknown> } | { error: string; text: string } {
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value)) return { fields: value }
  } catch {
    // reported below
  }
  return { error: 'Each line must be one JSON object.', text: text.slice(0, maxReportedText) }
}

interface Line {
  readonly text: string
  readonly isTooLong: boolean
}

/** Splits text into lines without their ends; of one that is too long, only the beginning is stored. */
async function* splitLines(chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let pending: Line = { text: '', isTooLong: false }
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      yield joined(pending, chunk.slice(from, end))
      pending = { text: '', isTooLong: false }
      from = end + 1
    }
    pending = joined(pending, chunk.slice(from))
  }
  if (pending.text !== '') yield pending
}

function joined({ text, isTooLong }: Line, rest: string): Line {
  if (!isTooLong && text.length + rest.length <= maxRecordLength) return { text: text + rest, isTooLong }
  return { text: (isTooLong ? text : text + rest).slice(0, maxReportedText), isTooLong: true }
}
