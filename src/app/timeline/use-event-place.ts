import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Ordering } from '../../contract/paging.ts'
import { eventQueries, type TimelineQuery } from '../api/queries.ts'
import { findOffset, type EventPlace, type Position } from './find-offset.ts'

/** Where the event of the address is; `turned` where only the other order reaches it, `between` where neither does. */
export type Arrival = EventPlace | { readonly kind: 'turned' } | { readonly kind: 'between' }

/** Finds the event of the address on this timeline, by way of the pages that were read already. */
export function useEventPlace(id: number | undefined, { leads, ordering }: TimelineQuery) {
  const queryClient = useQueryClient()
  return useQuery({
    queryKey: ['place', id, leads, ordering],
    queryFn: async (): Promise<Arrival> => {
      if (id === undefined) return { kind: 'absent' }
      const { item } = await queryClient.fetchQuery(eventQueries.detail(id))
      const place = await find(queryClient, item, { leads, ordering })
      if (place.kind !== 'beyond') return place
      const other = await find(queryClient, item, { leads, ordering: opposite(ordering) })
      return other.kind === 'at' ? { kind: 'turned' } : { kind: 'between' }
    },
    enabled: id !== undefined,
    // a place is looked up once for each visit of its address, whatever moves afterwards
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
}

/** The other of the two orders. */
export function opposite(ordering: Ordering): Ordering {
  return ordering === 'newest' ? 'oldest' : 'newest'
}

async function find(queryClient: QueryClient, target: Position, query: TimelineQuery): Promise<EventPlace> {
  return findOffset(target, query.ordering, async (page) =>
    queryClient.fetchQuery(eventQueries.page(query, page)),
  )
}
