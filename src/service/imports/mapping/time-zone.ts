import { localFormatOf } from '../../../contract/time-zone.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

// the offset changes at most on a full minute, but rows of one hour mostly share it
const offsets = new Map<string, number>()
const maxOffsets = 50_000

/** Returns the milliseconds east of UTC of a zone at a time. */
function offsetAt(zone: string, milliseconds: number): number {
  const quarter = Math.floor(milliseconds / (hourMs / 4))
  const key = `${zone} ${quarter}`
  const cached = offsets.get(key)
  if (cached !== undefined) return cached
  const at = quarter * (hourMs / 4)
  const parts = new Map(
    localFormatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  if (offsets.size >= maxOffsets) offsets.clear()
  offsets.set(key, local - at)
  return local - at
}

/**
 * Converts a local time, in milliseconds as if it were UTC, to UTC. A time that occurs twice, when clocks are set back,
 * is the first one. `undefined` for a time that clocks skip.
 */
export function toUtc(local: number, zone: string): number | undefined {
  const candidates = [local - offsetAt(zone, local - dayMs), local - offsetAt(zone, local + dayMs)]
  return candidates.filter((utc) => utc + offsetAt(zone, utc) === local).toSorted((a, b) => a - b)[0]
}
