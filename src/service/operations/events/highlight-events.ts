import type { LeadEvent } from '../../../contract/lead-event.ts'
import { foldText } from '../../../contract/search/fold-text.ts'
import { findHighlights, wordsOf } from '../../../contract/search/find-highlights.ts'
import { isWordStart } from '../../../contract/search/is-word-start.ts'
import type { Connection } from '../../store/connection/database.ts'
import type { EditEvents } from '../../store/events/read-page.ts'
import { readSearchTerms, stemsOf, type SearchTerm } from '../../store/search/search-terms.ts'

/** Says with each event what in its note matched the terms. */
export function highlightEvents(terms: readonly SearchTerm[]): EditEvents {
  return async (connection, events) => {
    const inflected = await inflectedWords(connection, events, terms)
    const sought = terms.map((term, index) => ({
      ...term,
      startsWord: isWordStart(term),
      inflected: inflected[index] ?? new Set<string>(),
    }))
    return events.map((event) => ({ ...event, highlights: findHighlights(event.note ?? '', sought) }))
  }
}

/** For each term, the words of the events that share a stem with it and do not hold it as it stands. */
async function inflectedWords(
  connection: Connection,
  events: readonly LeadEvent[],
  terms: readonly SearchTerm[],
): Promise<Set<string>[]> {
  const stems = terms.map((term) => new Set(stemsOf(term)))
  // no stem begins otherwise than its word, so few words have to be asked about
  const initials = new Set([...stems].flatMap((some) => [...some].map((stem) => initialOf(stem))))
  const words = new Set(events.flatMap(({ note }) => wordsOf(note ?? '')))
  const candidates = await readSearchTerms(
    connection,
    [...words].filter((word) => initials.has(initialOf(foldText(word).folded))).map((text) => ({ text })),
  )
  return terms.map(({ folded }, index) => {
    const matching = candidates.filter(
      (word) => !word.folded.includes(folded) && word.stems.some((stem) => stems[index]?.has(stem)),
    )
    return new Set(matching.map(({ text }) => text))
  })
}

function initialOf(word: string): string {
  return String.fromCodePoint(word.codePointAt(0) ?? 0)
}
