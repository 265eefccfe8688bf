import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toChosenInstant, resolveMinute, toChosenMinute, toLocalMinute } from './local-minute.ts'

beforeEach(() => {
  vi.stubEnv('TZ', 'Europe/Rome')
})

afterEach(() => {
  vi.unstubAllEnvs()
})

it('converts a local minute to an instant and back', () => {
  expect(toChosenInstant({ at: '2026-11-23T14:31' }, undefined)).toBe('2026-11-23T13:31:00.000Z')
  expect(toLocalMinute('2026-11-23T13:31:59.999Z')).toBe('2026-11-23T14:31')
})

it('resolves the minute of the latest event to the moment just after it', () => {
  const latest = '2026-11-23T13:31:20.500Z'
  expect(toChosenInstant({ at: '2026-11-23T14:31' }, latest)).toBe('2026-11-23T13:31:20.501Z')
})

it('returns undefined for an invalid minute', () => {
  expect(toChosenInstant({ at: '' }, undefined)).toBeUndefined()
  expect(toChosenInstant({ at: '2026-02-30T10:00' }, undefined)).toBeUndefined()
  expect(toChosenInstant({ at: '2026-02-20' }, undefined)).toBeUndefined()
})

describe('when the clocks skip an hour', () => {
  it.each([
    ['2026-03-29T01:59', '2026-03-29T00:59:00.000Z', false],
    ['2026-03-29T02:00', '2026-03-29T01:00:00.000Z', true],
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z', true],
    ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z', false],
  ])('resolves %s to %s', (at, instant, skipped) => {
    expect(toChosenInstant({ at }, undefined)).toBe(instant)
    expect(resolveMinute(at)).toEqual({ starts: [instant], skipped })
  })
})

describe('when an hour occurs twice', () => {
  const at = '2026-10-25T02:30'
  const first = '2026-10-25T00:30:00.000Z'
  const second = '2026-10-25T01:30:00.000Z'

  it('returns both instants', () => {
    expect(resolveMinute(at)).toEqual({ starts: [first, second], skipped: false })
    expect(resolveMinute('2026-10-25T03:00')?.starts).toEqual(['2026-10-25T02:00:00.000Z'])
  })

  it('resolves to the first, unless only the second is after the latest event', () => {
    expect(toChosenInstant({ at }, undefined)).toBe(first)
    expect(toChosenInstant({ at }, '2026-10-25T00:10:00.000Z')).toBe(first)
    expect(toChosenInstant({ at }, '2026-10-25T00:30:10.000Z')).toBe('2026-10-25T00:30:10.001Z')
    expect(toChosenInstant({ at }, '2026-10-25T00:45:00.000Z')).toBe(second)
    expect(toChosenInstant({ at }, '2026-10-25T01:30:10.000Z')).toBe('2026-10-25T01:30:10.001Z')
  })

  it('resolves to the requested one', () => {
    expect(toChosenInstant({ at, fold: 'second' }, undefined)).toBe(second)
    expect(toChosenInstant({ at, fold: 'first' }, '2026-10-25T00:45:00.000Z')).toBe(first)
  })

  it('converts an instant to a minute with its fold', () => {
    expect(toChosenMinute(first)).toEqual({ at, fold: 'first' })
    expect(toChosenMinute('2026-10-25T01:30:59.999Z')).toEqual({ at, fold: 'second' })
    expect(toChosenMinute('2026-10-25T02:30:00.000Z')).toEqual({ at: '2026-10-25T03:30' })
  })
})

it.each(['America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'America/St_Johns'])(
  'converts every half hour around the clock changes in %s to a minute and back',
  (zone) => {
    vi.stubEnv('TZ', zone)
    for (const [from, to] of [
      [Date.UTC(2026, 2, 5), Date.UTC(2026, 3, 8)],
      [Date.UTC(2026, 8, 25), Date.UTC(2026, 10, 5)],
    ] as const) {
      for (let moment = from; moment < to; moment += 1_800_000) {
        const instant = new Date(moment).toISOString()
        expect(toChosenInstant(toChosenMinute(instant), undefined)).toBe(instant)
      }
    }
  },
)
