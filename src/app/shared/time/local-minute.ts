import * as z from 'zod/mini'
import { parseInstant, shiftInstant, toInstant, type Instant } from '../../../contract/instant.ts'

/** A minute as `<input type="datetime-local">` writes it, in the viewer's time zone: `2026-11-23T14:31`. */
export type LocalMinute = string

/** Which occurrence of a minute that occurs twice, because the clocks are set back. */
export type Fold = 'first' | 'second'

/** A chosen minute; without a `fold` it is the first occurrence that an event may have. */
export interface ChosenMinute {
  readonly at: LocalMinute
  readonly fold?: Fold | undefined
}

/** A time that the user chose or typed, in place of the default. */
export const chosenDateSchema = z.object({
  /** a local minute; empty until one is chosen, or until `words` are parsed */
  at: z.string(),
  fold: z.optional(z.enum(['first', 'second'])),
  /** the time as it was typed; absent if the minute itself was chosen */
  words: z.optional(z.string()),
})

export type ChosenDate = z.output<typeof chosenDateSchema>

/** Returns the local minute of an instant. */
export function toLocalMinute(instant: Instant): LocalMinute {
  const date = new Date(instant)
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`
  return `${day}T${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`
}

/** Returns the local minute of an instant, with its fold if the minute occurs twice. */
export function toChosenMinute(instant: Instant): ChosenMinute {
  const at = toLocalMinute(instant)
  const second = resolveMinute(at)?.starts[1]
  if (second === undefined) return { at }
  return { at, fold: instant >= second ? 'second' : 'first' }
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0')
}

/** The instants of a local minute. */
export interface ResolvedMinute {
  /** the start of the minute; two if the clocks are set back in it */
  readonly starts: readonly [Instant, second?: Instant]
  /** whether the clocks skip the minute in spring: `starts` is then as long after the skip as the minute states */
  readonly skipped: boolean
}

/** Resolves a local minute; `undefined` for an invalid one. */
export function resolveMinute(minute: LocalMinute): ResolvedMinute | undefined {
  const asUtc = parseInstant(minute)
  if (asUtc === undefined || minute.length !== 'yyyy-mm-ddThh:mm'.length) return undefined
  const milliseconds = Date.parse(asUtc)
  const byOffsetAt = (moment: number) =>
    toInstant(milliseconds + new Date(moment).getTimezoneOffset() * 60_000)
  // no time zone changes its clocks twice within two days
  const before = byOffsetAt(milliseconds - dayMs)
  const after = byOffsetAt(milliseconds + dayMs)
  const [first, second] = [...new Set([before, after])]
    .filter((start) => toLocalMinute(start) === minute)
    .toSorted()
  if (first === undefined) return { starts: [before], skipped: true }
  return { starts: second === undefined ? [first] : [first, second], skipped: false }
}

const dayMs = 86_400_000

/**
 * Returns the instant of a chosen minute; `undefined` if none was chosen.
 *
 * The field has minutes and events have milliseconds. So the minute of the latest event (`latest`) resolves to the
 * moment just after that event: a user who sees 12:06 there and types 12:06 must not get the error that 12:06 is too
 * early.
 */
export function toChosenInstant(
  { at, fold }: ChosenMinute,
  latest: Instant | undefined,
): Instant | undefined {
  const resolved = resolveMinute(at)
  if (resolved === undefined) return undefined
  const [start, secondStart] = resolved.starts
  const first = afterLatest(start, latest)
  if (secondStart === undefined || fold === 'first') return first
  const isFirstValid = latest === undefined || first > latest
  return fold === undefined && isFirstValid ? first : afterLatest(secondStart, latest)
}

function afterLatest(start: Instant, latest: Instant | undefined): Instant {
  const inMinuteOfLatest = latest !== undefined && latest >= start && latest < shiftInstant(start, 60_000)
  return inMinuteOfLatest ? shiftInstant(latest, 1) : start
}
