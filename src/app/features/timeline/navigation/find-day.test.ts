import { describe, expect, it } from 'vitest'
import type { Ordering } from '../../../../contract/paging.ts'
import { eventPageSize } from '../../../shared/api/queries.ts'
import { dayBounds, findDay } from './find-day.ts'
import type { Position } from '../../../shared/events/find-offset.ts'
import { windowSize } from '../../../shared/events/reachable-events.ts'

/** Two events per day, at eight and at nine, from 1 January 2024; none in the second week. */
function timeline(days: number, ordering: Ordering) {
  const events: Position[] = []
  for (let day = 0; day < days; day++) {
    if (day >= 7 && day < 14) continue
    for (const hour of [8, 9])
      events.push({ id: events.length + 1, date: new Date(2024, 0, 1 + day, hour).toISOString() })
  }
  const ordered = ordering === 'newest' ? events.toReversed() : events
  let reads = 0
  const find = async (day: string) => {
    const bounds = dayBounds(day)
    if (bounds === undefined) throw new Error(`${day} is no day`)
    return findDay(bounds, ordering, async (page) => {
      reads++
      const items = ordered.slice(page * eventPageSize, Math.min((page + 1) * eventPageSize, windowSize))
      return { items, meta: { count: ordered.length } }
    })
  }
  return { find, events, reads: () => reads }
}

describe('a day in a timeline', () => {
  it.each(['newest', 'oldest'] as const)('is found with few page requests, %s first', async (ordering) => {
    const { find, events, reads } = timeline(2_000, ordering)
    const found = await find('2026-07-15')
    const [first, last] = events.filter(({ date }) => new Date(date).toDateString() === 'Wed Jul 15 2026')
    expect(found).toMatchObject({ isOnDay: true, event: ordering === 'newest' ? last : first })
    expect(reads()).toBeLessThanOrEqual(4)
  })

  it('without an event returns the nearest one, before or after it', async () => {
    const { find, events } = timeline(100, 'newest')
    const at = async (day: string) => {
      const found = await find(day)
      return found.kind === 'at' ? { isOnDay: found.isOnDay, event: found.event.id } : found
    }
    const ninthHourOf = (day: number) =>
      events.find(({ date }) => date === new Date(2024, 0, day, 9).toISOString())?.id
    expect(await at('2024-01-08')).toEqual({ isOnDay: false, event: ninthHourOf(7) })
    const eighthHourOf15 = events.find(({ date }) => date === new Date(2024, 0, 15, 8).toISOString())?.id
    expect(await at('2024-01-14')).toEqual({ isOnDay: false, event: eighthHourOf15 })
    expect(await at('1999-05-03')).toEqual({ isOnDay: false, event: 1 })
    expect(await at('2099-05-03')).toEqual({ isOnDay: false, event: events.length })
  })

  it('is beyond the window of an order that cannot reach it', async () => {
    await expect(timeline(6_000, 'newest').find('2024-02-01')).resolves.toEqual({ kind: 'beyond' })
  })

  it('is not found in an empty timeline', async () => {
    await expect(timeline(0, 'newest').find('2024-02-01')).resolves.toEqual({ kind: 'empty' })
  })

  it('is rejected if it is not a date', () => {
    expect(dayBounds('tomorrow')).toBeUndefined()
  })
})
