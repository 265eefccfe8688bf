import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import {
  clockOffset,
  resetClock,
  observeServerDate,
  isSyncedSince,
  onServerClock,
  serverNow,
  monotonicNow,
} from './server-clock.ts'

const noon = Date.parse('2026-11-23T12:00:00.000Z')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: noon })
  resetClock()
  return () => vi.useRealTimers()
})

it('narrows the offset to the service’s clock with each response', () => {
  expect(clockOffset()).toBeUndefined()
  observeServerDate('Mon, 23 Nov 2026 13:00:00 GMT', { sent: noon, received: noon + 200 })
  expect(clockOffset()).toBe(3_600_400)
  observeServerDate('Mon, 23 Nov 2026 13:00:00 GMT', { sent: noon + 700, received: noon + 700 })
  expect(clockOffset()).toBe(3_600_050)
  expect([isSyncedSince(noon + 700), isSyncedSince(noon + 701)]).toEqual([true, false])
})

it('uses the latest response if a clock was set', () => {
  observeServerDate('Mon, 23 Nov 2026 12:00:00 GMT', { sent: noon, received: noon })
  observeServerDate('Mon, 23 Nov 2026 10:00:00 GMT', { sent: noon, received: noon })
  expect(clockOffset()).toBe(-7_199_500)
})

it('ignores a response without a valid date', () => {
  observeServerDate(null, { sent: noon, received: noon })
  observeServerDate('yesterday', { sent: noon, received: noon })
  expect(clockOffset()).toBeUndefined()
})

it('never runs backwards while the page is open, and follows the clock after the machine has slept', () => {
  vi.setSystemTime(noon - 3_600_000)
  vi.advanceTimersByTime(5_000)
  expect(monotonicNow()).toBe(noon + 5_000)
  vi.setSystemTime(noon + 3_600_000)
  expect(monotonicNow()).toBe(noon + 3_600_000)
})

/**
 * Observes a response of a service whose clock is `ahead` milliseconds ahead, after a request of `delay` milliseconds.
 */
function observe(ahead: number, delay = 100) {
  const header = new Date(noon - delay / 2 + ahead).toUTCString()
  observeServerDate(header, { sent: noon - delay, received: noon })
}

const hours = 3_600_000

it.each([-26, -1, 1, 26])('uses the service’s clock if the browser’s is %s hours off', (off) => {
  observe(off * hours)
  expect(Math.abs(serverNow() - noon - off * hours)).toBeLessThan(1_000)
})

it('uses the browser’s clock if a slow response shows no difference between them', () => {
  observe(0, 30_000)
  expect(serverNow()).toBe(noon)
})

it('notifies once of a difference, and once of its end', () => {
  let notifications = 0
  onTestFinished(onServerClock(() => notifications++))
  observe(26 * hours)
  observe(26 * hours, 900)
  expect(notifications).toBe(1)
  observe(0)
  expect(notifications).toBe(2)
  expect(serverNow()).toBe(noon)
})
