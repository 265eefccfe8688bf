import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import type { Ordering } from '../../../contract/paging.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { eventPageSize, eventQueries, positionQueries, type TimelineQuery } from '../../shared/api/queries.ts'
import { fetchUncancelled } from '../../shared/api/fetch-uncancelled.ts'
import { searchTerms } from '../../shared/event-model/event-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { pageOf, reachableCount } from '../../shared/events/reachable-events.ts'
import { useEventPosition, type PermalinkTarget } from '../../shared/events/use-event-position.ts'
import { showToast } from '../../shared/ui/show-toast.ts'
import { currentRoute, navigate, useRoute, type Route } from '../../shared/router/route.ts'

/** The query of the events of a filtered timeline whose notes match the search. */
function matchesQuery(leads: readonly string[], ordering: Ordering, { filter, q }: Route): TimelineQuery {
  return { leads, ordering, filter: { ...filter, q: searchTerms(q) } }
}

/** The events whose notes match the URL's search text, the index of the URL's event among them, and navigation. */
export function useMatches(leads: readonly string[], order: Ordering) {
  const t = useMessages()
  const route = useRoute()
  const queryClient = useQueryClient()
  const query = matchesQuery(leads, order, route)
  const isSearching = query.filter?.q !== undefined
  const first = useQuery({ ...eventQueries.page(query, 0), enabled: isSearching })
  const { data: currentPosition } = useEventPosition(isSearching ? route.event : undefined, query)
  const [stepping, setStepping] = useState(false)

  async function goToMatch(by: 1 | -1): Promise<void> {
    const start = currentRoute()
    const currentQuery = matchesQuery(leads, order, start)
    if (currentQuery.filter?.q === undefined) return
    const loadPage = async (page: number) =>
      fetchUncancelled(queryClient, eventQueries.page(currentQuery, page))
    const length = reachableCount((await loadPage(0)).meta.count)
    if (length === 0) return
    const known = queryClient.getQueryData<PermalinkTarget>(positionQueries.key(start.event, currentQuery))
    const index = known?.kind === 'at' ? known.offset : undefined
    const end = by > 0 ? 0 : length - 1
    const next = index === undefined ? end : (index + by + length) % length
    const event = (await loadPage(pageOf(next))).items[next % eventPageSize]
    // the user may have started another search in the meantime
    if (event === undefined || currentRoute().q !== start.q) return
    // caches the position, which is known, so that it is not requested
    const position: PermalinkTarget = { kind: 'at', offset: next }
    queryClient.setQueryData(positionQueries.key(event.id, currentQuery), position)
    // the only match is already selected: removing it from the URL first scrolls to it again
    if (event.id === start.event)
      flushSync(() => navigate({ ...currentRoute(), event: undefined }, { replace: true }))
    navigate({ ...currentRoute(), event: event.id }, { replace: true })
  }

  return {
    count: first.data?.meta.count,
    /** index of the URL's event among the matches, from 0; `undefined` if it is not one of them */
    index: currentPosition?.kind === 'at' ? currentPosition.offset : undefined,
    error: first.error,
    retry: first.refetch,
    stepping,
    step: async (by: 1 | -1) => {
      setStepping(true)
      try {
        await goToMatch(by)
      } catch (error) {
        showToast({ text: problemMessage(toProblem(error), t) })
      } finally {
        setStepping(false)
      }
    },
  }
}

export type Matches = ReturnType<typeof useMatches>
