import { maxLineLength, type SourceLine } from './source-line.ts'

/** Reads the lines of an NDJSON file, each a JSON object; empty ones are skipped. */
export async function* readNdjson(chunks: AsyncIterable<string>): AsyncGenerator<SourceLine> {
  let line = 0
  for await (const text of splitLines(chunks)) {
    line++
    if (text === undefined) yield { line, error: `A line can have at most ${maxLineLength} characters.` }
    else if (text.trim() !== '') yield { line, ...parse(text) }
  }
}

function parse(text: string): { fields: Record<string, unknown> } | { error: string } {
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value)) return { fields: value }
  } catch {
    // reported below
  }
  return { error: 'Each line must be one JSON object.' }
}

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Splits text into lines without their ends; `undefined` for one that is too long, which is not stored. */
async function* splitLines(chunks: AsyncIterable<string>): AsyncGenerator<string | undefined> {
  let pending: string | undefined = ''
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      yield joined(pending, chunk.slice(from, end))
      pending = ''
      from = end + 1
    }
    pending = joined(pending, chunk.slice(from))
  }
  if (pending !== '') yield pending
}

function joined(pending: string | undefined, rest: string): string | undefined {
  return pending === undefined || pending.length + rest.length > maxLineLength ? undefined : pending + rest
}
