import type { Highlight } from '../lead-event.ts'
import { foldText, type FoldedText } from './fold-text.ts'
import { separators } from './separators.ts'

/** A term as it was typed, and the words of notes, as they are written there, that match it by inflection. */
export interface HighlightedTerm {
  readonly text: string
  /** whether it is looked for at the beginning of words only: not after a Latin letter or a digit */
  readonly startsWord: boolean
  readonly inflected: ReadonlySet<string>
}

type Stretch = [start: number, end: number]

const word = new RegExp(`[^${separators}]+`, 'gu')

/** The words of a note as they are written. */
export function wordsOf(note: string): string[] {
  const { folded, place } = foldText(note)
  return [...folded.matchAll(word)].map((match) => note.slice(...written(place, match.index, match[0])))
}

/**
 * What matches in a note: each term where it stands as it was typed, and a word that matches by inflection as a whole.
 * Ascending, and apart from each other.
 */
export function findHighlights(note: string, terms: readonly HighlightedTerm[]): Highlight[] {
  const { folded, place } = foldText(note)
  const words = [...folded.matchAll(word)]
  const found: Stretch[] = []
  for (const { text, startsWord, inflected } of terms) {
    const sought = foldText(text).folded
    for (const start of occurrences(folded, sought)) {
      if (!startsWord || !/[a-z0-9]/.test(folded.charAt(start - 1))) found.push(written(place, start, sought))
    }
    for (const { index, 0: match } of inflected.size === 0 ? [] : words) {
      const stretch = written(place, index, match)
      if (inflected.has(note.slice(...stretch))) found.push(stretch)
    }
  }
  return joined(found)
}

function* occurrences(folded: string, sought: string): Generator<number> {
  // a term of nothing but accents is everywhere, and nowhere to be seen
  if (sought === '') return
  for (let start = folded.indexOf(sought); start >= 0; start = folded.indexOf(sought, start + 1)) yield start
}

/** Where a part of the folded text is in the text as it was written, with the whole of its last character. */
function written(place: FoldedText['place'], start: number, { length }: string): Stretch {
  let end = start + length
  const last = place(end - 1)
  while (place(end) === last) end++
  return [place(start), place(end)]
}

function joined(stretches: readonly Stretch[]): Highlight[] {
  const highlights: { start: number; length: number }[] = []
  for (const [start, end] of stretches.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = highlights.at(-1)
    if (last !== undefined && start <= last.start + last.length) {
      last.length = Math.max(last.length, end - last.start)
    } else highlights.push({ start, length: end - start })
  }
  return highlights
}
