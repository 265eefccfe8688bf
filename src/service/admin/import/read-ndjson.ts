import { longestLine, type SourceLine } from './source-line.ts'

/** The lines of an NDJSON file, each a JSON object; empty ones are passed over. */
export async function* readNdjson(chunks: AsyncIterable<string>): AsyncGenerator<SourceLine> {
  let line = 0
  for await (const text of splitLines(chunks)) {
    line++
    if (text === undefined) yield { line, fault: `A line can have at most ${longestLine} characters.` }
    else if (text.trim() !== '') yield { line, ...parse(text) }
  }
}

function parse(text: string): { fields: Record<string, unknown> } | { fault: string } {
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value)) return { fields: value }
  } catch {
    // told below
  }
  return { fault: 'Each line must be one JSON object.' }
}

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Lines without their ends; `undefined` for one that is too long, which is not kept. */
async function* splitLines(chunks: AsyncIterable<string>): AsyncGenerator<string | undefined> {
  let begun: string | undefined = ''
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      yield joined(begun, chunk.slice(from, end))
      begun = ''
      from = end + 1
    }
    begun = joined(begun, chunk.slice(from))
  }
  if (begun !== '') yield begun
}

function joined(begun: string | undefined, rest: string): string | undefined {
  return begun === undefined || begun.length + rest.length > longestLine ? undefined : begun + rest
}
