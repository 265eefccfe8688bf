import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { hearServiceClock, onServiceClock, serviceNow } from './service-clock.ts'

const browser = Date.parse('2026-11-23T13:40:00.000Z')
const hours = 3_600_000

/** An answer of a service whose clock is `ahead` milliseconds ahead, after a request of `delay` milliseconds. */
function hear(ahead: number, delay = 100) {
  const header = new Date(browser - delay / 2 + ahead).toUTCString()
  hearServiceClock(header, { sent: browser - delay, received: browser })
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: browser })
})

afterEach(() => {
  hear(0)
  vi.useRealTimers()
})

it('goes by the browser’s clock until it has heard of another', () => {
  expect(serviceNow()).toBe(browser)
  hearServiceClock(null, { sent: browser, received: browser })
  hearServiceClock('yesterday or so', { sent: browser, received: browser })
  expect(serviceNow()).toBe(browser)
})

it.each([-26, -1, 1, 26])('goes by the service’s clock where the browser’s is %s hours off', (off) => {
  hear(off * hours)
  expect(Math.abs(serviceNow() - browser - off * hours)).toBeLessThan(1_000)
})

it('takes a slow answer for no difference', () => {
  hear(0, 30_000)
  expect(serviceNow()).toBe(browser)
})

it('tells of a difference once, and of its end', () => {
  let told = 0
  onTestFinished(onServiceClock(() => told++))
  hear(26 * hours)
  hear(26 * hours, 900)
  expect(told).toBe(1)
  hear(0)
  expect(told).toBe(2)
  expect(serviceNow()).toBe(browser)
})
