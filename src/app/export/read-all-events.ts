import type { AnswerOf } from '../../contract/endpoints.ts'
import type { Instant } from '../../contract/instant.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { maxLimit, maxListOffset, type Ordering } from '../../contract/paging.ts'

/** From where on to read: an offset, or `dateFrom` for the oldest first, `dateTo` for the newest; both included. */
export interface ReadFrom {
  readonly offset?: number
  readonly dateFrom?: Instant
  readonly dateTo?: Instant
  readonly limit: number
}

/** A part of what is read. */
export interface Portion {
  readonly events: readonly LeadEvent[]
  /** how many there were when the reading began */
  readonly count: number
}

interface Reading {
  readonly ordering: Ordering
  /** the back end has filters by date: it goes on from the last event's rather than by offset */
  readonly byDate: boolean
  readonly read: (from: ReadFrom) => Promise<AnswerOf<'listEvents'>>
}

/**
 * Reads all events of a list, portion by portion, each once. By date it passes the end of the window that offsets have,
 * and misses nothing where events come and go meanwhile.
 */
export async function* readAllEvents({ ordering, byDate, read }: Reading): AsyncGenerator<Portion, void> {
  let from: ReadFrom | undefined = { limit: maxLimit }
  let count: number | undefined
  let seen: ReadonlySet<number> = new Set()
  while (from !== undefined) {
    const { items, meta } = await read(from)
    count ??= meta.count
    const events = items.filter(({ id }) => !seen.has(id))
    yield { events, count }
    // a portion that goes on from a date begins with what came last
    seen = new Set(items.map(({ id }) => id))
    const last = items.at(-1)
    if (last === undefined || events.length === 0 || items.length < from.limit) return
    from = byDate ? fromDate(last.date, ordering) : fromOffset((from.offset ?? 0) + maxLimit)
  }
}

function fromDate(date: Instant, ordering: Ordering): ReadFrom {
  return ordering === 'oldest' ? { dateFrom: date, limit: maxLimit } : { dateTo: date, limit: maxLimit }
}

function fromOffset(offset: number): ReadFrom | undefined {
  return offset <= maxListOffset ? { offset, limit: maxLimit } : undefined
}
