import { describe, expect, it } from 'vitest'
import { toInstant } from '../../../contract/instant.ts'
import type { Ordering } from '../../../contract/paging.ts'
import { eventPageSize } from '../api/queries.ts'
import { findOffset, type Position } from './find-offset.ts'
import { windowSize } from './reachable-events.ts'

// three events share each date, so that ties matter
const eventAt = (rank: number): Position => ({ id: rank + 1, date: toInstant(Math.floor(rank / 3) * 60_000) })

function timeline(count: number, ordering: Ordering) {
  const loaded: number[] = []
  const loadPage = async (page: number) => {
    loaded.push(page)
    const offset = page * eventPageSize
    const length = Math.max(0, Math.min(eventPageSize, count - offset, windowSize - offset))
    const ranks = Array.from({ length }, (_, index) => offset + index)
    const items = ranks.map((rank) => eventAt(ordering === 'oldest' ? rank : count - 1 - rank))
    return { items, meta: { count } }
  }
  return { loaded, loadPage }
}

describe('the position of an event in its timeline', () => {
  it.each([0, 1, 49, 50, 51, 1_234, 4_999])(
    'finds the event at offset %i, in either order',
    async (offset) => {
      const newest = timeline(5_000, 'newest')
      await expect(findOffset(eventAt(4_999 - offset), 'newest', newest.loadPage)).resolves.toEqual({
        kind: 'at',
        offset,
      })
      const oldest = timeline(5_000, 'oldest')
      await expect(findOffset(eventAt(offset), 'oldest', oldest.loadPage)).resolves.toEqual({
        kind: 'at',
        offset,
      })
    },
  )

  it('loads one page for a recent event, two for one outside the window, and at most ten for any event', async () => {
    const recent = timeline(12_000, 'newest')
    await findOffset(eventAt(11_990), 'newest', recent.loadPage)
    expect(recent.loaded).toEqual([0])
    const far = timeline(12_000, 'newest')
    await findOffset(eventAt(2_001), 'newest', far.loadPage)
    expect(far.loaded.length).toBeLessThanOrEqual(10)
    const beyond = timeline(12_000, 'newest')
    await findOffset(eventAt(1_500), 'newest', beyond.loadPage)
    expect(beyond.loaded).toEqual([0, 199])
  })

  it('returns that an event is outside the window of this order', async () => {
    const { loadPage } = timeline(12_000, 'newest')
    await expect(findOffset(eventAt(1_500), 'newest', loadPage)).resolves.toEqual({ kind: 'beyond' })
    await expect(findOffset(eventAt(2_000), 'newest', loadPage)).resolves.toEqual({
      kind: 'at',
      offset: 9_999,
    })
  })

  it('returns that an event is absent, within the timeline and at its end', async () => {
    const { loadPage } = timeline(300, 'newest')
    const within = { id: 9_999, date: toInstant(60_000) }
    await expect(findOffset(within, 'newest', loadPage)).resolves.toEqual({ kind: 'absent' })
    const before = { id: 0, date: toInstant(-60_000) }
    await expect(findOffset(before, 'newest', loadPage)).resolves.toEqual({ kind: 'absent' })
    await expect(findOffset(before, 'newest', timeline(0, 'newest').loadPage)).resolves.toEqual({
      kind: 'absent',
    })
  })
})
