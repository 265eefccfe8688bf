import type { Instant } from '../../../contract/instant.ts'
import type { Translate } from './i18n.ts'

/** The viewer of a time: language (BCP 47), time zone (IANA), and the current time in milliseconds since 1970. */
export interface Viewer {
  readonly locale: string
  readonly timeZone: string
  readonly now: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()
const agoFormatters = new Map<string, Intl.NumberFormat>()
const dayFormatters = new Map<string, Intl.RelativeTimeFormat>()

/** Returns a cached formatter, because `Intl` takes some 50 µs to create one. */
function cached<Formatter>(cache: Map<string, Formatter>, key: string, create: () => Formatter): Formatter {
  const found = cache.get(key) ?? create()
  cache.set(key, found)
  return found
}

function formatter({ locale, timeZone }: Viewer, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`
  return cached(formatters, key, () => new Intl.DateTimeFormat(regional(locale), { timeZone, ...options }))
}

function agoFormatter(locale: string, unit: string): Intl.NumberFormat {
  const key = `${locale} ${unit}`
  const options = { style: 'unit', unit, unitDisplay: 'short' } as const
  return cached(agoFormatters, key, () => new Intl.NumberFormat(regional(locale), options))
}

/** Returns the regional locale: plain `en` formats dates the American way, but the users are European sales teams. */
function regional(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale
}

/** Returns the browser's time zone. */
export function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** `14:31`. */
export function formatTimeOfDay(instant: Instant, viewer: Viewer): string {
  return formatter(viewer, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    Date.parse(instant),
  )
}

/** `23 November 2026`. */
export function formatDate(instant: Instant, viewer: Viewer): string {
  return formatter(viewer, { day: 'numeric', month: 'long', year: 'numeric' }).format(Date.parse(instant))
}

/** `23/11/2026`, as spreadsheets of the region read it. */
export function formatNumericDate(instant: Instant, viewer: Viewer): string {
  return formatter(viewer, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(Date.parse(instant))
}

/** `Monday 23 November 2026, 14:31:05 CET`: complete. */
export function formatExact(instant: Instant, viewer: Viewer): string {
  const day = formatter(viewer, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  return `${day.format(Date.parse(instant))}, ${formatExactTimeOfDay(instant, viewer)}`
}

/** `14:31:05 CET`. */
export function formatExactTimeOfDay(instant: Instant, viewer: Viewer): string {
  const time = formatter(viewer, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  return time.format(Date.parse(instant))
}

/** `23 Nov 2026, 14:31`, `today 14:31` or `yesterday 14:31`: short enough for a sentence. */
export function formatMoment(instant: Instant, viewer: Viewer): string {
  const days = daysAgo(instant, viewer)
  const time = formatTimeOfDay(instant, viewer)
  if (days === 0 || days === 1) return `${relativeDay(-days, viewer)} ${time}`
  return `${formatter(viewer, { day: 'numeric', month: 'short', year: 'numeric' }).format(Date.parse(instant))}, ${time}`
}

/** `Tue 12 March 10:42`, with the year if it is not the current one; `today 12:06` or `yesterday 12:06`. */
export function formatWeekdayMoment(instant: Instant, viewer: Viewer): string {
  const days = daysAgo(instant, viewer)
  const time = formatTimeOfDay(instant, viewer)
  if (days === 0 || days === 1) return `${relativeDay(-days, viewer)} ${time}`
  return `${weekdayAndDate(instant, viewer)} ${time}`
}

/** `yesterday, Sun 22 November 15:00`: an unambiguous preview of a chosen or typed time. */
export function formatReadBack(instant: Instant, viewer: Viewer): string {
  const days = daysAgo(instant, viewer)
  const moment = `${weekdayAndDate(instant, viewer)} ${formatTimeOfDay(instant, viewer)}`
  return Math.abs(days) > 1 ? moment : `${relativeDay(-days, viewer)}, ${moment}`
}

/** `UTC+2`: the viewer's offset from UTC at an instant, which distinguishes the two occurrences of an hour. */
export function formatOffset(instant: Instant, { timeZone }: Viewer): string {
  const parts = formatter({ locale: 'en', timeZone, now: 0 }, { timeZoneName: 'shortOffset' }).formatToParts(
    Date.parse(instant),
  )
  return parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
}

/** Returns the viewer's calendar day of an instant, `2026-11-23`: events with the same key share a day header. */
export function dayKey(instant: Instant, viewer: Viewer): string {
  return calendarDay(Date.parse(instant), viewer)
}

/**
 * Returns a day header: `{ name: 'Today', date: 'Monday 23 November' }`, `{ name: 'Friday', date: '20 November 2024'
 * }`.
 */
export function formatDay(
  instant: Instant,
  viewer: Viewer,
): { readonly name: string; readonly date: string } {
  const milliseconds = Date.parse(instant)
  const days = daysAgo(instant, viewer)
  const isCurrentYear = dayKey(instant, viewer).slice(0, 4) === calendarDay(viewer.now, viewer).slice(0, 4)
  const weekday = formatter(viewer, { weekday: 'long' }).format(milliseconds)
  const date = formatter(viewer, {
    day: 'numeric',
    month: 'long',
    ...(!isCurrentYear && { year: 'numeric' }),
  }).format(milliseconds)
  if (days === 0 || days === 1) {
    return {
      name: capitalise(relativeDay(-days, viewer), viewer),
      date: `${capitalise(weekday, viewer)} ${date}`,
    }
  }
  return { name: capitalise(weekday, viewer), date }
}

/** Returns a label of the date scale: `2026`, `Sep`, `20 Nov`. */
export function formatTick(instant: Instant, period: 'year' | 'month' | 'day', viewer: Viewer): string {
  const options = {
    year: { year: 'numeric' },
    month: { month: 'short' },
    day: { day: 'numeric', month: 'short' },
  } as const
  return formatter(viewer, options[period]).format(Date.parse(instant))
}

/**
 * Returns how long ago an instant is, in the shortest form: `now`, `12 min`, `2 h`, `yesterday`, `Fri`, `12 Nov`, `12
 * Nov 2024`.
 */
export function formatShort(instant: Instant, viewer: Viewer, t: Translate): string {
  const milliseconds = Date.parse(instant)
  const minutes = Math.floor((viewer.now - milliseconds) / 60_000)
  const days = daysAgo(instant, viewer)
  if (minutes < 1 && minutes > -5) return t('ui.now')
  if (minutes >= 0 && minutes < 60) return t('ui.minutes', { count: minutes })
  if (minutes >= 0 && days === 0) return t('ui.hours', { count: Math.floor(minutes / 60) })
  if (days === 1) return relativeDay(-1, viewer)
  if (days > 1 && days < 7) return formatter(viewer, { weekday: 'short' }).format(milliseconds)
  const isCurrentYear = dayKey(instant, viewer).slice(0, 4) === calendarDay(viewer.now, viewer).slice(0, 4)
  return formatter(viewer, {
    day: 'numeric',
    month: 'short',
    ...(!isCurrentYear && { year: 'numeric' }),
  }).format(milliseconds)
}

/** Returns how long ago an instant is, in one unit: `12 min`, `2 hr`, `3 days`, `8 mths`, `2 yrs`. */
export function formatAgo(instant: Instant, { locale, now }: Viewer): string {
  const minutes = Math.max(0, (now - Date.parse(instant)) / 60_000)
  const [unit, size] = agoUnits.findLast(([, length]) => minutes >= length) ?? agoUnits[0]
  const count = Math.floor(minutes / size)
  return agoFormatter(locale, unit).format(count)
}

/** Units and their lengths in minutes. */
const agoUnits = [
  ['minute', 1],
  ['hour', 60],
  ['day', 1_440],
  ['month', 43_830],
  ['year', 525_960],
] as const

/** Returns the number of the viewer's calendar days since an instant: 0 today, 1 yesterday, negative in the future. */
export function daysAgo(instant: Instant, viewer: Viewer): number {
  const today = Date.parse(calendarDay(viewer.now, viewer))
  return Math.round((today - Date.parse(dayKey(instant, viewer))) / 86_400_000)
}

function calendarDay(milliseconds: number, { timeZone }: Viewer): string {
  // Swedish dates have the ISO format
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  return formatter({ locale: 'sv-SE', timeZone, now: 0 }, options).format(milliseconds)
}

/** Returns a day within a sentence: `Friday 27 November`, `venerdì 27 novembre`, with the year if it is not the current one. */
export function formatWeekday(instant: Instant, viewer: Viewer): string {
  return weekdayAndDate(instant, viewer, 'long')
}

function weekdayAndDate(instant: Instant, viewer: Viewer, weekday: 'short' | 'long' = 'short'): string {
  const isCurrentYear = dayKey(instant, viewer).slice(0, 4) === calendarDay(viewer.now, viewer).slice(0, 4)
  return formatter(viewer, {
    weekday,
    day: 'numeric',
    month: 'long',
    ...(!isCurrentYear && { year: 'numeric' }),
  })
    .format(Date.parse(instant))
    .replace(',', '')
}

function relativeDay(days: number, { locale }: Viewer): string {
  const create = () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return cached(dayFormatters, locale, create).format(days, 'day')
}

function capitalise(word: string, { locale }: Viewer): string {
  return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1)
}

/** Whether two instants are on different days in the viewer's time zone. */
export function isOtherDay(one: Instant, other: Instant, viewer: Viewer): boolean {
  return dayKey(one, viewer) !== dayKey(other, viewer)
}
