import { onTestFinished, vi } from 'vitest'

/**
 * Stops the clock of rate limits until the test ends: all requests then fall into one period, however slow the
 * machine is. Limits in which a service has already counted requests continue with the real clock.
 */
export function stopTime(): void {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
}
