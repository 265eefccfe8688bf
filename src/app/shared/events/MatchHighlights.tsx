import { useQueries } from '@tanstack/react-query'
import { createContext, use, type ReactNode } from 'react'
import type { Highlight, LeadEvent } from '../../../contract/lead-event.ts'
import { eventQueries, type TimelineQuery } from '../api/queries.ts'
import { searchTerms } from '../event-model/event-filter.ts'
import { useRoute } from '../router/route.ts'

const noMatches: ReadonlyMap<number, LeadEvent> = new Map()
const MatchesContext = createContext(noMatches)

interface MatchHighlightsProps {
  readonly query: TimelineQuery
  /** the loaded pages of the timeline */
  readonly pages: ReadonlyMap<number, readonly LeadEvent[]>
  readonly children: ReactNode
}

/** Provides the matches of the route's search text in a timeline, fetched page by page. */
export function MatchHighlights({ query, pages, children }: MatchHighlightsProps) {
  const { q, matchesOnly } = useRoute()
  const text = searchTerms(q)
  // a timeline filtered by the text already contains its highlights
  const pagesToSearch = text === undefined || matchesOnly ? [] : [...pages.values()]
  const matches = useQueries({
    queries: pagesToSearch.map((items) => eventQueries.matchesAmong(query, items, text ?? '')),
    combine: (results) =>
      new Map(results.flatMap(({ data }) => data?.items ?? []).map((match) => [match.id, match])),
  })
  return <MatchesContext value={matches}>{children}</MatchesContext>
}

/** Returns the highlights in an event's note. */
export function useHighlights(event: LeadEvent): readonly Highlight[] {
  const match = use(MatchesContext).get(event.id)
  // the positions are only valid in the same version of the note
  return event.highlights ?? (match?.updateTime === event.updateTime ? match.highlights : undefined) ?? []
}
