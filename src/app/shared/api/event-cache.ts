import type { QueryClient } from '@tanstack/react-query'
import type { ResponseOf } from '../../../contract/endpoints.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { eventQueries } from './queries.ts'
import { isFilteredTimeline, queryKeys, timelinePartOf, type AppQueryKey } from './query-keys.ts'

type EventPage = ResponseOf<'listEvents'>

/** Returns a query filter for the pages of every timeline that shows one of these leads. */
function pagesOf(leads: readonly string[]) {
  return {
    queryKey: queryKeys.timelines,
    predicate: (query: { readonly queryKey: AppQueryKey }) =>
      timelinePartOf(query)?.leads.some((lead) => leads.includes(lead)) === true,
  }
}

/** Returns the cached pages of each timeline that shows a lead. */
export function cachedTimelines(queryClient: QueryClient, lead: string): readonly (readonly EventPage[])[] {
  const timelines = new Map<string, EventPage[]>()
  for (const [queryKey, page] of queryClient.getQueriesData<EventPage>(pagesOf([lead]))) {
    if (page === undefined) continue
    const timeline = JSON.stringify({ ...timelinePartOf({ queryKey }), page: undefined })
    timelines.set(timeline, [...(timelines.get(timeline) ?? []), page])
  }
  return [...timelines.values()]
}

/** Replaces an event in every cached page that contains it: an edit moves no row. */
export function patchEvent(queryClient: QueryClient, event: LeadEvent): void {
  queryClient.setQueriesData<EventPage>(pagesOf([event.lead]), (page) => {
    if (page?.items.some(({ id }) => id === event.id) !== true) return page
    return { ...page, items: page.items.map((item) => (item.id === event.id ? event : item)) }
  })
}

/**
 * Refetches the filtered pages and the search matches of a lead: an edit may add an event to them or remove one.
 */
export function refetchFiltered(queryClient: QueryClient, lead: string): void {
  const { queryKey, predicate } = pagesOf([lead])
  void queryClient.invalidateQueries({
    queryKey,
    predicate: (query) => predicate(query) && isFilteredTimeline(query),
  })
}

/** Removes the inactive pages of some leads: every later row has moved, so such a page would show outdated rows. */
export function removeInactivePages(queryClient: QueryClient, leads: readonly string[]): void {
  queryClient.removeQueries({ ...pagesOf(leads), type: 'inactive' })
}

/** Refetches the active pages of some leads. Rejects if that fails. */
export async function refetchActivePages(queryClient: QueryClient, leads: readonly string[]): Promise<void> {
  // a first fetch in progress may have started before the change, and an invalidation would not restart it
  await queryClient.cancelQueries(pagesOf(leads))
  await queryClient.invalidateQueries(pagesOf(leads), { throwOnError: true })
}

/**
 * Refetches an event and its history if they are active, and removes them from the cache if not. A failed query keeps
 * its error: a deleted event does not return, and during a refetch its screen would be empty.
 */
export function refetchEvent(queryClient: QueryClient, id: number): void {
  for (const { queryKey } of [eventQueries.detail(id), eventQueries.history(id)]) {
    queryClient.removeQueries({ queryKey, type: 'inactive' })
    void queryClient.invalidateQueries({ queryKey, predicate: ({ state }) => state.status !== 'error' })
  }
}
