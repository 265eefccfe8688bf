import { GB } from 'chrono-node/en'
import { casual as italian } from 'chrono-node/it'
import type { Locale } from '../i18n/i18n.ts'
import type { LocalMinute } from '../time/local-minute.ts'
import { isMonthFirst } from '../i18n/format-time.ts'
import { replaceSynonyms } from './date-synonyms.ts'
import { replaceCalendarDate, toIso } from './replace-calendar-date.ts'

type Parsed = ReturnType<typeof GB.parse>[number]
type Components = Parsed['start']

export interface TypedDateContext {
  /** the preferred language of the text */
  readonly locale: Locale
  /** the viewer's locale, whose order of day and month is that of displayed dates, too */
  readonly region: string
  /** the time in milliseconds at which it was typed */
  readonly now: number
}

/** A local minute, or for a relative time or one with a time zone a moment in milliseconds since 1970. */
export type ParsedTime = { readonly minute: LocalMinute } | { readonly moment: number }

/**
 * Parses a date typed in English or Italian: `yesterday 3pm`, `ieri alle 15`, `20 minutes ago`. Returns `undefined`
 * if it does not understand every word, because a date must not be guessed. An event is never in the future, so a day,
 * weekday or hour that would be in the future means the previous one. This module is loaded when a user first types a date.
 */
export function parseTypedDate(
  typed: string,
  { locale, region, now }: TypedDateContext,
): ParsedTime | undefined {
  const parsers = locale === 'it' ? [italian, GB] : [GB, italian]
  const dated = replaceCalendarDate(typed.trim(), { monthFirst: isMonthFirst(region), now })
  if (dated === undefined) return undefined
  const replaced = replaceSynonyms(dated)
  for (const parser of parsers) {
    const text = parser === GB ? replaced.replace(/\balle\b/giu, 'at') : replaced
    const [result, ...more] = parser.parse(text, new Date(now))
    if (result === undefined || more.length > 0 || result.end !== null) continue
    if (isUnderstood(text, result)) return toTime(result.start, now)
  }
  return undefined
}

/** Words around a time that do not change its meaning. */
const fillers = /\b(?:on|at|about|around|the|alle|all|verso|circa|le|il|lo|la|di|del|intorno)\b/giu

function isUnderstood(text: string, { index, text: part }: Parsed): boolean {
  const rest = `${text.slice(0, index)} ${text.slice(index + part.length)}`
  return !/[\p{L}\p{N}]/u.test(rest.replace(fillers, ''))
}

/** The hours of "morning": six in chrono-node, nine in an office. */
const morningHour = { chrono: 6, office: 9 }

function toTime(start: Components, now: number): ParsedTime {
  // "5 minutes ago", "15:00 UTC"
  if (start.isCertain('timezoneOffset')) return { moment: start.date().getTime() }
  const part = (component: 'year' | 'month' | 'day' | 'hour' | 'minute') => start.get(component) ?? 0
  const hour = part('hour')
  const isMorning = !start.isCertain('hour') && hour === morningHour.chrono
  const time = [isMorning ? morningHour.office : hour, part('minute')] as const
  const day = new Date(part('year'), part('month') - 1, part('day'))
  const isAhead = day.setHours(...time) > now
  return { minute: toMinute(isAhead ? previousDay(day, start) : day, time) }
}

function toMinute(day: Date, [hour, minute]: readonly [hour: number, minute: number]): LocalMinute {
  return `${toIso(day)}T${twoDigits(hour)}:${twoDigits(minute)}`
}

/**
 * Returns the previous day with the same weekday or date, or the day before; the day itself if the text is explicit.
 */
function previousDay(day: Date, start: Components): Date {
  const earlier = new Date(day)
  if (start.isCertain('weekday') && !start.isCertain('day')) earlier.setDate(day.getDate() - 7)
  else if (start.isCertain('month') && !start.isCertain('year')) earlier.setFullYear(day.getFullYear() - 1)
  else if (!start.isCertain('day') && start.isCertain('hour') && !start.isCertain('month')) {
    earlier.setDate(day.getDate() - 1)
  }
  return earlier
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0')
}
