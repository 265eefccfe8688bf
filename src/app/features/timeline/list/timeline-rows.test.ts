import { describe, expect, it } from 'vitest'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import type { Ordering } from '../../../../contract/paging.ts'
import { buildEvent } from '../../../../testing/build-event.ts'
import type { Operation } from '../../../outbox/operations/operation.ts'
import { startsDay, timelineRows, type TimelineRows } from './timeline-rows.ts'

const eventOf = (id: number, date?: string) => buildEvent({ id, ...(date !== undefined && { date }) })
const page = (...ids: number[]) => ids.map((id) => eventOf(id))
const queued = (key: string, more: Partial<Operation> = {}): Operation => ({
  key,
  order: 0,
  kind: 'create',
  lead: 'ferrari',
  person: 'giulia',
  loggedAt: 0,
  state: 'waiting',
  body: { lead: 'ferrari', type: 'company', note: key },
  ...(more.result && { result: more.result }),
})
const deletion = (id: number, state: Operation['state']): Operation => ({
  key: `delete ${id}`,
  order: 0,
  kind: 'delete',
  lead: 'ferrari',
  person: 'giulia',
  loggedAt: 0,
  state,
  event: eventOf(id),
  force: false,
})

function rowsOf(
  pages: [number, LeadEvent[]][],
  length: number,
  operations: Operation[] = [],
  ordering: Ordering = 'newest',
) {
  return timelineRows({ pages: new Map(pages), length, ordering, operations })
}

const keys = (rows: TimelineRows) => Array.from({ length: rows.length }, (_, index) => rows.at(index)?.key)

describe('the rows of a timeline', () => {
  it('are as many as there are events, also those not loaded', () => {
    const rows = rowsOf([[140, page(7)]], 10_000)
    expect(rows.length).toBe(10_000)
    expect(rows.at(7_000)).toMatchObject({ kind: 'event', event: { id: 7 } })
    expect(rows.at(7_001)).toMatchObject({ kind: 'notLoaded', page: 140 })
    expect(rows.at(0)).toMatchObject({ kind: 'notLoaded', page: 0 })
    expect(rows.at(10_000)).toBeUndefined()
    expect(rows.indexOf(7)).toBe(7_000)
    expect(rows.indexOf(8)).toBe(-1)
  })

  it('begin with the queued events, the latest first, or end with them in the other order', () => {
    const operations = [queued('a'), queued('b')]
    expect(keys(rowsOf([[0, page(2, 1)]], 2, operations))).toEqual(['b', 'a', 'event-2', 'event-1'])
    expect(keys(rowsOf([[0, page(1, 2)]], 2, operations, 'oldest'))).toEqual(['event-1', 'event-2', 'a', 'b'])
  })

  it('contain an accepted event once: as queued until it is loaded, then as an event', () => {
    const operations = [queued('a', { result: eventOf(3) })]
    expect(keys(rowsOf([[0, page(2, 1)]], 2, operations))).toEqual(['a', 'event-2', 'event-1'])
    expect(keys(rowsOf([[0, page(3, 2, 1)]], 3, operations))).toEqual(['event-3', 'event-2', 'event-1'])
  })

  it('omit an event that is being deleted, unless the deletion is rejected', () => {
    const pages: [number, LeadEvent[]][] = [[0, page(4, 3, 2, 1)]]
    const two = [deletion(3, 'held'), deletion(1, 'sending')]
    expect(keys(rowsOf(pages, 4, two))).toEqual(['event-4', 'event-2'])
    expect(rowsOf(pages, 4, two).indexOf(2)).toBe(1)
    expect(keys(rowsOf(pages, 4, [deletion(3, 'refused')]))).toHaveLength(4)
  })

  it('contain an event once if two pages have it during a refetch', () => {
    const first = Array.from({ length: 50 }, (_, index) => index + 1)
    const rows = rowsOf(
      [
        [0, page(...first)],
        [1, page(50, 51)],
      ],
      52,
    )
    expect(rows.at(49)?.key).toBe('event-50')
    expect(rows.at(50)?.kind).toBe('notLoaded')
    expect(rows.at(51)?.key).toBe('event-51')
  })
})

describe('the header of a day', () => {
  const viewer = { locale: 'en', timeZone: 'Europe/Rome', now: Date.parse('2026-11-23T12:00:00Z') }

  it("is above the day's first row in the viewer's time zone", () => {
    const events = [
      eventOf(3, '2026-11-20T23:30:00.000Z'),
      eventOf(2, '2026-11-20T22:30:00.000Z'),
      eventOf(1, '2026-11-20T08:00:00.000Z'),
    ]
    const rows = rowsOf([[0, events]], 3)
    expect([0, 1, 2].map((index) => startsDay(rows, index, viewer))).toEqual([true, true, false])
    const utc = { ...viewer, timeZone: 'UTC' }
    expect([0, 1, 2].map((index) => startsDay(rows, index, utc))).toEqual([true, false, false])
  })

  it('is not shown if the previous row is not loaded', () => {
    const rows = rowsOf([[1, page(2, 1)]], 52)
    expect([49, 50, 51].map((index) => startsDay(rows, index, viewer))).toEqual([false, false, false])
  })
})
