import type { LeadEvent } from '../../contract/lead-event.ts'
import type { Ordering } from '../../contract/paging.ts'
import { eventPageSize } from '../api/queries.ts'
import { windowPages, windowSize } from './timeline-window.ts'

/** What the order of a timeline depends on. */
export type Position = Pick<LeadEvent, 'id' | 'date'>

/** One page of a timeline, as `listEvents` gives it. */
export interface PositionPage {
  readonly items: readonly Position[]
  readonly meta: { readonly count: number }
}

/** Where an event stands: at an offset, beyond what this order can reach, or nowhere in this timeline. */
export type EventPlace =
  | { readonly kind: 'at'; readonly offset: number }
  | { readonly kind: 'beyond' }
  | { readonly kind: 'absent' }

/**
 * Finds an event's place in a timeline by halving: at most ten pages are read, those that were read before not again.
 * It asks for nothing but pages, so it works with any back end and for several leads.
 */
export async function findOffset(
  target: Position,
  ordering: Ordering,
  readPage: (page: number) => Promise<PositionPage>,
): Promise<EventPlace> {
  // most links lead to what is recent, and the first page has been read already
  let page = 0
  let low = 0
  let high: number | undefined
  for (;;) {
    const { items, meta } = await readPage(page)
    const isFirst = high === undefined
    high ??= windowPages(meta.count) - 1
    const [top] = items
    const bottom = items.at(-1)
    if (top === undefined || bottom === undefined || comesBefore(target, top, ordering)) high = page - 1
    else if (comesBefore(bottom, target, ordering)) low = page + 1
    else {
      const index = items.findIndex((item) => item.id === target.id)
      return index < 0 ? { kind: 'absent' } : { kind: 'at', offset: page * eventPageSize + index }
    }
    if (low > high) {
      return { kind: low * eventPageSize >= windowSize && meta.count > windowSize ? 'beyond' : 'absent' }
    }
    // where the window ends before the events do, its last page tells whether there is anything to look for
    page = isFirst && meta.count > windowSize ? high : Math.floor((low + high) / 2)
  }
}

/** "By `date`, ties by `id` in the same direction." Source: contract, row `ordering`. */
export function comesBefore(one: Position, other: Position, ordering: Ordering): boolean {
  const earlier = one.date === other.date ? one.id < other.id : one.date < other.date
  return ordering === 'oldest' ? earlier : !earlier && one.id !== other.id
}
