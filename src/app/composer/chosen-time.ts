import { shiftInstant, toInstant, type Instant } from '../../contract/instant.ts'

/** A minute as `<input type="datetime-local">` writes it, in the reader's time zone: `2026-11-23T14:31`. */
export type LocalMinute = string

/** The minute of the reader's clock that an instant falls into. */
export function toLocalMinute(instant: Instant): LocalMinute {
  const date = new Date(instant)
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

function two(part: number): string {
  return String(part).padStart(2, '0')
}

/**
 * The instant that a chosen minute means; `undefined` where no minute was chosen, or one that does not exist.
 *
 * A field knows minutes and events have milliseconds. So the minute of the latest event (`latest`) means the moment
 * just after it: who reads 12:06 there and writes 12:06 is not told that 12:06 comes too early.
 */
export function chosenInstant(minute: LocalMinute, latest: Instant | undefined): Instant | undefined {
  const milliseconds = Date.parse(minute)
  if (Number.isNaN(milliseconds)) return undefined
  const start = toInstant(milliseconds)
  // a minute that the clocks skip in spring is read as one an hour off, which nobody chose
  if (toLocalMinute(start) !== minute) return undefined
  const inMinuteOfLatest =
    latest !== undefined && latest >= start && latest < toInstant(milliseconds + 60_000)
  return inMinuteOfLatest ? shiftInstant(latest, 1) : start
}
