import { describe, expect, it } from 'vitest'
import { toInstant } from '../../../contract/instant.ts'
import type { Ordering } from '../../../contract/paging.ts'
import { eventPageSize } from '../api/queries.ts'
import { findOffset, type Position } from './find-offset.ts'
import { windowSize } from './reachable-events.ts'

// three events share each date, so that ties matter
const eventAt = (rank: number): Position => ({ id: rank + 1, date: toInstant(Math.floor(rank / 3) * 60_000) })

function timeline(count: number, ordering: Ordering) {
  const read: number[] = []
  const readPage = async (page: number) => {
    read.push(page)
    const offset = page * eventPageSize
    const length = Math.max(0, Math.min(eventPageSize, count - offset, windowSize - offset))
    const ranks = Array.from({ length }, (_, index) => offset + index)
    const items = ranks.map((rank) => eventAt(ordering === 'oldest' ? rank : count - 1 - rank))
    return { items, meta: { count } }
  }
  return { read, readPage }
}

describe('the place of an event in its timeline', () => {
  it.each([0, 1, 49, 50, 51, 1_234, 4_999])(
    'finds the event at offset %i, in either order',
    async (offset) => {
      const newest = timeline(5_000, 'newest')
      await expect(findOffset(eventAt(4_999 - offset), 'newest', newest.readPage)).resolves.toEqual({
        kind: 'at',
        offset,
      })
      const oldest = timeline(5_000, 'oldest')
      await expect(findOffset(eventAt(offset), 'oldest', oldest.readPage)).resolves.toEqual({
        kind: 'at',
        offset,
      })
    },
  )

  it('reads one page for what is recent, two for what lies beyond, and at most ten for anything', async () => {
    const recent = timeline(12_000, 'newest')
    await findOffset(eventAt(11_990), 'newest', recent.readPage)
    expect(recent.read).toEqual([0])
    const far = timeline(12_000, 'newest')
    await findOffset(eventAt(2_001), 'newest', far.readPage)
    expect(far.read.length).toBeLessThanOrEqual(10)
    const beyond = timeline(12_000, 'newest')
    await findOffset(eventAt(1_500), 'newest', beyond.readPage)
    expect(beyond.read).toEqual([0, 199])
  })

  it('says that an event lies beyond the window of this order', async () => {
    const { readPage } = timeline(12_000, 'newest')
    await expect(findOffset(eventAt(1_500), 'newest', readPage)).resolves.toEqual({ kind: 'beyond' })
    await expect(findOffset(eventAt(2_000), 'newest', readPage)).resolves.toEqual({
      kind: 'at',
      offset: 9_999,
    })
  })

  it('says that an event is not there, within the timeline and at its end', async () => {
    const { readPage } = timeline(300, 'newest')
    const within = { id: 9_999, date: toInstant(60_000) }
    await expect(findOffset(within, 'newest', readPage)).resolves.toEqual({ kind: 'absent' })
    const before = { id: 0, date: toInstant(-60_000) }
    await expect(findOffset(before, 'newest', readPage)).resolves.toEqual({ kind: 'absent' })
    await expect(findOffset(before, 'newest', timeline(0, 'newest').readPage)).resolves.toEqual({
      kind: 'absent',
    })
  })
})
