import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toInstant } from '../../../contract/instant.ts'
import { toLocalMinute } from '../time/local-minute.ts'
import { toLocalTime } from '../../../contract/table-language.ts'
import { tableFormatOf } from '../export/table-format.ts'
import { formatMoment, formatWeekdayMoment } from '../i18n/format-time.ts'
import { parseTypedDate, type ParsedTime } from './parse-typed-date.ts'

beforeEach(() => {
  vi.stubEnv('TZ', 'Europe/Rome')
})

afterEach(() => {
  vi.unstubAllEnvs()
})

// a Monday, 14:40 in Rome
const now = Date.parse('2026-11-23T13:40:00.000Z')
const english = (text: string, at = now) =>
  minuteOf(parseTypedDate(text, { locale: 'en', region: 'en-GB', now: at }))
const american = (text: string) => minuteOf(parseTypedDate(text, { locale: 'en', region: 'en-US', now }))
const italian = (text: string, at = now) =>
  minuteOf(parseTypedDate(text, { locale: 'it', region: 'it', now: at }))

function minuteOf(time: ParsedTime | undefined) {
  if (time === undefined) return undefined
  return 'minute' in time ? time.minute : toLocalMinute(toInstant(time.moment))
}

describe('English', () => {
  it.each([
    ['yesterday 3pm', '2026-11-22T15:00'],
    ['yesterday at 15:30', '2026-11-22T15:30'],
    ['5 minutes ago', '2026-11-23T14:35'],
    ['half an hour ago', '2026-11-23T14:10'],
    ['two hours ago', '2026-11-23T12:40'],
    ['this morning', '2026-11-23T09:00'],
    ['this morning at 8:15', '2026-11-23T08:15'],
    ['noon', '2026-11-23T12:00'],
    ['last Friday at 10am', '2026-11-20T10:00'],
    ['the day before yesterday at 9am', '2026-11-21T09:00'],
    ['12 Nov 10:42', '2026-11-12T10:42'],
    ['12/11/2026 10:42', '2026-11-12T10:42'],
    ['2026-11-20 09:30', '2026-11-20T09:30'],
    ['last night', '2026-11-22T20:00'],
    ['yesterday 15:00 UTC', '2026-11-22T16:00'],
    ['ieri alle 15', '2026-11-22T15:00'],
    ['yesterday 3', '2026-11-22T03:00'],
    ['yesterday at 15', '2026-11-22T15:00'],
    ['yesterday 15.30', '2026-11-22T15:30'],
    ['yesterday 15h30', '2026-11-22T15:30'],
    ['Friday 10', '2026-11-20T10:00'],
    ['last Friday 10', '2026-11-20T10:00'],
    ['midnight', '2026-11-23T00:00'],
    ['yesterday at midnight', '2026-11-22T00:00'],
    ['yesterday at half past 10', '2026-11-22T10:30'],
    ['yesterday at a quarter to three', '2026-11-22T02:45'],
    ['quarter past nine', '2026-11-23T09:15'],
    ['12/11 10:42', '2026-11-12T10:42'],
    ['12/11 at 10', '2026-11-12T10:00'],
    ['12/11 10am', '2026-11-12T10:00'],
    ['12-11-2026 10', '2026-11-12T10:00'],
    ['2h ago', '2026-11-23T12:40'],
    ['24/11 9:00', '2025-11-24T09:00'],
    ['Nov 12', '2026-11-12T12:00'],
    ['November 12 at 3', '2026-11-12T03:00'],
    ['12 November 10', '2026-11-12T10:00'],
    ['the 3rd of March at 9', '2026-03-03T09:00'],
    ['Thu 12 Nov 3pm', '2026-11-12T15:00'],
    ['yesterday evening 8', '2026-11-22T20:00'],
  ])('parses %j', (text, minute) => {
    expect(english(text)).toBe(minute)
  })
})

