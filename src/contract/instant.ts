import * as z from 'zod/mini'

/**
 * A timestamp: ISO 8601, UTC, with milliseconds and a four-digit year, `2024-03-12T09:42:00.000Z`. In this one form
 * the order of texts is the order of time. Instants are therefore compared with `<`, and those from the database or a
 * response are not converted to `Date`.
 */
export type Instant = string

/** An instant in a response. */
export const instantSchema = z.string()

// the first and the last millisecond of the four-digit years; PostgreSQL writes earlier dates with BC
const earliest = Date.parse('0001-01-01T00:00:00.000Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

/** The syntax of an ISO 8601 date or date-time; it does not check that the date exists. */
export const instantShape =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/

/**
 * Parses an ISO 8601 date or date-time strictly. Returns `undefined` for anything else, including `2024-02-30` and
 * `25:00`.
 *
 * Contract, row `date`: "a date alone means 00:00 UTC on that day; no zone = UTC". Digits beyond the millisecond are
 * cut off.
 */
export function parseInstant(text: string): Instant | undefined {
  const parts = instantShape.exec(text)
  if (parts === null) return undefined
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = parts
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
  const milliseconds = Date.parse(local)
  // Date.parse converts 30 February to a date in March, so the result must format to the same text
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString() !== local) return undefined
  const offset = offsetMinutes(zone)
  if (offset === undefined) return undefined
  const utc = milliseconds - offset * 60_000
  return utc >= earliest && utc <= latest ? new Date(utc).toISOString() : undefined
}

/** Returns the minutes east of UTC of `Z`, `+02`, `+0200` or `+02:00`; `undefined` beyond ±23:59. */
function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(3).replace(':', '') || '0')
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/** Converts milliseconds since 1970-01-01 UTC to an instant. */
export function toInstant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString()
}

/** Adds milliseconds to an instant. */
export function shiftInstant(instant: Instant, milliseconds: number): Instant {
  return toInstant(Date.parse(instant) + milliseconds)
}
