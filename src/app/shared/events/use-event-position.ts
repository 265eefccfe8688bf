import { useQuery } from '@tanstack/react-query'
import type { Ordering } from '../../../contract/paging.ts'
import { positionQueries, type PageLoader, type TimelineQuery } from '../api/queries.ts'
import { findOffset, type EventPosition } from './find-offset.ts'

/** The position of the route's event; `turned` if only the other order reaches it, `between` if neither does. */
export type PermalinkTarget = EventPosition | { readonly kind: 'turned' } | { readonly kind: 'between' }

/** Finds the position of the route's event on this timeline, from loaded pages if possible. */
export function useEventPosition(id: number | undefined, query: TimelineQuery) {
  return useQuery(positionQueries.find(id, query, async (event, loader) => findTarget(event, query, loader)))
}

/** Returns the other order. */
export function opposite(ordering: Ordering): Ordering {
  return ordering === 'newest' ? 'oldest' : 'newest'
}

const offsets = new Map<number, number>()

/** Stores the offset of an event, from which the next search for it starts. */
export function rememberOffset(event: number, offset: number): void {
  offsets.set(event, offset)
}

async function findTarget(id: number, query: TimelineQuery, loader: PageLoader): Promise<PermalinkTarget> {
  const { item } = await loader.event(id)
  const guess = offsets.get(id)
  const find = async (order: Ordering) =>
    findOffset(item, order, async (page) => loader.page({ ...query, ordering: order }, page), guess)
  const position = await find(query.ordering)
  if (position.kind !== 'beyond') return position
  const other = await find(opposite(query.ordering))
  return other.kind === 'at' ? { kind: 'turned' } : { kind: 'between' }
}
