import { foldText } from '../../../contract/search/fold-text.ts'
import { isWordStart } from '../../../contract/search/is-word-start.ts'
import type { AddValue } from '../connection/statement-values.ts'
import { stemsOf, type SearchTerm } from './search-terms.ts'

/**
 * Returns the condition that the note of `e` matches a term: it contains the term, its number, or a word with one of
 * its stems.
 */
export function termCondition(term: SearchTerm, addValue: AddValue): string {
  const holds = (text: string) => `strpos(e.note_folded, ${addValue(text)}) > 0`
  const stands = isWordStart(term)
    ? `e.note_folded ~ ${addValue(`(^|[^a-z0-9])${literal(term.folded)}`)}`
    : holds(term.folded)
  const stems = stemsOf(term).map((stem) => `strpos(e.note_stems, ${addValue(` ${stem} `)}) > 0`)
  const number = term.digits === undefined ? [] : [holds(term.digits)]
  const parts = (term.parts ?? []).map((part) => holds(foldText(part).folded)).join(' and ')
  return `(${[stands, ...stems, ...number, ...(parts === '' ? [] : [`(${parts})`])].join(' or ')})`
}

/** Returns a pattern in which every character of a text is literal. */
function literal(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`)
}

/** The placeholder in a `tsquery` for the application and week, which the statement replaces. */
export const bucketKey = '\u0001'

/**
 * Returns the keys (see search_keys in 0005-search.sql) that a note has if it matches a term, as a `tsquery`; notes
 * that do not match may have them too. Empty for a term without a word.
 */
export function termKeys(term: SearchTerm): string {
  const words = term.words.map((word) => `${key('', word)}:*`).join('&')
  // a stem that is also a word of the note has that word's key
  const stems = stemsOf(term).flatMap((stem) => [key('=', stem), key('', stem)])
  const number = term.digits === undefined ? [] : [`${key('', term.digits)}:*`]
  return [words, ...stems, ...number].join('|')
}

/** Returns the key of a column's value. */
export function columnKey(mark: '@' | '#' | '>', value: string): string {
  return key(mark, value, 64)
}

/** Escapes a key for a `tsquery`; it is truncated as search_keys truncates it. */
function key(mark: string, text: string, longest = 16): string {
  const cut = Array.from(text).slice(0, longest).join('')
  return `'${bucketKey}${mark}${cut.replaceAll(/['\\]/g, '$&$&')}'`
}
