import type { ParsedTerm } from '../../../contract/search/parse-search.ts'
import type { Connection } from '../connection/database.ts'

/** A search term: without case and accents, its words, and their stems in two languages. */
export interface SearchTerm extends ParsedTerm {
  readonly folded: string
  readonly words: readonly string[]
  readonly stems: readonly string[]
}

const read = {
  name: 'search-terms',
  text: `select term text, search_fold(term) folded,
      array_remove(string_to_array(search_words(search_fold(term)), ' '), '') words,
      array_remove(string_to_array(search_term_stems(term), ' '), '') stems
    from unnest($1::text[]) with ordinality as given(term, position)
    order by position`,
}

/** Parses the terms of a search like notes when they are written. */
export async function readSearchTerms(
  connection: Connection,
  terms: readonly ParsedTerm[],
): Promise<SearchTerm[]> {
  if (terms.length === 0) return []
  const rows = await connection.query<SearchTerm>(read, [terms.map(({ text }) => text)])
  return rows.map((row, index) => ({ ...terms[index], ...row }))
}

/** Whether a term is one word, which also matches its inflections; a phrase or punctuation only matches literally. */
export function isWord({ folded, words }: SearchTerm): boolean {
  return words.length === 1 && words[0] === folded
}

/** Returns the stems that match a term in addition to its literal text. */
export function stemsOf(term: SearchTerm): readonly string[] {
  return isWord(term) ? term.stems : []
}
