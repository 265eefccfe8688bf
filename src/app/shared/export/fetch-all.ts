import type { Instant } from '../../../contract/instant.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { maxLimit, maxListOffset, type Ordering, type PageMeta } from '../../../contract/paging.ts'

/**
 * The start of a chunk: an offset, or a date, which is included (`dateFrom` for the oldest first, `dateTo` for the
 * newest).
 */
export interface ChunkRequest {
  readonly offset?: number
  readonly dateFrom?: Instant
  readonly dateTo?: Instant
  readonly limit: number
}

/** A part of a list. */
export interface Chunk<Item> {
  readonly items: readonly Item[]
  /** the number of items in the list at the first request */
  readonly count: number
}

interface ListSource<Item> {
  readonly ordering: Ordering
  /** whether the back end filters by date: a chunk then starts at the last item's date, not at an offset */
  readonly byDate: boolean
  readonly fetchChunk: (
    request: ChunkRequest,
  ) => Promise<{ readonly items: readonly Item[]; readonly meta: PageMeta }>
  /** returns a unique ID */
  readonly idOf: (item: Item) => string | number
  /** returns the date by which the list is ordered */
  readonly dateOf: (item: Item) => Instant
}

/**
 * Fetches a whole list in chunks, each item once. By date it is not limited by the largest offset, and misses no item
 * when others are added or removed in the meantime; fewer than 1,000 items share a date.
 */
export async function* fetchAll<Item>(source: ListSource<Item>): AsyncGenerator<Chunk<Item>, void> {
  const { ordering, byDate, fetchChunk, idOf, dateOf } = source
  let request: ChunkRequest | undefined = { limit: maxLimit }
  let count: number | undefined
  let previousIds: ReadonlySet<string | number> = new Set()
  while (request !== undefined) {
    const { items, meta } = await fetchChunk(request)
    count ??= meta.count
    const newItems = items.filter((item) => !previousIds.has(idOf(item)))
    yield { items: newItems, count }
    // a chunk that starts at a date repeats the last items of the previous chunk
    previousIds = new Set(items.map(idOf))
    const last = items.at(-1)
    if (last === undefined || newItems.length === 0 || items.length < request.limit) return
    request = byDate ? fromDate(dateOf(last), ordering) : fromOffset((request.offset ?? 0) + maxLimit)
  }
}

/** The ID and date of an event, for `fetchAll`. */
export const eventSource = {
  idOf: ({ id }: LeadEvent) => id,
  dateOf: ({ date }: LeadEvent) => date,
} as const

function fromDate(date: Instant, ordering: Ordering): ChunkRequest {
  return ordering === 'oldest' ? { dateFrom: date, limit: maxLimit } : { dateTo: date, limit: maxLimit }
}

function fromOffset(offset: number): ChunkRequest | undefined {
  return offset <= maxListOffset ? { offset, limit: maxLimit } : undefined
}
