import type { Instant } from '../../../contract/instant.ts'
import type { Locale, Translate } from './i18n.ts'

/** The viewer of a time: language and region (BCP 47), time zone (IANA), and the current time in milliseconds since 1970. */
export interface Viewer {
  readonly locale: string
  readonly timeZone: string
  readonly now: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()
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

/** Returns the regional locale: plain `en` formats dates the American way, but the users are European sales teams. */
function regional(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale
}

/**
 * Returns the locale in which times are formatted: the active language with the region of the first of the browser's
 * languages that it is, `en-US`; the language alone if there is none, as for an Italian browser with the page in English.
 */
export function regionalLocale(language: Locale, browserLanguages: readonly string[]): string {
  return browserLanguages.find((one) => one.toLowerCase().split('-')[0] === language) ?? language
}

/** Returns the browser's time zone. */
export function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Whether dates of this locale have the month before the day: `11/23` in `en-US`. */
export function isMonthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(regional(locale), {
    day: 'numeric',
    month: 'numeric',
  }).formatToParts()
  return parts.find(({ type }) => type === 'day' || type === 'month')?.type === 'month'
}

/** Whether the clock of this locale has 12 hours. */
export function has12Hours(locale: string): boolean {
  return formatter({ locale, timeZone: 'UTC', now: 0 }, { hour: 'numeric' }).resolvedOptions().hour12 === true
}

/** The hour in the form of the viewer's region: `09` or `9` before `AM`. */
function hourOf({ locale }: Viewer): Intl.DateTimeFormatOptions {
  return has12Hours(locale) ? { hour: 'numeric', hour12: true } : { hour: '2-digit', hourCycle: 'h23' }
}

/** `14:31`, or `2:31 PM` where the clock has 12 hours. */
export function formatTimeOfDay(instant: Instant, viewer: Viewer): string {
  const time = formatter(viewer, { ...hourOf(viewer), minute: '2-digit' }).format(Date.parse(instant))
  // a narrow column may wrap between the time and AM
  return time.replaceAll('\u202f', ' ')
}

/** `23 November 2026`. */
export function formatDate(instant: Instant, viewer: Viewer): string {
  return formatter(viewer, { day: 'numeric', month: 'long', year: 'numeric' }).format(Date.parse(instant))
}

/** `Monday 23 November 2026, 14:31:05 CET`: complete. */
export function formatExact(instant: Instant, viewer: Viewer): string {
  const day = formatter(viewer, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  return `${day.format(Date.parse(instant))}, ${formatExactTimeOfDay(instant, viewer)}`
}

/** `14:31:05 CET`. */
export function formatExactTimeOfDay(instant: Instant, viewer: Viewer): string {
  const time = formatter(viewer, {
    ...hourOf(viewer),
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  })
  return time.format(Date.parse(instant)).replaceAll('\u202f', ' ')
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
 * Returns how long ago an instant is, in the only form that the page uses: `now`, `12 min`, `2 h`, `3 d`; for an instant in
 * the future its date.
 */
export function formatShort(instant: Instant, viewer: Viewer, t: Translate): string {
  const milliseconds = Date.parse(instant)
  const minutes = Math.floor((viewer.now - milliseconds) / 60_000)
  if (minutes < 1 && minutes > -5) return t('ui.now')
  if (minutes < 0) return formatter(viewer, { day: 'numeric', month: 'short' }).format(milliseconds)
  if (minutes < 60) return t('ui.minutes', { count: minutes })
  const days = daysAgo(instant, viewer)
  const hours = Math.floor(minutes / 60)
  return hours < 24 || days === 0 ? t('ui.hours', { count: hours }) : t('ui.days', { days })
}

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
