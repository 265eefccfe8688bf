import type { QueryClient } from '@tanstack/react-query'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { eventQueries, type TimelineQuery } from '../api/queries.ts'
import { fetchUncancelled } from '../api/fetch-uncancelled.ts'
import { toParameters } from '../event-model/event-filter.ts'

/** Whether an event of a timeline's leads matches its filter; a search text is matched by the back end's search. */
export async function matchesFilter(
  queryClient: QueryClient,
  event: LeadEvent,
  query: TimelineQuery,
): Promise<boolean> {
  if (query.filter === undefined) return true
  const { q, ...filter } = query.filter
  const { matchEvents } = await import('../event-model/match-events.ts')
  if (matchEvents([event], toParameters(filter)).length === 0) return false
  if (q === undefined) return true
  const { items } = await fetchUncancelled(queryClient, eventQueries.matchesAmong(query, [event], q))
  return items.some(({ id }) => id === event.id)
}
