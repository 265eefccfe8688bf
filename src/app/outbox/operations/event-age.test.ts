import { expect, it } from 'vitest'
import { eventAge } from './event-age.ts'

const hour = 3_600_000

it('is undefined for an event that is logged now', () => {
  expect(eventAge({ loggedAt: 0 }, { loggedAt: 900 })).toBeUndefined()
  // nor if the browser's clock was set back before the service responded
  expect(eventAge({ loggedAt: hour }, { loggedAt: 0 })).toBeUndefined()
})

it('is the difference of two readings of one clock, even if that clock is wrong', () => {
  expect(eventAge({ loggedAt: 0, clockOffset: 26 * hour }, { loggedAt: hour, clockOffset: 26 * hour })).toBe(
    3_600,
  )
  expect(eventAge({ loggedAt: 0 }, { loggedAt: hour, clockOffset: -26 * hour })).toBe(3_600)
  // an offset is precise to half a second
  expect(eventAge({ loggedAt: 0, clockOffset: 300 }, { loggedAt: hour, clockOffset: -200 })).toBe(3_600)
})

it('is correct if the clock was set in between', () => {
  // the clock was set forward by two hours, so the service's clock is two hours less ahead
  expect(eventAge({ loggedAt: 0, clockOffset: 0 }, { loggedAt: 3 * hour, clockOffset: -2 * hour })).toBe(
    3_600,
  )
  expect(eventAge({ loggedAt: 0, clockOffset: 0 }, { loggedAt: -hour, clockOffset: 2 * hour })).toBe(3_600)
})
