import { describe, expect, it } from 'vitest'
import { anEvent } from '../../../../testing/an-event.ts'
import { rowShift } from './row-shift.ts'
import { timelineRows } from './timeline-rows.ts'

/** The rows of a timeline of 12,000 events, of which the window shows 10,000, with a page of these ids at page 100. */
function rowsWith(ids: readonly number[], length = 10_000) {
  const pages = new Map([[100, ids.map((id) => anEvent({ id }))]])
  return timelineRows({ pages, length, ordering: 'newest', operations: [] })
}

const ids = Array.from({ length: 50 }, (_, index) => 500 - index)

describe('how far what is read moved', () => {
  it('is one row where somebody logged an event, although the window is as long as before', () => {
    expect(rowShift(rowsWith(ids), rowsWith([999, ...ids.slice(0, -1)]), 5_020)).toBe(1)
  })

  it('is one row up where an event above was deleted', () => {
    expect(rowShift(rowsWith(ids), rowsWith([...ids.slice(1), 450]), 5_020)).toBe(-1)
  })

  it('is nothing where an event below came or went', () => {
    expect(rowShift(rowsWith(ids), rowsWith([...ids.slice(0, 30), ...ids.slice(31)]), 5_020)).toBe(0)
  })

  it('is that of the next row where the topmost one was deleted', () => {
    expect(rowShift(rowsWith(ids), rowsWith([...ids.slice(0, 20), ...ids.slice(21)]), 5_020)).toBe(-1)
  })

  it('is nothing where nothing around was read', () => {
    expect(rowShift(rowsWith(ids), rowsWith(ids), 9_000)).toBe(0)
  })
})
