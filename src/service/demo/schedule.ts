import { addWorkingDays, isOfficeDay, officeDayUntil, romeInstant } from './calendar.ts'
import type { DayNumber } from './calendar.ts'
import type { Random } from './random.ts'

const MINUTE = 60_000
const OPENING = 8 * 60 * MINUTE + 35 * MINUTE
const CLOSING = 18 * 60 * MINUTE + 25 * MINUTE

/** `count` moments of one working day in Rome, ascending and minutes apart (milliseconds, UTC). */
export function momentsOfDay(random: Random, day: DayNumber, count: number): number[] {
  const slot = (CLOSING - OPENING) / count
  return Array.from({ length: count }, (_, index) =>
    romeInstant(day, Math.floor(OPENING + (index + random.next() * 0.9) * slot)),
  )
}

/**
 * When each step of a story happened, the last one on or before `lastDay`.
 * @param gaps working days between a step and the one before it; the first is not read
 * @param longest the working days that the whole may take: longer stories are told faster
 */
export function schedule(
  random: Random,
  gaps: readonly number[],
  lastDay: DayNumber,
  longest: number,
): number[] {
  const total = gaps.slice(1).reduce((sum, gap) => sum + gap, 0)
  const pace = Math.min(1, longest / Math.max(1, total))
  const days: DayNumber[] = []
  let day = officeDayUntil(lastDay)
  for (const gap of gaps.toReversed()) {
    days.unshift(day)
    const shorter = Math.max(Math.min(gap, 1), Math.floor(gap * pace))
    if (shorter > 0) day = addWorkingDays(day, -shorter)
  }
  const counts = new Map<DayNumber, number>()
  for (const each of days) counts.set(each, (counts.get(each) ?? 0) + 1)
  return [...counts].flatMap(([each, count]) => momentsOfDay(random, each, count))
}

/**
 * The moments at which "just now" may lie: today's office hours, or the last hours whatever the clock says where it
 * is a holiday or early morning.
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
