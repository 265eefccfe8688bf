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

/** The name of the month that is `ahead` months after the month of `day`. */
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
 * The values of a note's date slots. A note that announces an appointment names the day of the lead's next event:
 * "on Thursday" if it is near, "14 October" if it is far, and either if there is none.
 * @param at the instant of the note (milliseconds, UTC)
 * @param next the instant of the lead's next event (milliseconds, UTC)
 * @param decision a day of the month in which the lead decides, the same for all of its notes
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
  const quarterOfDay = next === undefined ? random.int(36, 68) : Math.round(romeTime(next) / quarter)
  const time = clock(quarterOfDay * quarter)
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
