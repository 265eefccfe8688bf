import { toInstant, type Instant } from './instant.ts'
import { ParseIssue, parser, text } from './params.ts'

/** A day in a time zone: `2026-11-23`. */
export type LocalDay = string

const dayMs = 86_400_000
const minuteMs = 60_000

/** No zone is further from UTC than this. */
const maxOffsetMs = 16 * 3_600_000

/** The formats of the zones in use: creating one takes as long as formatting hundreds of times. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** The tz database has some 600 names. */
const maxFormats = 1_000

/**
 * Returns the format whose parts, `year` to `second`, are the local time of a zone, in figures. Throws a `RangeError` if
 * there is no such zone.
 */
export function localFormatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const digits = '2-digit'
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
    second: digits,
  })
  if (formats.size < maxFormats) formats.set(timeZone, format)
  return format
}

/** Whether a text is the name of a time zone of the IANA database. */
export function isTimeZone(name: string): boolean {
  // Intl also accepts offsets such as +02:00, which have no summer time
  if (!/^[A-Za-z][\w+\-/]{0,63}$/.test(name)) return false
  try {
    localFormatOf(name)
    return true
  } catch {
    return false
  }
}

/** The name of a time zone of the IANA database, such as `Europe/Rome`, in any case. */
export const timeZoneName = parser(
  { type: 'string', title: 'IANA time zone' },
  (raw): string | ParseIssue => {
    const value = text(raw)
    if (value instanceof ParseIssue || isTimeZone(value)) return value
    return new ParseIssue(
      'unknown_time_zone',
      'Must be the IANA name of a time zone, such as Europe/Rome or America/New_York.',
    )
  },
)

/** Returns the day of an instant in a time zone. */
export function localDayOf(instant: Instant, timeZone: string): LocalDay {
  // by its parts, because a build of Node.js with English only has no language that writes ISO dates
  const parts = localFormatOf(timeZone).formatToParts(Date.parse(instant))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

/** Returns the day some days after another; negative: before. */
export function addDays(day: LocalDay, days: number): LocalDay {
  return toInstant(Date.parse(day) + days * dayMs).slice(0, 'yyyy-mm-dd'.length)
}

/** Returns the Monday of the week of a day (ISO 8601). */
export function mondayOf(day: LocalDay): LocalDay {
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7))
}

/** Returns the number of days from one day to another. */
export function daysBetween(from: LocalDay, to: LocalDay): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}

/** Returns the first instant of a day in a time zone, also if the day has no midnight there. */
export function startOfDay(day: LocalDay, timeZone: string): Instant {
  // the first minute that is not before the day: every change of an offset is at a full minute
  let before = Date.parse(day) - maxOffsetMs
  let start = Date.parse(day) + maxOffsetMs
  while (start - before > minuteMs) {
    const middle = before + Math.floor((start - before) / 2 / minuteMs) * minuteMs
    if (localDayOf(toInstant(middle), timeZone) < day) before = middle
    else start = middle
  }
  return toInstant(start)
}
