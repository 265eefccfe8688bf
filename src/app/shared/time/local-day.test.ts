import { afterEach, beforeEach, expect, it } from 'vitest'
import { dayEnd, dayStart, isDay } from './local-day.ts'

const zone = process.env['TZ']

beforeEach(() => {
  process.env['TZ'] = 'Europe/Rome'
})

afterEach(() => {
  process.env['TZ'] = zone
})

it('returns the first and the last millisecond of a day in the viewer’s time zone', () => {
  expect(dayStart('2026-11-23')).toBe('2026-11-22T23:00:00.000Z')
  expect(dayEnd('2026-11-23')).toBe('2026-11-23T22:59:59.999Z')
  expect(dayEnd('2026-12-31')).toBe('2026-12-31T22:59:59.999Z')
})

it('returns the actual length of the days on which the clocks change', () => {
  expect([dayStart('2026-03-29'), dayEnd('2026-03-29')]).toEqual([
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T21:59:59.999Z',
  ])
  expect([dayStart('2026-10-25'), dayEnd('2026-10-25')]).toEqual([
    '2026-10-24T22:00:00.000Z',
    '2026-10-25T22:59:59.999Z',
  ])
})

it('starts a day without a midnight at its first existing minute', () => {
  process.env['TZ'] = 'Africa/Cairo'
  expect(dayStart('2026-04-24')).toBe('2026-04-23T22:00:00.000Z')
})

it('accepts only days that exist', () => {
  expect(['2026-02-28', '2024-02-29'].map(isDay)).toEqual([true, true])
  expect(['2026-02-30', '2026-2-3', '2026-02-03T10:00', 'today', ''].map(isDay)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
  expect(dayEnd('2026-02-30')).toBeUndefined()
})
