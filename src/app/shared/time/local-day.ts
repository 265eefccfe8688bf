import { parseInstant, shiftInstant, toInstant, type Instant } from '../../../contract/instant.ts'
import { resolveMinute } from './local-minute.ts'

/** A day of the reader's calendar, as `<input type="date">` writes it: `2026-11-23`. */
export type LocalDay = string

const dayLength = 'yyyy-mm-dd'.length

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  return text.length === dayLength && parseInstant(text) !== undefined
}

/** When a day begins on the reader's clock; `undefined` for what is no day. */
export function dayStart(day: LocalDay): Instant | undefined {
  return resolveMinute(`${day}T00:00`)?.starts[0]
}

/** The last millisecond of a day on the reader's clock, however many hours it has. */
export function dayEnd(day: LocalDay): Instant | undefined {
  if (!isDay(day)) return undefined
  const next = dayStart(toInstant(Date.parse(day) + 86_400_000).slice(0, dayLength))
  return next && shiftInstant(next, -1)
}