describe('Italian', () => {
  it.each([
    ['ieri alle 15', '2026-11-22T15:00'],
    ['ieri alle 15.30', '2026-11-22T15:30'],
    ['5 minuti fa', '2026-11-23T14:35'],
    ["mezz'ora fa", '2026-11-23T14:10'],
    ["un'ora fa", '2026-11-23T13:40'],
    ['due ore fa', '2026-11-23T12:40'],
    ['stamattina', '2026-11-23T09:00'],
    ['stamattina alle 8:15', '2026-11-23T08:15'],
    ['ieri mattina', '2026-11-22T09:00'],
    ['lunedì scorso alle 10', '2026-11-16T10:00'],
    ["l'altro ieri alle 9", '2026-11-21T09:00'],
    ['il 12 novembre alle 10:42', '2026-11-12T10:42'],
    ['un’ora fa', '2026-11-23T13:40'],
    ['ieri verso le 18', '2026-11-22T18:00'],
    ['ieri alle 15 e 30', '2026-11-22T15:30'],
    ['ieri alle nove e mezza', '2026-11-22T09:30'],
    ['ieri alle tre del pomeriggio', '2026-11-22T15:00'],
    ['alle 11 e un quarto', '2026-11-23T11:15'],
    ['ieri a mezzogiorno', '2026-11-22T12:00'],
    ['ieri ore 16', '2026-11-22T16:00'],
    ['stamane alle 8', '2026-11-23T08:00'],
    ["oggi all'una", '2026-11-23T01:00'],
    ['yesterday 3pm', '2026-11-22T15:00'],
    ['12/11 alle 10', '2026-11-12T10:00'],
    ['il 12/11 alle 10.30', '2026-11-12T10:30'],
    ['12.11.2026 ore 10', '2026-11-12T10:00'],
    ['12/11/26 15:00', '2026-11-12T15:00'],
    ['ieri a mezzanotte', '2026-11-22T00:00'],
    ['ieri a mezzogiorno e mezzo', '2026-11-22T12:30'],
    ['ieri h 15', '2026-11-22T15:00'],
    ['ieri h. 15', '2026-11-22T15:00'],
    ['ieri h15.30', '2026-11-22T15:30'],
    ['ieri h 15:30', '2026-11-22T15:30'],
    ['ieri 15h30', '2026-11-22T15:30'],
    ['ieri 15', '2026-11-22T15:00'],
    ['ieri 15.30', '2026-11-22T15:30'],
    ['ieri 15,30', '2026-11-22T15:30'],
    ['ieri alle 3 meno un quarto', '2026-11-22T02:45'],
    ['ieri alle dieci meno cinque', '2026-11-22T09:55'],
    ['venerdì 10', '2026-11-20T10:00'],
    ['lunedì scorso 10', '2026-11-16T10:00'],
    ["l'altro ieri 9", '2026-11-21T09:00'],
    ['12.11 alle 10', '2026-11-12T10:00'],
    ['12 ago 10', '2026-08-12T10:00'],
    ['1° novembre ore 9', '2026-11-01T09:00'],
    ['giovedì 12 novembre alle 10', '2026-11-12T10:00'],
    ['ieri pomeriggio 3', '2026-11-22T15:00'],
    ['12.30', '2026-11-23T12:30'],
  ])('parses %j', (text, minute) => {
    expect(italian(text)).toBe(minute)
  })
})

it('resolves a day, a weekday or an hour that would lie ahead to the previous one', () => {
  expect(english('Thursday 10am')).toBe('2026-11-19T10:00')
  expect(english('12 December 10:00')).toBe('2025-12-12T10:00')
  expect(english('18:00')).toBe('2026-11-22T18:00')
  expect(italian('alle 18')).toBe('2026-11-22T18:00')
})

it('keeps a time that is explicitly ahead', () => {
  expect(english('tomorrow 10am')).toBe('2026-11-24T10:00')
  expect(english('today 18:00')).toBe('2026-11-23T18:00')
  expect(italian('domani alle 10')).toBe('2026-11-24T10:00')
})

it('reads a date in figures in the order of the viewer’s region, in which dates are displayed', () => {
  expect(english('10/11 9:00')).toBe('2026-11-10T09:00')
  expect(american('10/11 9:00')).toBe('2026-10-11T09:00')
  expect(american('11/12/2026 at 3 PM')).toBe('2026-11-12T15:00')
  expect(american('2026-11-12 15:00')).toBe('2026-11-12T15:00')
  expect(american('23/11 9:00')).toBeUndefined()
  expect(english('31/2 9:00')).toBeUndefined()
})

it('rejects a day that does not exist, and a weekday that is not the day’s', () => {
  expect(english('Nov 31')).toBeUndefined()
  expect(italian('30 febbraio alle 10')).toBeUndefined()
  expect(english('Fri 12 Nov 3pm')).toBeUndefined()
  expect(italian('venerdì 12 novembre alle 10')).toBeUndefined()
})

it.each([
  ['en', 'en-GB'],
  ['en', 'en-US'],
  ['en', 'en-AU'],
  ['it', 'it-IT'],
] as const)('parses a date as it displays it: %s in %s', (locale, region) => {
  const viewer = { locale: region, timeZone: 'Europe/Rome', now }
  for (const day of ['12', '03', '22']) {
    const instant = `2026-11-${day}T14:05:00.000Z`
    for (const text of [
      formatMoment(instant, viewer),
      formatWeekdayMoment(instant, viewer),
      toLocalTime(instant, tableFormatOf(viewer)).slice(0, 'dd/mm/yyyy hh:mm'.length),
    ]) {
      const parsed = minuteOf(parseTypedDate(text, { locale, region, now }))
      expect([text, parsed]).toEqual([text, `2026-11-${day}T15:05`])
    }
  }
})

it('returns nothing unless it understands every word', () => {
  for (const text of [
    '',
    'later',
    'at the plant yesterday 3pm',
    'yesterday 3pm to 4pm',
    'ieri alle tre e qualcosa',
  ]) {
    expect([text, english(text), italian(text)]).toEqual([text, undefined, undefined])
  }
})

it('returns the typed minute, also if the clocks skip it, and a moment for a relative time', () => {
  const march = Date.parse('2026-03-29T10:00:00.000Z')
  expect(english('today 2:30', march)).toBe('2026-03-29T02:30')
  const october = Date.parse('2026-10-25T01:45:00.000Z')
  expect(parseTypedDate('15 minutes ago', { locale: 'en', region: 'en-GB', now: october })).toEqual({
    moment: october - 15 * 60_000,
  })
})
