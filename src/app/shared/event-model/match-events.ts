import type { Highlight, LeadEvent } from '../../../contract/lead-event.ts'
import {
  findHighlights,
  foldedWords,
  type HighlightedTerm,
} from '../../../contract/search/find-highlights.ts'
import { foldText } from '../../../contract/search/fold-text.ts'
import { parseSearch, type ParsedTerm } from '../../../contract/search/parse-search.ts'
import { isWordStart } from '../../../contract/search/is-word-start.ts'
import type { FilterParameters } from './event-filter.ts'

/**
 * Returns the events that match a filter, with highlights in their notes, as the service does except for the inflected
 * forms of words, which only the service knows.
 */
export function matchEvents(events: readonly LeadEvent[], filter: FilterParameters): LeadEvent[] {
  const { q, status, owner, leadAssignee, dateFrom, dateTo } = filter
  const terms =
    q === undefined
      ? []
      : parseSearch(q)
          .map(termOf)
          .filter(({ text }) => foldText(text).folded !== '')
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

function termOf(term: ParsedTerm): HighlightedTerm {
  const { folded } = foldText(term.text)
  return {
    ...term,
    startsWord: isWordStart({ folded, words: foldedWords(folded) }),
    inflected: noInflections,
  }
}

/** Returns the highlights of a note if all terms match; else `undefined`. */
function matchNote(note: string, terms: readonly HighlightedTerm[]): Highlight[] | undefined {
  const isMissingTerm = terms.some((term) => findHighlights(note, [term]).length === 0)
  return isMissingTerm ? undefined : findHighlights(note, terms)
}
