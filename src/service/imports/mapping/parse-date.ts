import type { DateOrder } from '../../../contract/import-mapping.ts'
import { parseInstant, toInstant, type Instant } from '../../../contract/instant.ts'
import { toUtc } from './time-zone.ts'

/** The choices for dates that are not complete ISO 8601 instants. */
export interface DateOptions {
  readonly order: DateOrder | undefined
  /** the time zone of a time without one */
  readonly zone: string | undefined
}

/** A date, and whether it had no time; or the reason why it is not one. */
export type ParsedDate =
  | { readonly instant: Instant; readonly isDay: boolean }
  | { readonly error: 'invalid_date' | 'ambiguous_date' | 'no_time_zone' | 'skipped_time' }

const digits = /^(\d{1,4})([/.\- ])(\d{1,2})\2(\d{1,4})/
const namedDay = /^(\d{1,2})(?:st|nd|rd|th|º|\.)?[ \-/]+([\p{L}]{3,})\.?,?[ \-/]+(\d{2,4})/u
const namedMonth = /^(?:[\p{L}]+,? )?([\p{L}]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})/u
const timeOfDay =
  /^(?:[T ,]|, | at | alle | )+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)? ?([AaPp]\.?[Mm]\.?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/

// English and Italian, by their first three letters
const months = [
  ['jan', 'gen'],
  ['feb'],
  ['mar'],
  ['apr'],
  ['may', 'mag'],
  ['jun', 'giu'],
  ['jul', 'lug'],
  ['aug', 'ago'],
  ['sep', 'set'],
  ['oct', 'ott'],
  ['nov'],
  ['dec', 'dic'],
]

/**
 * Parses a date of a file: ISO 8601, digits in the order of `options`, an English or Italian month, or Unix time in
 * seconds or milliseconds. Without an order, digits that fit two orders are an error, and so is a time without a zone.
 * A date alone means 00:00 in the zone, or in UTC: contract, row `date`.
 */
export function parseDate(raw: string, { order, zone }: DateOptions): ParsedDate {
  const text = raw.trim().replace(/\s+/g, ' ')
  if (/^\d{13}$|^\d{10}$/.test(text))
    return { instant: toInstant(Number(text) * (text.length === 10 ? 1000 : 1)), isDay: false }
  const iso = /(Z|[+-]\d{2}(:?\d{2})?)$/.test(text) && text.includes('T') ? parseInstant(text) : undefined
  if (iso !== undefined) return { instant: iso, isDay: false }
  const date = parseDay(text, order)
  if ('error' in date) return date
  const rest = text.slice(date.length)
  const time = rest === '' ? undefined : timeOfDay.exec(rest)
  if (time === null) return { error: 'invalid_date' }
  const [, hour = '00', minute = '00', second = '00', fraction = '', half, offset] = time ?? []
  const isAfternoon = half?.toLowerCase().startsWith('p') === true
  if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return { error: 'invalid_date' }
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (isAfternoon ? 12 : 0)
  const local = parseInstant(
    `${date.day}T${String(hours).padStart(2, '0')}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}${/^[+-]/.test(offset ?? '') ? offset : 'Z'}`,
  )
  if (local === undefined) return { error: 'invalid_date' }
  const isDay = time === undefined
  if (offset !== undefined) return { instant: local, isDay }
  if (zone === undefined) return isDay ? { instant: local, isDay } : { error: 'no_time_zone' }
  const utc = toUtc(Date.parse(local), zone)
  return utc === undefined ? { error: 'skipped_time' } : { instant: toInstant(utc), isDay }
}

type Day =
  | { readonly day: string; readonly length: number }
  | { readonly error: 'invalid_date' | 'ambiguous_date' }

function parseDay(text: string, order: DateOrder | undefined): Day {
  const named = namedDay.exec(text)
  if (named !== null) return toDay(named[3], monthOf(named[2]), named[1], named[0].length)
  const first = namedMonth.exec(text)
  if (first !== null) return toDay(first[3], monthOf(first[1]), first[2], first[0].length)
  const parts = digits.exec(text)
  if (parts === null) return { error: 'invalid_date' }
  const [all, a = '', , b = '', c = ''] = parts
  if (a.length === 4) return toDay(a, Number(b), c, all.length)
  if (a.length === 3 || c.length === 3 || c.length === 1) return { error: 'invalid_date' }
  if (order === 'ymd') return toDay(a, Number(b), c, all.length)
  if (order === 'dmy') return toDay(c, Number(b), a, all.length)
  if (order === 'mdy') return toDay(c, Number(a), b, all.length)
  if (c.length === 2) return { error: 'ambiguous_date' }
  if (a !== b && Number(a) <= 12 && Number(b) <= 12) return { error: 'ambiguous_date' }
  return Number(b) > 12 ? toDay(c, Number(a), b, all.length) : toDay(c, Number(b), a, all.length)
}

function monthOf(name = ''): number {
  const short = name.toLowerCase().slice(0, 3)
  return months.findIndex((names) => names.includes(short)) + 1
}

function toDay(year = '', month: number, day = '', length: number): Day {
  const full = year.length === 2 ? `${Number(year) < 70 ? '20' : '19'}${year}` : year
  const date = `${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
  return parseInstant(date) === undefined ? { error: 'invalid_date' } : { day: date, length }
}
