import type { Highlight } from '../lead-event.ts'
import { findNumbers } from './find-numbers.ts'
import { foldText, type FoldedText } from './fold-text.ts'
import type { ParsedTerm } from './parse-search.ts'
import { separators } from './separators.ts'

/** A search term as typed, and the words of notes, as written there, that match it by inflection. */
export interface HighlightedTerm extends ParsedTerm {
  /** whether it matches only at the beginning of words: not after a Latin letter or a digit */
  readonly startsWord: boolean
  readonly inflected: ReadonlySet<string>
}

type TextRange = [start: number, end: number]

/** A word of a folded text. */
export const wordPattern = new RegExp(`[^${separators}]+`, 'gu')

/** Returns the words of a folded text. */
export function foldedWords(folded: string): string[] {
  return folded.match(wordPattern) ?? []
}

/** Returns the words of a note as they are written, divided at apostrophes too, as the function search_stems does. */
export function wordsOf(note: string): string[] {
  const { folded, originalIndex } = foldText(note, ' ')
  return [...folded.matchAll(wordPattern)].map((match) =>
    note.slice(...originalRange(originalIndex, match.index, match[0])),
  )
}

/**
 * Returns the matches in a note: every occurrence of a term as typed, of a number in any format, and every whole word that
 * matches by inflection. They are ascending, without overlaps.
 */
export function findHighlights(note: string, terms: readonly HighlightedTerm[]): Highlight[] {
  const folded = foldText(note)
  const matches: TextRange[] = []
  for (const { text, startsWord, inflected, digits, parts = [] } of terms) {
    const ranges = rangesOf(folded, text, startsWord)
    if (digits !== undefined) ranges.push(...rangesOf(folded, digits, false), ...numberRanges(note, digits))
    if (ranges.length === 0) {
      const apart = parts.map((part) => rangesOf(folded, part, false))
      if (apart.every((some) => some.length > 0)) ranges.push(...apart.flat())
    }
    if (inflected.size > 0) ranges.push(...inflectedRanges(note, inflected))
    matches.push(...ranges)
  }
  return mergeRanges(matches)
}

function rangesOf({ folded, originalIndex }: FoldedText, text: string, startsWord: boolean): TextRange[] {
  const foldedTerm = foldText(text).folded
  return [...occurrences(folded, foldedTerm)]
    .filter((start) => !startsWord || !/[a-z0-9]/.test(folded.charAt(start - 1)))
    .map((start) => originalRange(originalIndex, start, foldedTerm))
}

/** Returns the ranges of digits in the numbers that are written with separators. */
function numberRanges(note: string, digits: string): TextRange[] {
  return findNumbers(note).flatMap((number) =>
    [...occurrences(number.digits, digits)].map((start): TextRange => {
      const first = number.indexes[start] ?? 0
      const last = number.indexes[start + digits.length - 1] ?? first
      return [first, last + 1]
    }),
  )
}

function inflectedRanges(note: string, inflected: ReadonlySet<string>): TextRange[] {
  const { folded, originalIndex } = foldText(note, ' ')
  return [...folded.matchAll(wordPattern)]
    .map((match) => originalRange(originalIndex, match.index, match[0]))
    .filter((range) => inflected.has(note.slice(...range)))
}

function* occurrences(folded: string, foldedTerm: string): Generator<number> {
  // a term of accents alone folds to nothing: it would match everywhere and highlight nothing
  if (foldedTerm === '') return
  for (let start = folded.indexOf(foldedTerm); start >= 0; start = folded.indexOf(foldedTerm, start + 1))
    yield start
}

/** Converts a range of the folded text to the range of the original text that contains all of its last character. */
export function originalRange(
  originalIndex: FoldedText['originalIndex'],
  start: number,
  { length }: string,
): TextRange {
  let end = start + length
  const last = originalIndex(end - 1)
  while (originalIndex(end) === last) end++
  return [originalIndex(start), originalIndex(end)]
}

/** Converts ranges to highlights: ascending, and ranges that overlap or touch as one. */
export function mergeRanges(ranges: readonly TextRange[]): Highlight[] {
  const highlights: { start: number; length: number }[] = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = highlights.at(-1)
    if (last !== undefined && start <= last.start + last.length) {
      last.length = Math.max(last.length, end - last.start)
    } else highlights.push({ start, length: end - start })
  }
  return highlights
}
