import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import {
  clockOffset,
  resetClock,
  observeServerDate,
  isSyncedSince,
  onServiceClock,
  serverNow,
  monotonicNow,
} from './server-clock.ts'

const noon = Date.parse('2026-11-23T12:00:00.000Z')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: noon })
  resetClock()
  return () => vi.useRealTimers()
})

it('narrows the offset to the service’s clock down with each answer', () => {
  expect(clockOffset()).toBeUndefined()
  observeServerDate('Mon, 23 Nov 2026 13:00:00 GMT', { sent: noon, received: noon + 200 })
  expect(clockOffset()).toBe(3_600_400)
  observeServerDate('Mon, 23 Nov 2026 13:00:00 GMT', { sent: noon + 700, received: noon + 700 })
  expect(clockOffset()).toBe(3_600_050)
  expect([isSyncedSince(noon + 700), isSyncedSince(noon + 701)]).toEqual([true, false])
})

it('believes the latest answer where a clock was set', () => {
  observeServerDate('Mon, 23 Nov 2026 12:00:00 GMT', { sent: noon, received: noon })
  observeServerDate('Mon, 23 Nov 2026 10:00:00 GMT', { sent: noon, received: noon })
  expect(clockOffset()).toBe(-7_199_500)
})

it('learns nothing from an answer without a date', () => {
  observeServerDate(null, { sent: noon, received: noon })
  observeServerDate('yesterday', { sent: noon, received: noon })
  expect(clockOffset()).toBeUndefined()
})

it('never runs backwards while the page is open, and follows the clock over a sleep', () => {
  vi.setSystemTime(noon - 3_600_000)
  vi.advanceTimersByTime(5_000)
  expect(monotonicNow()).toBe(noon + 5_000)
  vi.setSystemTime(noon + 3_600_000)
  expect(monotonicNow()).toBe(noon + 3_600_000)
})

/** An answer of a service whose clock is `ahead` milliseconds ahead, after a request of `delay` milliseconds. */
function hear(ahead: number, delay = 100) {
  const header = new Date(noon - delay / 2 + ahead).toUTCString()
  observeServerDate(header, { sent: noon - delay, received: noon })
}

const hours = 3_600_000

it.each([-26, -1, 1, 26])('goes by the service’s clock where the browser’s is %s hours off', (off) => {
  hear(off * hours)
  expect(Math.abs(serverNow() - noon - off * hours)).toBeLessThan(1_000)
})

it('goes by the browser’s clock where a slow answer cannot tell them apart', () => {
  hear(0, 30_000)
  expect(serverNow()).toBe(noon)
})

it('tells of a difference once, and of its end', () => {
  let told = 0
  onTestFinished(onServiceClock(() => told++))
  hear(26 * hours)
  hear(26 * hours, 900)
  expect(told).toBe(1)
  hear(0)
  expect(told).toBe(2)
  expect(serverNow()).toBe(noon)
})
