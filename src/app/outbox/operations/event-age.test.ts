import { expect, it } from 'vitest'
import { eventAge } from './event-age.ts'

const hour = 3_600_000

it('says nothing of the age of what is logged now', () => {
  expect(eventAge({ loggedAt: 0 }, { loggedAt: 900 })).toBeUndefined()
  // nor where the browser's clock was set back before the service was heard
  expect(eventAge({ loggedAt: hour }, { loggedAt: 0 })).toBeUndefined()
})

it('is the difference of two readings of one clock, however wrong that is', () => {
  expect(eventAge({ loggedAt: 0, clockOffset: 26 * hour }, { loggedAt: hour, clockOffset: 26 * hour })).toBe(
    3_600,
  )
  expect(eventAge({ loggedAt: 0 }, { loggedAt: hour, clockOffset: -26 * hour })).toBe(3_600)
  // half a second is what an offset is known to
  expect(eventAge({ loggedAt: 0, clockOffset: 300 }, { loggedAt: hour, clockOffset: -200 })).toBe(3_600)
})

it('is right where the clock was set in between', () => {
  // set forward by two hours, so the service's is two hours less ahead
  expect(eventAge({ loggedAt: 0, clockOffset: 0 }, { loggedAt: 3 * hour, clockOffset: -2 * hour })).toBe(
    3_600,
  )
  expect(eventAge({ loggedAt: 0, clockOffset: 0 }, { loggedAt: -hour, clockOffset: 2 * hour })).toBe(3_600)
})
