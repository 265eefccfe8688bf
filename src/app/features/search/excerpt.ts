import type { Highlight } from '../../../contract/lead-event.ts'
import type { NoteLink } from '../../shared/events/note-links.ts'

/** Maximum length of an excerpt in UTF-16 code units: about three lines of a result. */
const maxLength = 280

/** Length of the context before the first match, in UTF-16 code units. */
const contextLength = 70

/** A part of a note in one line, with the highlights and links in it. */
export interface Excerpt {
  readonly text: string
  readonly highlights: readonly Highlight[]
  readonly links: readonly NoteLink[]
}

/** Returns the part of a note with the most matches, starting at the beginning of a word. */
export function excerptOf(
  note: string,
  highlights: readonly Highlight[],
  links: readonly NoteLink[] = [],
): Excerpt {
  // replaces one character by one, so that the highlights stay at their positions
  const line = note.replaceAll(/\s/g, ' ')
  const first = densestStart(highlights)
  const start =
    note.length <= maxLength || first <= contextLength ? 0 : nextWord(line, first - contextLength, first)
  const end = start + maxLength
  const sign = start > 0 ? '… ' : ''
  const rest = end < line.length ? '…' : ''
  const inExcerpt = <Range extends Highlight>(ranges: readonly Range[]) =>
    ranges
      .filter((range) => range.start >= start && range.start + range.length <= end)
      .map((range) => ({ ...range, start: range.start - start + sign.length }))
  return {
    text: `${sign}${line.slice(start, end)}${rest}`.toWellFormed(),
    highlights: inExcerpt(highlights),
    // a part of an address would be another address
    links: inExcerpt(links),
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
