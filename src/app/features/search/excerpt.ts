import type { Highlight } from '../../../contract/lead-event.ts'

/** Maximum length of an excerpt in UTF-16 code units: about three lines of a result. */
const maxLength = 280

/** Length of the context before the first match, in UTF-16 code units. */
const contextLength = 70

/** A part of a note in one line, with the highlights in it. */
export interface Excerpt {
  readonly text: string
  readonly highlights: readonly Highlight[]
}

/** Returns the part of a note with the most matches, starting at the beginning of a word. */
export function excerptOf(note: string, highlights: readonly Highlight[]): Excerpt {
  // replaces one character by one, so that the highlights stay at their positions
  const line = note.replaceAll(/\s/g, ' ')
  const first = densestStart(highlights)
  const start =
    note.length <= maxLength || first <= contextLength ? 0 : nextWord(line, first - contextLength, first)
  const end = start + maxLength
  const sign = start > 0 ? '… ' : ''
  const rest = end < line.length ? '…' : ''
  return {
    text: `${sign}${line.slice(start, end)}${rest}`.toWellFormed(),
    highlights: highlights
      .filter((highlight) => highlight.start >= start && highlight.start + highlight.length <= end)
      .map((highlight) => ({ ...highlight, start: highlight.start - start + sign.length })),
  }
}

/** The start of the first part that contains the most matches. */
function densestStart(highlights: readonly Highlight[]): number {
  let maxCount = 0
  let result = 0
  for (const { start } of highlights) {
    const count = highlights.filter(
      (other) => other.start >= start && other.start < start + maxLength - contextLength,
    ).length
    if (count > maxCount) [maxCount, result] = [count, start]
  }
  return result
}

/** The start of the first word after `from`, but at most `limit`. */
function nextWord(line: string, from: number, limit: number): number {
  const space = line.indexOf(' ', from)
  return space < 0 || space >= limit ? limit : space + 1
}
