import type { LeadEvent } from '../../../contract/lead-event.ts'
import { foldText } from '../../../contract/search/fold-text.ts'
import { findHighlights, wordsOf } from '../../../contract/search/find-highlights.ts'
import { isWordStart } from '../../../contract/search/is-word-start.ts'
import type { Connection } from '../../store/connection/database.ts'
import type { EditEvents } from '../../store/events/read-page.ts'
import { readSearchTerms, stemsOf, type SearchTerm } from '../../store/search/search-terms.ts'

/** Creates the function that adds to each event the highlights of its note. */
export function highlightEvents(terms: readonly SearchTerm[]): EditEvents {
  return async (connection, events) => {
    const inflected = await inflectedWords(connection, events, terms)
    const highlightedTerms = terms.map((term, index) => ({
      ...term,
      startsWord: isWordStart(term),
      inflected: inflected[index] ?? new Set<string>(),
    }))
    return events.map((event) => ({
      ...event,
      highlights: findHighlights(event.note ?? '', highlightedTerms),
    }))
  }
}

/** Returns, for each term, the words of the events that share a stem with it and do not contain it as typed. */
async function inflectedWords(
  connection: Connection,
  events: readonly LeadEvent[],
  terms: readonly SearchTerm[],
): Promise<Set<string>[]> {
  const stems = terms.map((term) => new Set(stemsOf(term)))
  // every stem begins like its word, so only a few words must be looked up
  const initials = new Set([...stems].flatMap((ofTerm) => [...ofTerm].map((stem) => initialOf(stem))))
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
