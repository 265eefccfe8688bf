import { useQuery } from '@tanstack/react-query'
import type { Ordering } from '../../../contract/paging.ts'
import { positionQueries, type PageLoader, type TimelineQuery } from '../api/queries.ts'
import { findOffset, type EventPlace } from './find-offset.ts'

/** Where the event of the address is; `turned` where only the other order reaches it, `between` where neither does. */
export type Arrival = EventPlace | { readonly kind: 'turned' } | { readonly kind: 'between' }

/** Finds the event of the address on this timeline, by way of the pages that were read already. */
export function useEventPlace(id: number | undefined, query: TimelineQuery) {
  return useQuery(positionQueries.find(id, query, async (event, read) => findArrival(event, query, read)))
}

/** The other of the two orders. */
export function opposite(ordering: Ordering): Ordering {
  return ordering === 'newest' ? 'oldest' : 'newest'
}

const offsets = new Map<number, number>()

/** Remembers where an event was, to look for it there first. */
export function rememberOffset(event: number, offset: number): void {
  offsets.set(event, offset)
}

async function findArrival(id: number, query: TimelineQuery, read: PageLoader): Promise<Arrival> {
  const { item } = await read.event(id)
  const guess = offsets.get(id)
  const find = async (order: Ordering) =>
    findOffset(item, order, async (page) => read.page({ ...query, ordering: order }, page), guess)
  const place = await find(query.ordering)
  if (place.kind !== 'beyond') return place
  const other = await find(opposite(query.ordering))
  return other.kind === 'at' ? { kind: 'turned' } : { kind: 'between' }
}
