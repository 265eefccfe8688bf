import { foldedWords } from './find-highlights.ts'
import { foldText } from './fold-text.ts'
import { cutKey, keysOf, parseNameSearch } from './name-search.ts'

/**
 * Returns how well a lead that matches a search does so: 0 for its ID or its whole name, 1 for a name that begins with the
 * search, 2 for one that begins with one of the terms, else 3. Without a name its ID counts as one.
 */
export function nameRank(
  { id, name }: { readonly id: string; readonly name: string | null },
  q: string,
): number {
  const terms = parseNameSearch(q)
  const joined = cutKey(terms.join(''))
  const whole =
    keysOf(foldedWords(foldText(name ?? '').folded))[0] ?? keysOf(foldedWords(foldText(id).folded))[0]
  if (id === q.trim() || whole === joined) return 0
  if (whole === undefined) return 3
  if (whole.startsWith(joined)) return 1
  return terms.some((term) => whole.startsWith(term)) ? 2 : 3
}
