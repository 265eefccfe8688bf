import { describe, expect, it, vi } from 'vitest'
import { createWaits, backoffDelay } from './retry-backoff.ts'

describe('the wait before another try', () => {
  it('grows up to 45 seconds, and differs from tab to tab', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 20].map((tries) => backoffDelay(tries, 1))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 45_000, 45_000,
    ])
    expect(backoffDelay(7, 0)).toBe(22_500)
  })

  it('is as long as the service asks for, within reason', () => {
    expect(backoffDelay(1, 0, 20_000)).toBe(20_000)
    expect(backoffDelay(1, 0, 3_600_000)).toBe(300_000)
  })
})

it('makes one row wait, or all of them, and hurries no more than the service allows', () => {
  vi.useFakeTimers({ now: 0 })
  try {
    const onOver = vi.fn<() => void>()
    const waits = createWaits(onOver)
    waits.add('a', undefined)
    expect([waits.mayTry('a'), waits.mayTry('b'), waits.atOnce()]).toEqual([false, true, 6])
    waits.add(undefined, 20_000)
    expect([waits.mayTry('b'), waits.atOnce()]).toEqual([false, 1])
    waits.hurry()
    expect(waits.mayTry('b')).toBe(false)
    vi.advanceTimersByTime(20_000)
    expect(onOver).toHaveBeenCalledWith()
    expect([waits.mayTry('a'), waits.mayTry('b')]).toEqual([true, true])
    waits.add(undefined, 20_000)
    waits.end()
    expect(waits.mayTry('b')).toBe(true)
    waits.clear()
    expect(waits.atOnce()).toBe(6)
  } finally {
    vi.useRealTimers()
  }
})

it('calls when each wait is over, and never before', () => {
  vi.useFakeTimers({ now: 0 })
  try {
    vi.spyOn(Math, 'random').mockReturnValue(0.000_37)
    const calls: boolean[][] = []
    const waits = createWaits(() => calls.push([waits.mayTry('a'), waits.mayTry('b')]))
    waits.add('a', undefined)
    waits.add('b', 1_500)
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

it('takes what breaks together for one failure, and waits once', () => {
  vi.useFakeTimers({ now: 0 })
  try {
    vi.spyOn(Math, 'random').mockReturnValue(1)
    const waits = createWaits(() => undefined)
    for (let row = 0; row < 6; row++) waits.add(undefined, undefined)
    vi.advanceTimersByTime(1_000)
    expect(waits.mayTry('a')).toBe(true)
    waits.add(undefined, undefined)
    vi.advanceTimersByTime(1_999)
    expect(waits.mayTry('a')).toBe(false)
    waits.add(undefined, 20_000)
    vi.advanceTimersByTime(19_000)
    expect(waits.mayTry('a')).toBe(false)
  } finally {
    vi.restoreAllMocks()
    vi.useRealTimers()
  }
})
