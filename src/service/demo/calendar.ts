const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The number of calendar days in Rome since 1 January 1970, so that days can be added and compared. */
export type DayNumber = number

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0))
  return last.getTime() - last.getUTCDay() * DAY
}

const summers = new Map<number, readonly [from: number, until: number]>()

function summerOf(year: number): readonly [from: number, until: number] {
  const known = summers.get(year)
  if (known) return known
  const summer = [lastSunday(year, 2) + HOUR, lastSunday(year, 9) + HOUR] as const
  summers.set(year, summer)
  return summer
}

/**
 * Europe/Rome's offset from UTC in milliseconds. Implements the European rule (summer time from the last Sunday of
 * March to the last Sunday of October, 01:00 UTC), because `Intl` takes longer for 15,000 instants than the rest of
 * the demo's generation.
 */
export function romeOffset(utc: number): number {
  const [from, until] = summerOf(new Date(utc).getUTCFullYear())
  return utc >= from && utc < until ? 2 * HOUR : HOUR
}

/** The calendar day in Rome at the given instant (milliseconds, UTC). */
export function romeDay(utc: number): DayNumber {
  return Math.floor((utc + romeOffset(utc)) / DAY)
}

/** The local time in Rome at the given instant, in milliseconds since midnight. */
export function romeTime(utc: number): number {
  return utc + romeOffset(utc) - romeDay(utc) * DAY
}

/** The instant (milliseconds, UTC) at which the local time in Rome is `time` milliseconds after midnight of `day`. */
export function romeInstant(day: DayNumber, time: number): number {
  const local = day * DAY + time
  return local - romeOffset(local - HOUR)
}

/** 0 is Sunday, as in `Date`. */
export function weekday(day: DayNumber): number {
  return (day + 4) % 7
}

/** Year, month (0 to 11) and day of the month. */
export function dateParts(day: DayNumber): { year: number; month: number; date: number } {
  const at = new Date(day * DAY)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate() }
}

/** Easter Sunday by the Meeus/Jones/Butcher algorithm for the Gregorian calendar. */
function easterSunday(year: number): DayNumber {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return Math.floor(Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1) / DAY)
}

const HOLIDAYS = new Set([101, 106, 425, 501, 602, 815, 1101, 1208, 1225, 1226])

/** Whether a day is from Monday to Friday and not a public holiday in Italy. */
export function isOfficeDay(day: DayNumber): boolean {
  if (weekday(day) === 0 || weekday(day) === 6) return false
  const { year, month, date } = dateParts(day)
  return !HOLIDAYS.has((month + 1) * 100 + date) && day !== easterSunday(year) + 1
}

/** Whether a day is an office day outside the weeks around 15 August and after Christmas, when most customers are closed. */
export function isWorkingDay(day: DayNumber): boolean {
  const { month, date } = dateParts(day)
  const key = (month + 1) * 100 + date
  return isOfficeDay(day) && key < 1224 && key > 106 && (key < 810 || key > 821)
}

/** The last office day on or before `day`. */
export function officeDayUntil(day: DayNumber): DayNumber {
  let result = day
  while (!isOfficeDay(result)) result -= 1
  return result
}

/** The day `count` working days after `day`, or before it if `count` is negative. */
export function addWorkingDays(day: DayNumber, count: number): DayNumber {
  let result = day
  for (let left = Math.abs(count); left > 0;) {
    result += Math.sign(count)
    if (isWorkingDay(result)) left -= 1
  }
  return result
}
