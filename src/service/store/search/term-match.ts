import { foldText } from '../../../contract/search/fold-text.ts'
import { isWordStart } from '../../../contract/search/is-word-start.ts'
import { stemsOf, type SearchTerm } from './search-terms.ts'

/** Puts a value into a statement and answers its place there: `$7`. */
export type Place = (value: unknown) => string

/** The condition under which the note of `e` matches a term: it holds the term, its number, or a word with one of its stems. */
export function termCondition(term: SearchTerm, place: Place): string {
  const holds = (text: string) => `strpos(e.note_folded, ${place(text)}) > 0`
  const stands = isWordStart(term)
    ? `e.note_folded ~ ${place(`(^|[^a-z0-9])${literal(term.folded)}`)}`
    : holds(term.folded)
  const stems = stemsOf(term).map((stem) => `strpos(e.note_stems, ${place(` ${stem} `)}) > 0`)
  const number = term.digits === undefined ? [] : [holds(term.digits)]
  const parts = (term.parts ?? []).map((part) => holds(foldText(part).folded)).join(' and ')
  return `(${[stands, ...stems, ...number, ...(parts === '' ? [] : [`(${parts})`])].join(' or ')})`
}

/** A pattern of a text, in which every character stands for itself. */
function literal(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`)
}

/** What stands in a `tsquery` for the application and week, which are put there by the statement. */
export const bucketKey = '\u0001'

/**
 * The keys (see search_keys in 0005-search.sql) that a note has if it matches a term, as a `tsquery`; notes that do not
 * match may have them too. Empty for a term without a word.
 */
export function termKeys(term: SearchTerm): string {
  const words = term.words.map((word) => `${key('', word)}:*`).join('&')
  // a stem that is a word of the note as well has that word's key
  const stems = stemsOf(term).flatMap((stem) => [key('=', stem), key('', stem)])
  const number = term.digits === undefined ? [] : [`${key('', term.digits)}:*`]
  return [words, ...stems, ...number].join('|')
}

/** The key of a column's value. */
export function columnKey(mark: '@' | '#' | '>', value: string): string {
  return key(mark, value, 64)
}

/** A key as a `tsquery` takes it, whatever characters it has; it is cut as search_keys cuts it. */
function key(mark: string, text: string, longest = 16): string {
  const cut = Array.from(text).slice(0, longest).join('')
  return `'${bucketKey}${mark}${cut.replaceAll(/['\\]/g, '$&$&')}'`
}
