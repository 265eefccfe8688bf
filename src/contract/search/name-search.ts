import type { Highlight } from '../lead-event.ts'
import { foldedWords, mergeRanges, originalRange, wordPattern } from './find-highlights.ts'
import { foldText } from './fold-text.ts'

/** The longest key of a name, in code points: the function name_keys in 0026-name-search.sql has the same. */
const maxKeyLength = 48

/** Words of one name that are searched, and so the terms of a search. */
const maxWords = 12

/**
 * Splits a search text for names into its terms, without spaces and punctuation. All must match, or all of them joined; none
 * if the text contains no letter and no digit. Initials with points are one term: `S.p.A.` is `spa`.
 */
export function parseNameSearch(q: string): string[] {
  const { folded } = foldText(q)
  const terms = folded.split(' ').flatMap((part) => {
    const words = foldedWords(part)
    return words.some((word) => word.length === 1) ? words.join('') : words
  })
  return [...new Set(terms.filter((term) => term !== ''))].slice(0, maxWords).map(cutKey)
}

/**
 * Whether one of some names, such as a lead's name and its ID, contains all terms at the beginnings of words, in any order,
 * or the terms joined. A term can continue into the next word.
 */
export function matchesName(names: readonly string[], terms: readonly string[]): boolean {
  const keys = names.flatMap((name) => keysOf(foldedWords(foldText(name).folded)))
  const matches = (term: string) => keys.some((key) => key.startsWith(term))
  return terms.length > 0 && (matches(cutKey(terms.join(''))) || terms.every(matches))
}

/** Returns the ranges of a name that match the terms of a search; ascending, without overlaps. */
export function findNameHighlights(name: string, terms: readonly string[]): Highlight[] {
  if (terms.length === 0) return []
  const { folded, originalIndex } = foldText(name)
  const letters: number[] = []
  const starts = new Set<number>()
  for (const { index, 0: word } of folded.matchAll(wordPattern)) {
    starts.add(letters.length)
    for (let unit = 0; unit < word.length; unit++) letters.push(index + unit)
  }
  const joined = letters.map((index) => folded.charAt(index)).join('')
  const ranges = [...starts].flatMap((start) =>
    [...terms, terms.join('')]
      .filter((term) => term !== '' && joined.startsWith(term, start))
      .map((term) => {
        const first = letters[start] ?? 0
        const last = letters[start + term.length - 1] ?? first
        return originalRange(originalIndex, first, folded.slice(first, last + 1))
      }),
  )
  return mergeRanges(ranges)
}

/** Returns what a term can begin in a name: from each word to the end, without spaces and punctuation. */
export function keysOf(words: readonly string[]): string[] {
  return words.slice(0, maxWords).map((_, index) => cutKey(words.slice(index).join('')))
}

/** Shortens a key to the length of the stored ones. */
export function cutKey(key: string): string {
  return key.length <= maxKeyLength ? key : Array.from(key).slice(0, maxKeyLength).join('')
}
