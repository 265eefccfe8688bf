import type { Instant } from '../../../../contract/instant.ts'
import type { Ordering } from '../../../../contract/paging.ts'
import { eventPageSize } from '../../../shared/api/queries.ts'
import { dayEnd, dayStart, type LocalDay } from '../../../shared/time/local-day.ts'
import { findPosition, type Position, type LoadPage } from '../../../shared/events/find-offset.ts'
import { windowSize } from '../../../shared/events/reachable-events.ts'

/** The first and the last moment of a day, both inclusive. */
export interface DayBounds {
  readonly start: Instant
  readonly end: Instant
}

/** The result of a search for a day: the day's first event in display order, otherwise the event nearest to the day. */
export type FoundDay =
  | { readonly kind: 'at'; readonly offset: number; readonly event: Position; readonly isOnDay: boolean }
  | { readonly kind: 'beyond' }
  | { readonly kind: 'empty' }

/** The bounds of a day in the viewer's time zone, such as `2026-11-23`; `undefined` if it is not a date. */
export function dayBounds(day: LocalDay): DayBounds | undefined {
  const start = dayStart(day)
  const end = dayEnd(day)
  return start === undefined || end === undefined ? undefined : { start, end }
}

/** Finds a day in a timeline, using only its pages; `guess` is its probable offset. */
export async function findDay(
  { start, end }: DayBounds,
  ordering: Ordering,
  readPage: LoadPage,
  guess = 0,
): Promise<FoundDay> {
  const edge = ordering === 'newest' ? { date: end, id: Infinity } : { date: start, id: 0 }
  const { offset, item, count } = await findPosition(edge, ordering, readPage, guess)
  if (count === 0) return { kind: 'empty' }
  if (item !== undefined && item.date >= start && item.date <= end)
    return { kind: 'at', offset, event: item, isOnDay: true }
  if (item === undefined && offset >= windowSize && count > windowSize) return { kind: 'beyond' }
  const before = offset === 0 ? undefined : await readItem(offset - 1, readPage)
  const candidates = [
    { offset, event: item },
    { offset: offset - 1, event: before },
  ]
  const [nearest] = candidates
    .flatMap((one) => (one.event === undefined ? [] : [{ offset: one.offset, event: one.event }]))
    .toSorted((one, other) => distance(one.event.date, start, end) - distance(other.event.date, start, end))
  return nearest === undefined ? { kind: 'empty' } : { kind: 'at', ...nearest, isOnDay: false }
}

async function readItem(offset: number, readPage: LoadPage): Promise<Position | undefined> {
  const { items } = await readPage(Math.floor(offset / eventPageSize))
  return items[offset % eventPageSize]
}

/** Milliseconds between a moment and a day that does not contain it. */
function distance(date: Instant, start: Instant, end: Instant): number {
  return date < start ? Date.parse(start) - Date.parse(date) : Date.parse(date) - Date.parse(end)
}
