import { describe, expect, it } from 'vitest'
import { buildEvent } from '../../../../testing/build-event.ts'
import { rowShift } from './row-shift.ts'
import { timelineRows } from './timeline-rows.ts'

/** The rows of a timeline of 12,000 events, of which the window contains 10,000, with these IDs on page 100. */
function rowsWith(ids: readonly number[], length = 10_000) {
  const pages = new Map([[100, ids.map((id) => buildEvent({ id }))]])
  return timelineRows({ pages, length, ordering: 'newest', operations: [] })
}

const ids = Array.from({ length: 50 }, (_, index) => 500 - index)

describe('the shift of the visible rows', () => {
  it('is one row after an event was logged, although the window has the same length', () => {
    expect(rowShift(rowsWith(ids), rowsWith([999, ...ids.slice(0, -1)]), 5_020)).toBe(1)
  })

  it('is one row up after an event above was deleted', () => {
    expect(rowShift(rowsWith(ids), rowsWith([...ids.slice(1), 450]), 5_020)).toBe(-1)
  })

  it('is zero after an event below was added or removed', () => {
    expect(rowShift(rowsWith(ids), rowsWith([...ids.slice(0, 30), ...ids.slice(31)]), 5_020)).toBe(0)
  })

  it('is that of the next row after the topmost one was deleted', () => {
    expect(rowShift(rowsWith(ids), rowsWith([...ids.slice(0, 20), ...ids.slice(21)]), 5_020)).toBe(-1)
  })

  it('is zero if no row nearby is loaded', () => {
    expect(rowShift(rowsWith(ids), rowsWith(ids), 9_000)).toBe(0)
  })
})
