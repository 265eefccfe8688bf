import { expect, it } from 'vitest'
import {
  dayKey,
  formatDay,
  formatExact,
  formatMoment,
  formatOffset,
  formatReadBack,
  formatShort,
  formatTimeOfDay,
  formatWeekday,
  formatWeekdayMoment,
  isMonthFirst,
  regionalLocale,
} from './format-time.ts'
import type { Translate } from './i18n.ts'

// a Monday, 14:40 in Rome
const viewer = { locale: 'en', timeZone: 'Europe/Rome', now: Date.parse('2026-11-23T13:40:00.000Z') }
const italian = { ...viewer, locale: 'it' }
const t: Translate = (key, values) => `${key} ${values?.['count'] ?? values?.['days'] ?? ''}`.trim()

it('formats the time of day in the viewer’s zone, with 24 hours', () => {
  expect(formatTimeOfDay('2026-11-23T08:05:59.000Z', viewer)).toBe('09:05')
  expect(formatTimeOfDay('2026-11-22T23:00:00.000Z', viewer)).toBe('00:00')
  expect(formatTimeOfDay('2026-11-23T08:05:59.000Z', { ...viewer, timeZone: 'Asia/Tokyo' })).toBe('17:05')
})

it('formats dates and times in the viewer’s region: the month first, and a clock with 12 hours', () => {
  const american = { ...viewer, locale: 'en-US' }
  expect(formatTimeOfDay('2026-11-23T13:05:59.000Z', american)).toBe('2:05 PM')
  expect(formatTimeOfDay('2026-11-22T23:00:00.000Z', american)).toBe('12:00 AM')
  expect(formatMoment('2026-11-20T16:45:00.000Z', american)).toBe('Nov 20, 2026, 5:45 PM')
  expect(formatReadBack('2026-11-20T16:45:00.000Z', american)).toBe('Fri November 20 5:45 PM')
  expect(formatExact('2026-11-20T16:45:00.000Z', american)).toMatch(/^Friday, November 20, 2026, 5:45:00 PM/)
  expect(isMonthFirst('en-US')).toBe(true)
  expect(isMonthFirst('en-GB')).toBe(false)
  expect(isMonthFirst('en')).toBe(false)
  expect(isMonthFirst('it')).toBe(false)
  expect(regionalLocale('en', ['en-US', 'en'])).toBe('en-US')
  expect(regionalLocale('en', ['it-IT'])).toBe('en')
  expect(regionalLocale('it', ['en-US', 'it-CH'])).toBe('it-CH')
})

it('formats the exact time with its second and its zone', () => {
  expect(formatExact('2026-11-23T13:31:05.123Z', viewer)).toMatch(/^Monday,? 23 November 2026, 14:31:05 CET$/)
  expect(formatExact('2026-07-01T10:00:00.000Z', italian)).toBe('mercoledì 1 luglio 2026, 12:00:00 CEST')
})

it('formats a moment for a sentence', () => {
  expect(formatMoment('2026-11-23T11:06:00.000Z', viewer)).toBe('today 12:06')
  expect(formatMoment('2026-11-22T11:06:00.000Z', italian)).toBe('ieri 12:06')
  expect(formatMoment('2026-11-20T16:45:00.000Z', viewer)).toBe('20 Nov 2026, 17:45')
})

it('formats a moment with its weekday, and with its year if it is not the current one', () => {
  expect(formatWeekdayMoment('2026-11-23T11:06:00.000Z', viewer)).toBe('today 12:06')
  expect(formatWeekdayMoment('2026-11-20T16:45:00.000Z', viewer)).toBe('Fri 20 November 17:45')
  expect(formatWeekdayMoment('2024-03-12T09:42:00.000Z', italian)).toBe('mar 12 marzo 2024 10:42')
})

it('formats a preview of a time with its day, however near that is', () => {
  expect(formatReadBack('2026-11-22T14:00:00.000Z', viewer)).toBe('yesterday, Sun 22 November 15:00')
  expect(formatReadBack('2026-11-24T14:00:00.000Z', italian)).toBe('domani, mar 24 novembre 15:00')
  expect(formatReadBack('2026-11-12T14:00:00.000Z', viewer)).toBe('Thu 12 November 15:00')
})

it('distinguishes the two occurrences of an hour by their offset from UTC', () => {
  expect(formatOffset('2026-10-25T00:30:00.000Z', viewer)).toBe('UTC+2')
  expect(formatOffset('2026-10-25T01:30:00.000Z', viewer)).toBe('UTC+1')
})

it('formats a day header with today, yesterday or the weekday, and with the year if it is not the current one', () => {
  expect(formatDay('2026-11-23T00:10:00.000Z', viewer)).toEqual({ name: 'Today', date: 'Monday 23 November' })
  expect(formatDay('2026-11-22T09:00:00.000Z', viewer)).toEqual({
    name: 'Yesterday',
    date: 'Sunday 22 November',
  })
  expect(formatDay('2026-11-20T09:00:00.000Z', viewer)).toEqual({ name: 'Friday', date: '20 November' })
  expect(formatDay('2025-11-20T09:00:00.000Z', viewer)).toEqual({
    name: 'Thursday',
    date: '20 November 2025',
  })
  expect(formatDay('2026-11-22T09:00:00.000Z', italian)).toEqual({
    name: 'Ieri',
    date: 'Domenica 22 novembre',
  })
})

it('formats a day within a sentence', () => {
  expect(formatWeekday('2026-11-20T09:00:00.000Z', viewer)).toBe('Friday 20 November')
  expect(formatWeekday('2026-11-20T09:00:00.000Z', italian)).toBe('venerdì 20 novembre')
  expect(formatWeekday('2025-11-20T09:00:00.000Z', viewer)).toBe('Thursday 20 November 2025')
})

it('assigns an event after the viewer’s midnight to the next day', () => {
  expect(dayKey('2026-11-22T22:59:59.999Z', viewer)).toBe('2026-11-22')
  expect(dayKey('2026-11-22T23:00:00.000Z', viewer)).toBe('2026-11-23')
})

it.each([
  ['2026-11-23T13:39:30.000Z', 'ui.now'],
  ['2026-11-23T13:28:00.000Z', 'ui.minutes 12'],
  ['2026-11-23T11:10:00.000Z', 'ui.hours 2'],
  ['2026-11-22T23:30:00.000Z', 'ui.hours 14'],
  ['2026-11-22T22:30:00.000Z', 'ui.hours 15'],
  ['2026-11-22T10:30:00.000Z', 'ui.days 1'],
  ['2026-11-20T09:00:00.000Z', 'ui.days 3'],
  ['2025-11-16T09:00:00.000Z', 'ui.days 372'],
  ['2026-11-25T09:00:00.000Z', '25 Nov'],
])('formats how long ago %s is in the shortest form: %s', (instant, text) => {
  expect(formatShort(instant, viewer, t)).toBe(text)
})
