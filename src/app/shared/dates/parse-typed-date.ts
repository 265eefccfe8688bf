import { GB } from 'chrono-node/en'
import { casual as italian } from 'chrono-node/it'
import type { Locale } from '../i18n/i18n.ts'
import type { LocalMinute } from '../time/local-minute.ts'
import { replaceSynonyms } from './date-synonyms.ts'

type Parsed = ReturnType<typeof GB.parse>[number]
type Components = Parsed['start']

/** Who said it: in which language first of all, and when, in milliseconds. */
export interface TypedDate {
  readonly locale: Locale
  readonly now: number
}

/** A minute of the clock, or, where words name one whatever the clock shows, a moment in milliseconds since 1970. */
export type ParsedTime = { readonly minute: LocalMinute } | { readonly moment: number }

/**
 * The time that a time in English or Italian words means: `yesterday 3pm`, `ieri alle 15`, `20 minutes ago`. Nothing
 * unless every word of it was understood, for a date is not guessed. What was logged lies behind, so a day, weekday or
 * hour that would still come is the last one that was. This file is loaded when somebody writes words, no earlier.
 */
export function readWords(words: string, { locale, now }: TypedDate): ParsedTime | undefined {
  const parsers = locale === 'it' ? [italian, GB] : [GB, italian]
  const text = replaceSynonyms(words.trim())
  for (const parser of parsers) {
    const [found, ...more] = parser.parse(text, new Date(now))
    if (found === undefined || more.length > 0 || found.end !== null) continue
    if (isUnderstood(text, found)) return toTime(found.start, now)
  }
  return undefined
}

/** Words around a time that say nothing about it. */
const fillers = /\b(?:on|at|about|around|the|alle|all|verso|circa|le|il|lo|la|di|del|intorno)\b/giu

function isUnderstood(text: string, { index, text: part }: Parsed): boolean {
  const rest = `${text.slice(0, index)} ${text.slice(index + part.length)}`
  return !/[\p{L}\p{N}]/u.test(rest.replace(fillers, ''))
}

/** In people's offices the morning begins at nine; the library has it begin at six. */
const morning = { known: 6, meant: 9 }

function toTime(start: Components, now: number): ParsedTime {
  // "5 minutes ago", "15:00 UTC"
  if (start.isCertain('timezoneOffset')) return { moment: start.date().getTime() }
  const part = (component: 'year' | 'month' | 'day' | 'hour' | 'minute') => start.get(component) ?? 0
  const hour = part('hour')
  const early = !start.isCertain('hour') && hour === morning.known
  const time = [early ? morning.meant : hour, part('minute')] as const
  const said = new Date(part('year'), part('month') - 1, part('day'))
  const isAhead = said.setHours(...time) > now
  return { minute: toMinute(isAhead ? lastOneBefore(said, start) : said, time) }
}

function toMinute(day: Date, [hour, minute]: readonly [hour: number, minute: number]): LocalMinute {
  const date = [String(day.getFullYear()).padStart(4, '0'), two(day.getMonth() + 1), two(day.getDate())]
  return `${date.join('-')}T${two(hour)}:${two(minute)}`
}

/** The day of the same name before this one; the day itself where it was said which one it is. */
function lastOneBefore(day: Date, start: Components): Date {
  const earlier = new Date(day)
  if (start.isCertain('weekday') && !start.isCertain('day')) earlier.setDate(day.getDate() - 7)
  else if (start.isCertain('month') && !start.isCertain('year')) earlier.setFullYear(day.getFullYear() - 1)
  else if (!start.isCertain('day') && start.isCertain('hour') && !start.isCertain('month')) {
    earlier.setDate(day.getDate() - 1)
  }
  return earlier
}

function two(part: number): string {
  return String(part).padStart(2, '0')
}
