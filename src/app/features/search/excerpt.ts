import type { Highlight } from '../../../contract/lead-event.ts'

/** UTF-16 code units of a snippet: some three lines of a result. */
const longest = 280

/** What stands of a note before what matched. */
const before = 70

/** A part of a note in one line, with what matched in it. */
export interface Excerpt {
  readonly text: string
  readonly highlights: readonly Highlight[]
}

/** The part of a note that holds most of what matched, from the beginning of a word on. */
export function excerptOf(note: string, highlights: readonly Highlight[]): Excerpt {
  // a character for a character, so that the places stay right
  const line = note.replaceAll(/\s/g, ' ')
  const first = densest(highlights)
  const start = note.length <= longest || first <= before ? 0 : wordAfter(line, first - before, first)
  const end = start + longest
  const sign = start > 0 ? '… ' : ''
  const rest = end < line.length ? '…' : ''
  return {
    text: `${sign}${line.slice(start, end)}${rest}`.toWellFormed(),
    highlights: highlights
      .filter((highlight) => highlight.start >= start && highlight.start + highlight.length <= end)
      .map((highlight) => ({ ...highlight, start: highlight.start - start + sign.length })),
  }
}

/** Where the stretch begins in which most matches lie; the first such one. */
function densest(highlights: readonly Highlight[]): number {
  let most = 0
  let at = 0
  for (const { start } of highlights) {
    const count = highlights.filter(
      (other) => other.start >= start && other.start < start + longest - before,
    ).length
    if (count > most) [most, at] = [count, start]
  }
  return at
}

/** The beginning of the next word at or after `from`, at the latest at `limit`. */
function wordAfter(line: string, from: number, limit: number): number {
  const space = line.indexOf(' ', from)
  return space < 0 || space >= limit ? limit : space + 1
}
