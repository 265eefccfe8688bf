import { describe, expect, it, vi } from 'vitest'
import { createBackoff, backoffDelay } from './retry-backoff.ts'

describe('the delay before a retry', () => {
  it('grows up to 45 seconds, and differs from tab to tab', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 20].map((attempts) => backoffDelay(attempts, 1))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 45_000, 45_000,
    ])
    expect(backoffDelay(7, 0)).toBe(22_500)
  })

  it('is as long as the service’s Retry-After, up to five minutes', () => {
    expect(backoffDelay(1, 0, 20_000)).toBe(20_000)
    expect(backoffDelay(1, 0, 3_600_000)).toBe(300_000)
  })
})

it('delays one row or all rows, and respects Retry-After unless the user asks for a retry', () => {
  vi.useFakeTimers({ now: 0 })
  try {
    const onOver = vi.fn<() => void>()
    const backoff = createBackoff(onOver)
    backoff.add('a', undefined)
    expect([backoff.maySend('a'), backoff.maySend('b'), backoff.concurrency()]).toEqual([false, true, 6])
    backoff.add(undefined, 20_000)
    expect([backoff.maySend('b'), backoff.concurrency()]).toEqual([false, 1])
    backoff.skipOwnDelays()
    expect(backoff.maySend('b')).toBe(false)
    vi.advanceTimersByTime(20_000)
    expect(onOver).toHaveBeenCalledWith()
    expect([backoff.maySend('a'), backoff.maySend('b')]).toEqual([true, true])
    backoff.add(undefined, 20_000)
    backoff.skipDelays()
    expect(backoff.maySend('b')).toBe(true)
    backoff.clear()
    expect(backoff.concurrency()).toBe(6)
  } finally {
    vi.useRealTimers()
  }
})

it('calls back at the end of each delay, and never before', () => {
  vi.useFakeTimers({ now: 0 })
  try {
    vi.spyOn(Math, 'random').mockReturnValue(0.000_37)
    const calls: boolean[][] = []
    const backoff = createBackoff(() => calls.push([backoff.maySend('a'), backoff.maySend('b')]))
    backoff.add('a', undefined)
    backoff.add('b', 1_500)
    vi.advanceTimersByTime(900)
    expect(calls).toEqual([[true, false]])
    vi.advanceTimersByTime(900)
    expect(calls).toEqual([
      [true, false],
      [true, true],
    ])
  } finally {
    vi.restoreAllMocks()
    vi.useRealTimers()
  }
})

it('counts simultaneous failures as one, and delays once', () => {
  vi.useFakeTimers({ now: 0 })
  try {
    vi.spyOn(Math, 'random').mockReturnValue(1)
    const backoff = createBackoff(() => undefined)
    for (let row = 0; row < 6; row++) backoff.add(undefined, undefined)
    vi.advanceTimersByTime(1_000)
    expect(backoff.maySend('a')).toBe(true)
    backoff.add(undefined, undefined)
    vi.advanceTimersByTime(1_999)
    expect(backoff.maySend('a')).toBe(false)
    backoff.add(undefined, 20_000)
    vi.advanceTimersByTime(19_000)
    expect(backoff.maySend('a')).toBe(false)
  } finally {
    vi.restoreAllMocks()
    vi.useRealTimers()
  }
})
