import { describe, expect, it } from 'vitest'
import { toInstant } from '../../../contract/instant.ts'
import type { Ordering } from '../../../contract/paging.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { exportedEvent } from './fixtures/exported-event.ts'
import { eventSource, fetchAll, type ChunkRequest } from './fetch-all.ts'

/** Returns events in ascending order, two of them at each moment, as those of two leads may be. */
function events(length: number): LeadEvent[] {
  return Array.from({ length }, (_, id) =>
    exportedEvent({ id, date: toInstant(1_700_000_000_000 + Math.floor(id / 2)) }),
  )
}

/** Creates a list as the contract describes it, with a record of the requests. */
function createList(all: LeadEvent[], ordering: Ordering) {
  const requests: ChunkRequest[] = []
  const fetchChunk = async (request: ChunkRequest) => {
    requests.push(request)
    const { offset = 0, limit, dateFrom = '', dateTo = '~' } = request
    const matching = all.filter(({ date }) => date >= dateFrom && date <= dateTo)
    const ordered = ordering === 'oldest' ? matching : matching.toReversed()
    const meta = { ordering, count: matching.length, limit, offset, info: [], obfuscated: {} }
    return { items: ordered.slice(offset, offset + limit), meta, queryExplanation: [] }
  }
  return { fetchChunk, requests, all }
}

async function fetchIds(ordering: Ordering, byDate: boolean, { fetchChunk }: ReturnType<typeof createList>) {
  const ids: number[] = []
  let total = 0
  for await (const { items, count } of fetchAll({ ordering, byDate, fetchChunk, ...eventSource })) {
    ids.push(...items.map(({ id }) => id))
    total = count
  }
  return { ids, total }
}

describe('fetching a whole list', () => {
  it.each(['newest', 'oldest'] as const)(
    'returns each of 25,001 events once, the %s first, past the end of the window',
    async (ordering) => {
      const all = events(25_001)
      const { ids, total } = await fetchIds(ordering, true, createList(all, ordering))
      const expected = all.map(({ id }) => id)
      expect(ids).toEqual(ordering === 'oldest' ? expected : expected.toReversed())
      expect(total).toBe(25_001)
    },
  )

  it('misses no existing event if another one is deleted in the meantime', async () => {
    const all = events(3_000)
    const { fetchChunk } = createList(all, 'newest')
    const ids: number[] = []
    for await (const { items } of fetchAll({
      ordering: 'newest',
      byDate: true,
      fetchChunk,
      ...eventSource,
    })) {
      ids.push(...items.map(({ id }) => id))
      // deletes a fetched event: a fetch by offset would then skip the next one
      all.splice(all.length - 1, 1)
    }
    expect(new Set(ids).size).toBe(3_000)
  })

  it('uses offsets if the back end has no filters, up to the largest offset', async () => {
    const list = createList(events(12_000), 'oldest')
    const { ids, total } = await fetchIds('oldest', false, list)
    expect(ids).toEqual(Array.from({ length: 10_000 }, (_, id) => id))
    expect(total).toBe(12_000)
    expect(list.requests.at(-1)).toEqual({ offset: 9_000, limit: 1_000 })
  })

  it('sends one request for an empty list and for less than a chunk', async () => {
    for (const length of [0, 999]) {
      const list = createList(events(length), 'newest')
      expect((await fetchIds('newest', true, list)).ids).toHaveLength(length)
      expect(list.requests).toHaveLength(1)
    }
  })
})
