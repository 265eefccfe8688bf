import * as z from 'zod/mini'
import { parseInstant, shiftInstant, toInstant, type Instant } from '../../../contract/instant.ts'

/** A minute as `<input type="datetime-local">` writes it, in the reader's time zone: `2026-11-23T14:31`. */
export type LocalMinute = string

/** Which of the two hours of one name, where the clocks are put back and a minute comes twice. */
export type Fold = 'first' | 'second'

/** A minute that was chosen; without a `fold` the first one is meant that an event may have. */
export interface ChosenMinute {
  readonly at: LocalMinute
  readonly fold?: Fold | undefined
}

/** A time that was chosen or said, in place of the one that would be taken otherwise. */
export const chosenDateSchema = z.object({
  /** a minute of the reader's clock, empty until one was chosen, or until `words` were understood */
  at: z.string(),
  fold: z.optional(z.enum(['first', 'second'])),
  /** the time as it was said; absent where the minute itself was chosen */
  words: z.optional(z.string()),
})

export type ChosenDate = z.output<typeof chosenDateSchema>

/** The minute of the reader's clock that an instant falls into. */
export function toLocalMinute(instant: Instant): LocalMinute {
  const date = new Date(instant)
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The minute of an instant as a choice, which says which one it is where that minute comes twice. */
export function toChosenMinute(instant: Instant): ChosenMinute {
  const at = toLocalMinute(instant)
  const second = resolveMinute(at)?.starts[1]
  if (second === undefined) return { at }
  return { at, fold: instant >= second ? 'second' : 'first' }
}

function two(part: number): string {
  return String(part).padStart(2, '0')
}

/** What a minute of the reader's clock means. */
export interface ResolvedMinute {
  /** when it begins: once, or twice where the clocks are put back in it */
  readonly starts: readonly [Instant, second?: Instant]
  /** the clocks skip it in spring: what it means is as long after the skip as it says */
  readonly skipped: boolean
}

/** Reads a minute of the reader's clock; `undefined` for what is no minute of any day. */
export function resolveMinute(minute: LocalMinute): ResolvedMinute | undefined {
  const asUtc = parseInstant(minute)
  if (asUtc === undefined || minute.length !== 'yyyy-mm-ddThh:mm'.length) return undefined
  const milliseconds = Date.parse(asUtc)
  const byOffsetAt = (moment: number) =>
    toInstant(milliseconds + new Date(moment).getTimezoneOffset() * 60_000)
  // no clock of the world is put forward or back twice within two days
  const before = byOffsetAt(milliseconds - day)
  const after = byOffsetAt(milliseconds + day)
  const [first, second] = [...new Set([before, after])]
    .filter((start) => toLocalMinute(start) === minute)
    .toSorted()
  if (first === undefined) return { starts: [before], skipped: true }
  return { starts: second === undefined ? [first] : [first, second], skipped: false }
}

const day = 86_400_000

/**
 * The instant that a chosen minute means; `undefined` where none was chosen.
 *
 * A field knows minutes and events have milliseconds. So the minute of the latest event (`latest`) means the moment
 * just after it: who reads 12:06 there and writes 12:06 is not told that 12:06 comes too early.
 */
export function toChosenInstant(
  { at, fold }: ChosenMinute,
  latest: Instant | undefined,
): Instant | undefined {
  const reading = resolveMinute(at)
  if (reading === undefined) return undefined
  const [start, again] = reading.starts
  const first = afterLatest(start, latest)
  if (again === undefined || fold === 'first') return first
  const firstIsLate = latest === undefined || first > latest
  return fold === undefined && firstIsLate ? first : afterLatest(again, latest)
}

function afterLatest(start: Instant, latest: Instant | undefined): Instant {
  const inMinuteOfLatest = latest !== undefined && latest >= start && latest < shiftInstant(start, 60_000)
  return inMinuteOfLatest ? shiftInstant(latest, 1) : start
}
