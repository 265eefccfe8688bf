import type { Highlight } from '../lead-event.ts'
import { foldText, type FoldedText } from './fold-text.ts'
import { separators } from './separators.ts'

/** A search term as typed, and the words of notes, as written there, that match it by inflection. */
export interface HighlightedTerm {
  readonly text: string
  /** whether it matches only at the beginning of words: not after a Latin letter or a digit */
  readonly startsWord: boolean
  readonly inflected: ReadonlySet<string>
}

type TextRange = [start: number, end: number]

const word = new RegExp(`[^${separators}]+`, 'gu')

/** Returns the words of a note as they are written. */
export function wordsOf(note: string): string[] {
  const { folded, originalIndex } = foldText(note)
  return [...folded.matchAll(word)].map((match) =>
    note.slice(...originalRange(originalIndex, match.index, match[0])),
  )
}

/**
 * Returns the matches in a note: every occurrence of a term as typed, and every whole word that matches by
 * inflection. They are ascending, without overlaps.
 */
export function findHighlights(note: string, terms: readonly HighlightedTerm[]): Highlight[] {
  const { folded, originalIndex } = foldText(note)
  const words = [...folded.matchAll(word)]
  const matches: TextRange[] = []
  for (const { text, startsWord, inflected } of terms) {
    const foldedTerm = foldText(text).folded
    for (const start of occurrences(folded, foldedTerm)) {
      if (!startsWord || !/[a-z0-9]/.test(folded.charAt(start - 1)))
        matches.push(originalRange(originalIndex, start, foldedTerm))
    }
    for (const { index, 0: match } of inflected.size === 0 ? [] : words) {
      const range = originalRange(originalIndex, index, match)
      if (inflected.has(note.slice(...range))) matches.push(range)
    }
  }
  return mergeRanges(matches)
}

function* occurrences(folded: string, foldedTerm: string): Generator<number> {
  // a term of accents alone folds to nothing: it would match everywhere and highlight nothing
  if (foldedTerm === '') return
  for (let start = folded.indexOf(foldedTerm); start >= 0; start = folded.indexOf(foldedTerm, start + 1))
    yield start
}

/** Converts a range of the folded text to the range of the original text that contains all of its last character. */
function originalRange(
  originalIndex: FoldedText['originalIndex'],
  start: number,
  { length }: string,
): TextRange {
  let end = start + length
  const last = originalIndex(end - 1)
  while (originalIndex(end) === last) end++
  return [originalIndex(start), originalIndex(end)]
}

function mergeRanges(ranges: readonly TextRange[]): Highlight[] {
  const highlights: { start: number; length: number }[] = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = highlights.at(-1)
    if (last !== undefined && start <= last.start + last.length) {
      last.length = Math.max(last.length, end - last.start)
    } else highlights.push({ start, length: end - start })
  }
  return highlights
}
