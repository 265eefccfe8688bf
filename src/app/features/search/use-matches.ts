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
import { useEventPlace, type Arrival } from '../../shared/events/use-event-place.ts'
import { showToast } from '../../shared/ui/show-toast.ts'
import { currentRoute, navigate, useRoute, type Route } from '../../shared/router/route.ts'

/** The events of a timeline, as it is filtered, whose notes match. */
function hitsQuery(leads: readonly string[], ordering: Ordering, { filter, q }: Route): TimelineQuery {
  return { leads, ordering, filter: { ...filter, q: searchTerms(q) } }
}

/** The events whose notes match the words of the address, which of them is the event of the address, and the way on. */
export function useMatches(leads: readonly string[], order: Ordering) {
  const t = useMessages()
  const state = useRoute()
  const queryClient = useQueryClient()
  const query = hitsQuery(leads, order, state)
  const sought = query.filter?.q !== undefined
  const first = useQuery({ ...eventQueries.page(query, 0), enabled: sought })
  const { data: place } = useEventPlace(sought ? state.event : undefined, query)
  const [stepping, setStepping] = useState(false)

  async function find(by: 1 | -1): Promise<void> {
    const asked = currentRoute()
    const now = hitsQuery(leads, order, asked)
    if (now.filter?.q === undefined) return
    const read = async (page: number) => fetchUncancelled(queryClient, eventQueries.page(now, page))
    const length = reachableCount((await read(0)).meta.count)
    if (length === 0) return
    const known = queryClient.getQueryData<Arrival>(positionQueries.key(asked.event, now))
    const at = known?.kind === 'at' ? known.offset : undefined
    const ends = by > 0 ? 0 : length - 1
    const next = at === undefined ? ends : (at + by + length) % length
    const event = (await read(pageOf(next))).items[next % eventPageSize]
    // somebody who looks for something else by now is not to be taken there
    if (event === undefined || currentRoute().q !== asked.q) return
    // it is known already, and need not be looked up
    const found: Arrival = { kind: 'at', offset: next }
    queryClient.setQueryData(positionQueries.key(event.id, now), found)
    // the only hit, once more: it may have been scrolled out of sight
    if (event.id === asked.event)
      flushSync(() => navigate({ ...currentRoute(), event: undefined }, { replace: true }))
    navigate({ ...currentRoute(), event: event.id }, { replace: true })
  }

  return {
    count: first.data?.meta.count,
    /** the place of the event of the address among the hits, from 0 */
    at: place?.kind === 'at' ? place.offset : undefined,
    error: first.error,
    retry: first.refetch,
    stepping,
    step: async (by: 1 | -1) => {
      setStepping(true)
      try {
        await find(by)
      } catch (error) {
        showToast({ text: problemMessage(toProblem(error), t) })
      } finally {
        setStepping(false)
      }
    },
  }
}

export type Matches = ReturnType<typeof useMatches>
