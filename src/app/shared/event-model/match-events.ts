import type { Highlight, LeadEvent } from '../../../contract/lead-event.ts'
import { findHighlights, wordsOf, type HighlightedTerm } from '../../../contract/search/find-highlights.ts'
import { foldText } from '../../../contract/search/fold-text.ts'
import { parseSearch } from '../../../contract/search/parse-search.ts'
import { isWordStart } from '../../../contract/search/is-word-start.ts'
import type { FilterParameters } from './event-filter.ts'

/**
 * Returns the events that match a filter, with highlights in their notes, as the service does except for the inflected
 * forms of words, which only the service knows.
 */
export function matchEvents(events: readonly LeadEvent[], filter: FilterParameters): LeadEvent[] {
  const { q, status, owner, leadAssignee, dateFrom, dateTo } = filter
  const terms = q === undefined ? [] : parseSearch(q).map(termOf)
  const matching = events.filter(
    (event) =>
      (status === undefined || event.status === status) &&
      (owner === undefined || event.owner.id === owner) &&
      (leadAssignee === undefined || event.leadAssignee === leadAssignee) &&
      (dateFrom === undefined || event.date >= dateFrom) &&
      (dateTo === undefined || event.date <= dateTo),
  )
  if (terms.length === 0) return matching
  return matching.flatMap((event) => {
    const highlights = matchNote(event.note ?? '', terms)
    return highlights === undefined ? [] : { ...event, highlights }
  })
}

const noInflections: ReadonlySet<string> = new Set()

function termOf(text: string): HighlightedTerm {
  const words = wordsOf(text).map((word) => foldText(word).folded)
  return { text, startsWord: isWordStart({ folded: foldText(text).folded, words }), inflected: noInflections }
}

/** Returns the highlights of a note if all terms match; else `undefined`. */
function matchNote(note: string, terms: readonly HighlightedTerm[]): Highlight[] | undefined {
  const isMissingTerm = terms.some((term) => findHighlights(note, [term]).length === 0)
  return isMissingTerm ? undefined : findHighlights(note, terms)
}
