import { useQueries } from '@tanstack/react-query'
import { createContext, use, type ReactNode } from 'react'
import type { Highlight, LeadEvent } from '../../../contract/lead-event.ts'
import { eventQueries, type TimelineQuery } from '../api/queries.ts'
import { searchTerms } from '../event-model/event-filter.ts'
import { useRoute } from '../router/route.ts'

const none: ReadonlyMap<number, LeadEvent> = new Map()
const MarksContext = createContext(none)

interface HitMarksProps {
  readonly query: TimelineQuery
  /** the pages of the timeline that were read */
  readonly pages: ReadonlyMap<number, readonly LeadEvent[]>
  readonly children: ReactNode
}

/** Learns, page by page of a timeline, which of its events match the words of the address, and where. */
export function MatchHighlights({ query, pages, children }: HitMarksProps) {
  const { q, hitsOnly } = useRoute()
  const words = searchTerms(q)
  // what is filtered by words comes with its matches
  const asked = words === undefined || hitsOnly ? [] : [...pages.values()]
  const marks = useQueries({
    queries: asked.map((items) => eventQueries.matchesAmong(query, items, words ?? '')),
    combine: (answers) =>
      new Map(answers.flatMap(({ data }) => data?.items ?? []).map((hit) => [hit.id, hit])),
  })
  return <MarksContext value={marks}>{children}</MarksContext>
}

/** What matched in the note of an event. */
export function useHighlights(event: LeadEvent): readonly Highlight[] {
  const hit = use(MarksContext).get(event.id)
  // places in a text that was changed since are none
  return event.highlights ?? (hit?.updateTime === event.updateTime ? hit.highlights : undefined) ?? []
}
