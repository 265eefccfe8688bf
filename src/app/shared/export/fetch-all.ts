import type { Instant } from '../../../contract/instant.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { maxLimit, maxListOffset, type Ordering, type PageMeta } from '../../../contract/paging.ts'

/** From where on to read: an offset, or `dateFrom` for the oldest first, `dateTo` for the newest; both included. */
export interface ReadFrom {
  readonly offset?: number
  readonly dateFrom?: Instant
  readonly dateTo?: Instant
  readonly limit: number
}

/** A part of what is read. */
export interface Chunk<Item> {
  readonly items: readonly Item[]
  /** how many there were when the reading began */
  readonly count: number
}

interface Reading<Item> {
  readonly ordering: Ordering
  /** the back end has filters by date: it goes on from the last item's rather than by offset */
  readonly byDate: boolean
  readonly read: (from: ReadFrom) => Promise<{ readonly items: readonly Item[]; readonly meta: PageMeta }>
  /** what tells an item from every other */
  readonly idOf: (item: Item) => string | number
  /** the date that the list is ordered by */
  readonly dateOf: (item: Item) => Instant
}

/**
 * Reads all of a list, portion by portion, each item once. By date it passes the end of the window that offsets have, and
 * misses nothing where items come and go meanwhile; fewer than 1,000 of them share a date.
 */
export async function* readAll<Item>(reading: Reading<Item>): AsyncGenerator<Chunk<Item>, void> {
  const { ordering, byDate, read, idOf, dateOf } = reading
  let from: ReadFrom | undefined = { limit: maxLimit }
  let count: number | undefined
  let seen: ReadonlySet<string | number> = new Set()
  while (from !== undefined) {
    const { items, meta } = await read(from)
    count ??= meta.count
    const fresh = items.filter((item) => !seen.has(idOf(item)))
    yield { items: fresh, count }
    // a portion that goes on from a date begins with what came last
    seen = new Set(items.map(idOf))
    const last = items.at(-1)
    if (last === undefined || fresh.length === 0 || items.length < from.limit) return
    from = byDate ? fromDate(dateOf(last), ordering) : fromOffset((from.offset ?? 0) + maxLimit)
  }
}

/** How a list of events is read. */
export const eventSource = {
  idOf: ({ id }: LeadEvent) => id,
  dateOf: ({ date }: LeadEvent) => date,
} as const

function fromDate(date: Instant, ordering: Ordering): ReadFrom {
  return ordering === 'oldest' ? { dateFrom: date, limit: maxLimit } : { dateTo: date, limit: maxLimit }
}

function fromOffset(offset: number): ReadFrom | undefined {
  return offset <= maxListOffset ? { offset, limit: maxLimit } : undefined
}
