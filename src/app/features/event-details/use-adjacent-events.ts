import { useQueries, type QueryClient } from '@tanstack/react-query'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { useOutboxOf } from '../../outbox/outbox-context.ts'
import { eventPageSize, eventQueries, positionQueries, type TimelineQuery } from '../../shared/api/queries.ts'
import { pageOf, windowPages } from '../../shared/events/reachable-events.ts'
import { useEventPosition, type PermalinkTarget } from '../../shared/events/use-event-position.ts'

/** The place of an event in a timeline, and the events next to it in display order. */
export interface AdjacentEvents {
  /** counted from 1 */
  readonly position: number
  readonly query: TimelineQuery
  readonly count: number
  readonly previous: LeadEvent | undefined
  readonly next: LeadEvent | undefined
}

/**
 * Finds the events before and after an event in a timeline; `undefined` while loading, and if the timeline does not contain
 * the event. An event that the user has deleted is skipped.
 */
export function useAdjacentEvents(id: number, query: TimelineQuery): AdjacentEvents | undefined {
  const { data: target } = useEventPosition(query.leads.length > 0 ? id : undefined, query)
  const deleted = new Set(
    useOutboxOf(query.leads).flatMap((operation) =>
      operation.kind === 'delete' && operation.state !== 'refused' ? operation.event.id : [],
    ),
  )
  const isShown = (item: LeadEvent) => !deleted.has(item.id)
  const offset = target?.kind === 'at' ? target.offset : undefined
  const page = pageOf(offset ?? 0)
  // at the edge of a page the neighbour is on the next one; other users' events move the event by a few rows at most
  const isNear = (edge: number) =>
    offset !== undefined && Math.abs((offset % eventPageSize) - edge) < edgeRows
  const first = isNear(0) && page > 0 ? page - 1 : page
  const last = isNear(eventPageSize - 1) ? page + 1 : page
  const pages = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return useQueries({
    queries: offset === undefined ? [] : pages.map((number) => eventQueries.page(query, number)),
    combine: (results) => {
      const count = results.find(({ data }) => data !== undefined)?.data?.meta.count ?? 0
      const loaded = results.filter((_, index) => (pages[index] ?? 0) < windowPages(count))
      if (loaded.length === 0 || loaded.some(({ data }) => data === undefined)) return undefined
      const items = loaded.flatMap(({ data }) => data?.items ?? [])
      const index = items.findIndex((item) => item.id === id)
      if (index === -1) return undefined
      return {
        position: first * eventPageSize + index + 1,
        query,
        count,
        previous: items.slice(0, index).findLast(isShown),
        next: items.slice(index + 1).find(isShown),
      }
    },
  })
}

/** Number of rows at each end of a page for which the page next to it is loaded too. */
const edgeRows = 5

/** Stores where an event's neighbour is, so that its own neighbours are known as soon as it is shown. */
export function rememberNeighbour(
  queryClient: QueryClient,
  { position, query }: AdjacentEvents,
  neighbour: LeadEvent,
  by: 1 | -1,
): void {
  const target: PermalinkTarget = { kind: 'at', offset: position - 1 + by }
  queryClient.setQueryData(positionQueries.key(neighbour.id, query), target)
}
