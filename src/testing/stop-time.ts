import { onTestFinished, vi } from 'vitest'

/**
 * Stops the clock by which rate limits count, until the test ends: all its requests are then of one period, however slow
 * the machine is. Limits that a service counted before go on by the real clock.
 */
export function stopTime(): void {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
}
