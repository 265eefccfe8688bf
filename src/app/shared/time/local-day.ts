import { parseInstant, shiftInstant, toInstant, type Instant } from '../../../contract/instant.ts'
import { resolveMinute } from './local-minute.ts'

/** A day in the viewer's time zone, as `<input type="date">` writes it: `2026-11-23`. */
export type LocalDay = string

const dayLength = 'yyyy-mm-dd'.length

/** Whether a text is an existing day. */
export function isDay(text: string): boolean {
  return text.length === dayLength && parseInstant(text) !== undefined
}

/** Returns the first instant of a day in the viewer's time zone; `undefined` for an invalid day. */
export function dayStart(day: LocalDay): Instant | undefined {
  return resolveMinute(`${day}T00:00`)?.starts[0]
}

/** Returns the last millisecond of a day in the viewer's time zone; `undefined` for an invalid day. */
export function dayEnd(day: LocalDay): Instant | undefined {
  if (!isDay(day)) return undefined
  const next = dayStart(toInstant(Date.parse(day) + 86_400_000).slice(0, dayLength))
  return next && shiftInstant(next, -1)
}
