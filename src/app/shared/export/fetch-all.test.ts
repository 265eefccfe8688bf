import { describe, expect, it } from 'vitest'
import { toInstant } from '../../../contract/instant.ts'
import type { Ordering } from '../../../contract/paging.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { exportedEvent } from '../../features/export/exported-event.ts'
import { eventSource, readAll, type ReadFrom } from './fetch-all.ts'

/** So many events, two of them at each moment, as those of two leads may be; the oldest first. */
function events(length: number): LeadEvent[] {
  return Array.from({ length }, (_, id) =>
    exportedEvent({ id, date: toInstant(1_700_000_000_000 + Math.floor(id / 2)) }),
  )
}

/** A list as the contract describes it, and what was asked of it. */
function list(all: LeadEvent[], ordering: Ordering) {
  const asked: ReadFrom[] = []
  const read = async (from: ReadFrom) => {
    asked.push(from)
    const { offset = 0, limit, dateFrom = '', dateTo = '~' } = from
    const matching = all.filter(({ date }) => date >= dateFrom && date <= dateTo)
    const ordered = ordering === 'oldest' ? matching : matching.toReversed()
    const meta = { ordering, count: matching.length, limit, offset, info: [], obfuscated: {} }
    return { items: ordered.slice(offset, offset + limit), meta, queryExplanation: [] }
  }
  return { read, asked, all }
}

async function readIds(ordering: Ordering, byDate: boolean, { read }: ReturnType<typeof list>) {
  const ids: number[] = []
  let counted = 0
  for await (const { items: more, count } of readAll({ ordering, byDate, read, ...eventSource })) {
    ids.push(...more.map(({ id }) => id))
    counted = count
  }
  return { ids, counted }
}

describe('reading everything', () => {
  it.each(['newest', 'oldest'] as const)(
    'gives each of 25,001 events once, the %s first, past the window’s end',
    async (ordering) => {
      const all = events(25_001)
      const { ids, counted } = await readIds(ordering, true, list(all, ordering))
      const expected = all.map(({ id }) => id)
      expect(ids).toEqual(ordering === 'oldest' ? expected : expected.toReversed())
      expect(counted).toBe(25_001)
    },
  )

  it('misses none of what was there where an event is deleted meanwhile', async () => {
    const all = events(3_000)
    const of = list(all, 'newest')
    const ids: number[] = []
    const portions = readAll({ ordering: 'newest', byDate: true, read: of.read, ...eventSource })
    for await (const { items: more } of portions) {
      ids.push(...more.map(({ id }) => id))
      // one that was read: by offset, the next one would be passed over
      all.splice(all.length - 1, 1)
    }
    expect(new Set(ids).size).toBe(3_000)
  })

  it('goes by offset where the back end has no filters, as far as offsets reach', async () => {
    const of = list(events(12_000), 'oldest')
    const { ids, counted } = await readIds('oldest', false, of)
    expect(ids).toEqual(Array.from({ length: 10_000 }, (_, id) => id))
    expect(counted).toBe(12_000)
    expect(of.asked.at(-1)).toEqual({ offset: 9_000, limit: 1_000 })
  })

  it('asks once where there is nothing, or no more than a portion', async () => {
    for (const length of [0, 999]) {
      const of = list(events(length), 'newest')
      expect((await readIds('newest', true, of)).ids).toHaveLength(length)
      expect(of.asked).toHaveLength(1)
    }
  })
})
