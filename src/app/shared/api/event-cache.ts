import type { Query, QueryClient } from '@tanstack/react-query'
import type { AnswerOf } from '../../../contract/endpoints.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { eventQueries } from './queries.ts'

/** Where the number of a page stands in its key. */
const pageNumberAt = 4

type EventPage = AnswerOf<'listEvents'>

/** The pages of every timeline that shows one of these leads. */
function pagesOf(leads: readonly string[]) {
  return {
    queryKey: eventQueries.pages(),
    predicate: ({ queryKey }: Pick<Query, 'queryKey'>) =>
      leads.some((lead) => eventQueries.showsLead(lead, queryKey)),
  }
}

/** What was read of the timelines that show a lead: the pages of each. */
export function cachedTimelines(queryClient: QueryClient, lead: string): readonly (readonly EventPage[])[] {
  const timelines = new Map<string, EventPage[]>()
  for (const [key, page] of queryClient.getQueriesData<EventPage>(pagesOf([lead]))) {
    if (page === undefined) continue
    // all but the page's number
    const timeline = JSON.stringify(key.toSpliced(pageNumberAt, 1))
    timelines.set(timeline, [...(timelines.get(timeline) ?? []), page])
  }
  return [...timelines.values()]
}

/** Puts an event in its place as it is now, wherever it was read: an edit moves no row. */
export function patchEvent(queryClient: QueryClient, event: LeadEvent): void {
  queryClient.setQueriesData<EventPage>(pagesOf([event.lead]), (page) => {
    if (page?.items.some(({ id }) => id === event.id) !== true) return page
    return { ...page, items: page.items.map((item) => (item.id === event.id ? event : item)) }
  })
}

/**
 * Reads what is filtered of a lead again, and which of its notes match: an edit may bring an event in, or take it out.
 */
export function refetchFiltered(queryClient: QueryClient, lead: string): void {
  const { queryKey, predicate } = pagesOf([lead])
  void queryClient.invalidateQueries({
    queryKey,
    predicate: (query) => predicate(query) && eventQueries.isFiltered(query),
  })
}

/** Forgets the pages out of sight of some leads: every later row has moved, so one would show what was there before. */
export function removeInactivePages(queryClient: QueryClient, leads: readonly string[]): void {
  queryClient.removeQueries({ ...pagesOf(leads), type: 'inactive' })
}

/** Reads the pages in sight of some leads again. Rejects where they could not be read. */
export async function refetchActivePages(queryClient: QueryClient, leads: readonly string[]): Promise<void> {
  // a first reading that is under way may have begun before the change, and would not be begun again
  await queryClient.cancelQueries(pagesOf(leads))
  await queryClient.invalidateQueries(pagesOf(leads), { throwOnError: true })
}

/**
 * Reads an event by itself again where it is in sight, and forgets it where not. What was answered with an error stays: an
 * event that is gone does not come back, and while it is asked for again its screen would have nothing to say.
 */
export function refetchEvent(queryClient: QueryClient, id: number): void {
  for (const { queryKey } of [eventQueries.detail(id), eventQueries.history(id)]) {
    queryClient.removeQueries({ queryKey, type: 'inactive' })
    void queryClient.invalidateQueries({ queryKey, predicate: ({ state }) => state.status !== 'error' })
  }
}
