import { addWorkingDays, dateParts, romeDay, romeTime, weekday } from './calendar.ts'
import type { DayNumber } from './calendar.ts'
import type { Facts } from './dossier.ts'
import type { Random } from './random.ts'

const DAYS = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  it: ['domenica', 'lunedì', 'martedì', 'mercoledì', 'giovedì', 'venerdì', 'sabato'],
} as const

const MONTHS = {
  en: 'January February March April May June July August September October November December'.split(' '),
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
    ' ',
  ),
} as const

/** The month's name, `ahead` months after the month of `day`. */
export function monthName(language: 'en' | 'it', day: DayNumber, ahead: number): string {
  return MONTHS[language][(dateParts(day).month + ahead) % 12] ?? ''
}

function monthsBetween(from: DayNumber, to: DayNumber): number {
  const [a, b] = [dateParts(from), dateParts(to)]
  return (b.year - a.year) * 12 + b.month - a.month
}

function nearFacts(at: DayNumber, then: DayNumber): Facts {
  const tomorrow = then === at + 1
  const en = tomorrow ? 'tomorrow' : (DAYS.en[weekday(then)] ?? '')
  const it = tomorrow ? 'domani' : (DAYS.it[weekday(then)] ?? '')
  return { day: en, onDay: tomorrow ? en : `on ${en}`, giorno: it }
}

function farFacts(then: DayNumber): Facts {
  const { date } = dateParts(then)
  const it = `${date === 1 ? '1º' : date} ${monthName('it', then, 0)}`
  return {
    date: `${date} ${monthName('en', then, 0)}`,
    ilData: date === 8 || date === 11 ? `l’${it}` : `il ${it}`,
  }
}

function clock(time: number): string {
  const minutes = Math.floor(time / 60_000)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/**
 * The words for dates in a note written at `at`, and the lead's next event (both milliseconds, UTC). What a note
 * announces then happens: "on Thursday" is offered where the next event is near, "14 October" where it is far, and
 * both where none followed. `decision` is the day in whose month the lead decides, the same through its whole life.
 */
export function datesInWords(
  random: Random,
  at: number,
  next: number | undefined,
  decision: DayNumber,
): Facts {
  const today = romeDay(at)
  const then = next === undefined ? undefined : romeDay(next)
  const ahead = Math.max(1, monthsBetween(today, decision))
  const italianMonth = monthName('it', today, ahead)
  const quarter = 900_000
  const appointed = next === undefined ? random.int(36, 68) : Math.round(romeTime(next) / quarter)
  const time = clock(appointed * quarter)
  const earlier = clock(Math.floor(romeTime(at) / 300_000) * 300_000 - random.int(0, 4) * 300_000)
  const near = then ?? addWorkingDays(today, random.int(1, 3))
  const far = then ?? addWorkingDays(today, random.int(7, 18))
  return {
    month: monthName('en', today, ahead),
    mese: italianMonth,
    aMese: italianMonth.startsWith('a') ? `ad ${italianMonth}` : `a ${italianMonth}`,
    time,
    ora: time.replace(':', '.'),
    earlier,
    prima: earlier.replace(':', '.'),
    ...(near - today >= 1 && near - today <= 6 ? nearFacts(today, near) : {}),
    ...(far - today >= 7 && far - today <= 60 ? farFacts(far) : {}),
  }
}
