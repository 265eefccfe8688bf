import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { placeOnAxis, timeAxis } from './time-axis.ts'

beforeEach(() => {
  vi.stubEnv('TZ', 'Europe/Rome')
})

afterEach(() => {
  vi.unstubAllEnvs()
})

const viewer = { locale: 'en', timeZone: 'Europe/Rome', now: Date.parse('2026-11-23T13:40:00.000Z') }
const axisFrom = (...starts: string[]) =>
  timeAxis(
    starts.map((start) => Date.parse(start)),
    viewer,
  )
const labels = (...starts: string[]) => axisFrom(...starts).months.map(({ label }) => label)

it('starts with the month of the earliest path in the viewer’s time zone, and ends now', () => {
  // the 1st of July in Rome
  const axis = axisFrom('2026-09-03T10:00:00.000Z', '2026-06-30T22:30:00.000Z')
  expect(axis.months.map(({ label }) => label)).toEqual(['Jul', 'Aug', 'Sept', 'Oct', 'Nov'])
  expect(new Date(axis.from).toISOString()).toBe('2026-06-30T22:00:00.000Z')
  expect(axis.to).toBe(viewer.now)
  expect(axis.months[0]?.start).toBe(0)
})

it('shows two months at least and twelve at most, with as many labels as fit', () => {
  expect(labels('2026-11-23T10:00:00.000Z')).toEqual(['Oct', 'Nov'])
  expect(labels()).toEqual(['Oct', 'Nov'])
  expect(labels('2020-01-01T00:00:00.000Z').filter(Boolean)).toEqual([
    '2026',
    'Mar',
    'May',
    'Jul',
    'Sept',
    'Nov',
  ])
})

it('places a range at its share of the axis, and cuts off what is older', () => {
  const axis = axisFrom('2026-01-01T10:00:00.000Z')
  const middle = (axis.from + axis.to) / 2
  expect(placeOnAxis({ from: middle, to: axis.to }, axis)).toEqual({ start: 0.5, size: 0.5 })
  expect(placeOnAxis({ from: 0, to: middle }, axis)).toEqual({ start: 0, size: 0.5 })
  expect(placeOnAxis({ from: 0, to: axis.from }, axis)).toBeUndefined()
  // an event that is newer than the viewer's time, which is updated every half minute
  expect(placeOnAxis({ from: axis.to + 5_000, to: axis.to + 5_000 }, axis)).toEqual({ start: 1, size: 0 })
})
