import { addWorkingDays, isOfficeDay, officeDayUntil, romeInstant } from './calendar.ts'
import type { DayNumber } from './calendar.ts'
import type { Random } from './random.ts'

const MINUTE = 60_000
const OPENING = 8 * 60 * MINUTE + 35 * MINUTE
const CLOSING = 18 * 60 * MINUTE + 25 * MINUTE

/** `count` instants of one working day in Rome, ascending and minutes apart (milliseconds, UTC). */
export function momentsOfDay(random: Random, day: DayNumber, count: number): number[] {
  const slot = (CLOSING - OPENING) / count
  return Array.from({ length: count }, (_, index) =>
    romeInstant(day, Math.floor(OPENING + (index + random.next() * 0.9) * slot)),
  )
}

/**
 * Returns the instant of each step of a story; the last one is on or before `lastDay`.
 * @param gaps working days between a step and the previous one; the first gap is ignored
 * @param maxWorkingDays the maximum length of the story: the gaps of a longer one are shortened
 */
export function schedule(
  random: Random,
  gaps: readonly number[],
  lastDay: DayNumber,
  maxWorkingDays: number,
): number[] {
  const total = gaps.slice(1).reduce((sum, gap) => sum + gap, 0)
  const scale = Math.min(1, maxWorkingDays / Math.max(1, total))
  const days: DayNumber[] = []
  let day = officeDayUntil(lastDay)
  for (const gap of gaps.toReversed()) {
    days.unshift(day)
    const shorter = Math.max(Math.min(gap, 1), Math.floor(gap * scale))
    if (shorter > 0) day = addWorkingDays(day, -shorter)
  }
  const counts = new Map<DayNumber, number>()
  for (const each of days) counts.set(each, (counts.get(each) ?? 0) + 1)
  return [...counts].flatMap(([each, count]) => momentsOfDay(random, each, count))
}

/**
 * The interval of the demo's most recent events (milliseconds, UTC): today's office hours so far, or the last hours if
 * today is a holiday or the office has just opened.
 */
export function recentWindow(
  now: number,
  today: DayNumber,
): { from: number; until: number; office: boolean } {
  const opened = romeInstant(today, OPENING)
  const office = isOfficeDay(today) && now - opened > 60 * MINUTE
  if (!office) return { from: now - 9 * 60 * MINUTE, until: now - 120 * MINUTE, office }
  const closed = romeInstant(today, CLOSING)
  return { from: opened, until: Math.min(closed, now - Math.min(120 * MINUTE, (now - opened) / 2)), office }
}
