import type { Instant } from '../../../contract/instant.ts'
import type { Translate } from './i18n.ts'

/** Who reads a time: the language (BCP 47), the time zone (IANA), and the moment of reading, in milliseconds. */
export interface Viewer {
  readonly locale: string
  readonly timeZone: string
  readonly now: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()
const agoFormatters = new Map<string, Intl.NumberFormat>()
const dayFormatters = new Map<string, Intl.RelativeTimeFormat>()

/** `Intl` takes some 50 µs to make a formatter, so each is made once. */
function once<Formatter>(made: Map<string, Formatter>, key: string, make: () => Formatter): Formatter {
  const known = made.get(key) ?? make()
  made.set(key, known)
  return known
}

function formatter({ locale, timeZone }: Viewer, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`
  return once(formatters, key, () => new Intl.DateTimeFormat(regional(locale), { timeZone, ...options }))
}

function agoFormatter(locale: string, unit: string): Intl.NumberFormat {
  const key = `${locale} ${unit}`
  const options = { style: 'unit', unit, unitDisplay: 'short' } as const
  return once(agoFormatters, key, () => new Intl.NumberFormat(regional(locale), options))
}

/** Plain `en` writes days and hours the American way; these are European sales teams. */
function regional(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale
}

/** The reader's time zone, as the browser knows it. */
export function readerTimeZone(): string {
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

/** `Monday 23 November 2026 at 14:31:05 CET`: nothing left out. */
export function formatExact(instant: Instant, viewer: Viewer): string {
  const day = formatter(viewer, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const time = formatter(viewer, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  const milliseconds = Date.parse(instant)
  return `${day.format(milliseconds)}, ${time.format(milliseconds)}`
}

/** `23 Nov 2026, 14:31`, or `today 14:31` where it is: short enough for a sentence. */
export function formatMoment(instant: Instant, viewer: Viewer): string {
  const days = daysAgo(instant, viewer)
  const time = formatTimeOfDay(instant, viewer)
  if (days === 0 || days === 1) return `${relativeDay(-days, viewer)} ${time}`
  return `${formatter(viewer, { day: 'numeric', month: 'short', year: 'numeric' }).format(Date.parse(instant))}, ${time}`
}

/** `Tue 12 March 10:42`, with the year where it is another one; `today 12:06` or `yesterday 12:06` where it is. */
export function formatWeekdayMoment(instant: Instant, viewer: Viewer): string {
  const days = daysAgo(instant, viewer)
  const time = formatTimeOfDay(instant, viewer)
  if (days === 0 || days === 1) return `${relativeDay(-days, viewer)} ${time}`
  return `${weekdayAndDate(instant, viewer)} ${time}`
}

/** `yesterday, Sun 22 November 15:00`: a time that was said another way, read back with nothing left open. */
export function formatReadBack(instant: Instant, viewer: Viewer): string {
  const days = daysAgo(instant, viewer)
  const said = `${weekdayAndDate(instant, viewer)} ${formatTimeOfDay(instant, viewer)}`
  return Math.abs(days) > 1 ? said : `${relativeDay(-days, viewer)}, ${said}`
}

/** `UTC+2`: how far a clock of the reader is from UTC at an instant, where an hour comes twice. */
export function formatOffset(instant: Instant, { timeZone }: Viewer): string {
  const parts = formatter({ locale: 'en', timeZone, now: 0 }, { timeZoneName: 'shortOffset' }).formatToParts(
    Date.parse(instant),
  )
  return parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
}

/** The reader's calendar day of an instant, `2026-11-23`: events of one key stand under one day header. */
export function dayKey(instant: Instant, viewer: Viewer): string {
  return calendarDay(Date.parse(instant), viewer)
}

/** A day header: `{ name: 'Today', date: 'Monday 23 November' }`, `{ name: 'Friday', date: '20 November 2024' }`. */
export function formatDay(
  instant: Instant,
  viewer: Viewer,
): { readonly name: string; readonly date: string } {
  const milliseconds = Date.parse(instant)
  const days = daysAgo(instant, viewer)
  const ofThisYear = dayKey(instant, viewer).slice(0, 4) === calendarDay(viewer.now, viewer).slice(0, 4)
  const weekday = formatter(viewer, { weekday: 'long' }).format(milliseconds)
  const date = formatter(viewer, {
    day: 'numeric',
    month: 'long',
    ...(!ofThisYear && { year: 'numeric' }),
  }).format(milliseconds)
  if (days === 0 || days === 1) {
    return {
      name: capitalise(relativeDay(-days, viewer), viewer),
      date: `${capitalise(weekday, viewer)} ${date}`,
    }
  }
  return { name: capitalise(weekday, viewer), date }
}

/** A mark of a scale of time: `2026`, `Sep`, `20 Nov`. */
export function formatTick(instant: Instant, period: 'year' | 'month' | 'day', viewer: Viewer): string {
  const options = {
    year: { year: 'numeric' },
    month: { month: 'short' },
    day: { day: 'numeric', month: 'short' },
  } as const
  return formatter(viewer, options[period]).format(Date.parse(instant))
}

/** How long ago, in the least room: `now`, `12 min`, `2 h`, `yesterday`, `Fri`, `12 Nov`, `12 Nov 2024`. */
export function formatShort(instant: Instant, viewer: Viewer, t: Translate): string {
  const milliseconds = Date.parse(instant)
  const minutes = Math.floor((viewer.now - milliseconds) / 60_000)
  const days = daysAgo(instant, viewer)
  if (minutes < 1 && minutes > -5) return t('ui.now')
  if (minutes >= 0 && minutes < 60) return t('ui.minutes', { count: minutes })
  if (minutes >= 0 && days === 0) return t('ui.hours', { count: Math.floor(minutes / 60) })
  if (days === 1) return relativeDay(-1, viewer)
  if (days > 1 && days < 7) return formatter(viewer, { weekday: 'short' }).format(milliseconds)
  const ofThisYear = dayKey(instant, viewer).slice(0, 4) === calendarDay(viewer.now, viewer).slice(0, 4)
  return formatter(viewer, {
    day: 'numeric',
    month: 'short',
    ...(!ofThisYear && { year: 'numeric' }),
  }).format(milliseconds)
}

/** How long ago, in one unit: `12 min`, `2 hr`, `3 days`, `8 mths`, `2 yrs`. */
export function formatAgo(instant: Instant, { locale, now }: Viewer): string {
  const minutes = Math.max(0, (now - Date.parse(instant)) / 60_000)
  const [unit, size] = agoUnits.findLast(([, least]) => minutes >= least) ?? agoUnits[0]
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

/** Calendar days of the reader between an instant and now: 0 today, 1 yesterday, negative ahead. */
export function daysAgo(instant: Instant, viewer: Viewer): number {
  const today = Date.parse(calendarDay(viewer.now, viewer))
  return Math.round((today - Date.parse(dayKey(instant, viewer))) / 86_400_000)
}

function calendarDay(milliseconds: number, { timeZone }: Viewer): string {
  // Swedish writes a date the ISO way
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  return formatter({ locale: 'sv-SE', timeZone, now: 0 }, options).format(milliseconds)
}

function weekdayAndDate(instant: Instant, viewer: Viewer): string {
  const ofThisYear = dayKey(instant, viewer).slice(0, 4) === calendarDay(viewer.now, viewer).slice(0, 4)
  return formatter(viewer, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    ...(!ofThisYear && { year: 'numeric' }),
  })
    .format(Date.parse(instant))
    .replace(',', '')
}

function relativeDay(days: number, { locale }: Viewer): string {
  const make = () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return once(dayFormatters, locale, make).format(days, 'day')
}

function capitalise(word: string, { locale }: Viewer): string {
  return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1)
}

/** Whether two moments lie on different days in the reader's time zone. */
export function isOtherDay(one: Instant, other: Instant, viewer: Viewer): boolean {
  return dayKey(one, viewer) !== dayKey(other, viewer)
}
