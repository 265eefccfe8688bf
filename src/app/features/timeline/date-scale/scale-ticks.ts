import type { Ordering } from '../../../../contract/paging.ts'

/** Where in a timeline a moment is known to be: at `row` happened something at `at`, in milliseconds since 1970. */
export interface DateSample {
  readonly row: number
  readonly at: number
}

/** A mark of the scale: where a period begins in the order of reading. */
export interface Tick {
  /** the first row of the period, as exactly as it is known */
  readonly row: number
  /** the latest or, oldest first, the earliest moment of the period */
  readonly at: number
  readonly period: 'year' | 'month' | 'day'
}

/** Days of a month that a short history is divided at. */
const days = [10, 20] as const

/** With so many marks nothing finer is needed. */
const enough = 6

/** How near two marks may come, in parts of the scale. */
interface Room {
  readonly rows: number
  /** the least distance between two marks, in rows */
  readonly apart: number
}

/**
 * The marks of a timeline: years first, then halves, quarters and months, then days, as long as there is room. The reader
 * scrolls into a period at its near end, so newest first a year begins with its December.
 */
export function scaleTicks(knots: readonly DateSample[], ordering: Ordering, { rows, apart }: Room): Tick[] {
  const first = knots.at(0)
  const last = knots.at(-1)
  if (first === undefined || last === undefined) return []
  const chosen: Tick[] = [topTick(first, last)]
  for (const level of [0, 1, 2, 3, 4]) {
    if (chosen.length >= enough) break
    for (const { at, period } of boundaries(first.at, last.at, ordering, level)) {
      const row = rowOf(at, knots)
      const isFree = chosen.every((tick) => Math.abs(tick.row - row) >= apart) && rows - row >= apart / 2
      if (isFree) chosen.push({ row, at, period })
    }
  }
  return chosen.toSorted((one, other) => one.row - other.row)
}

/** What the scale begins with: the year, or where all is of one year, the month. */
function topTick(first: DateSample, last: DateSample): Tick {
  const isOneYear = new Date(first.at).getFullYear() === new Date(last.at).getFullYear()
  return { row: 0, at: first.at, period: isOneYear ? 'month' : 'year' }
}

/** The moments at which a reader between two moments comes into a new period of a level: 0 years … 4 parts of a month. */
function boundaries(
  first: number,
  last: number,
  ordering: Ordering,
  level: number,
): readonly Pick<Tick, 'at' | 'period'>[] {
  const [earliest, latest] = first < last ? [first, last] : [last, first]
  const start = new Date(earliest)
  const found: Pick<Tick, 'at' | 'period'>[] = []
  for (let month = new Date(start.getFullYear(), start.getMonth(), 1); month.getTime() <= latest;) {
    const next = new Date(month.getFullYear(), month.getMonth() + 1, 1)
    const entered = ordering === 'newest' ? next.getTime() - 1 : month.getTime()
    if (levelOf(month.getMonth(), ordering) === level)
      found.push({ at: entered, period: level === 0 ? 'year' : 'month' })
    if (level === 4) {
      for (const day of days) {
        const date = new Date(month.getFullYear(), month.getMonth(), ordering === 'newest' ? day + 1 : day)
        found.push({ at: date.getTime() - (ordering === 'newest' ? 1 : 0), period: 'day' })
      }
    }
    month = next
  }
  return found.filter(({ at }) => at > earliest && at < latest)
}

/** How much a month divides: 0 a year, 1 a half, 2 a quarter, 3 nothing but itself. */
function levelOf(month: number, ordering: Ordering): number {
  const place = ordering === 'newest' ? 11 - month : month
  return place === 0 ? 0 : place === 6 ? 1 : place % 3 === 0 ? 2 : 3
}

/** The row at which a moment lies, between the rows that are known around it. */
export function rowOf(at: number, knots: readonly DateSample[]): number {
  const first = knots.at(0)
  const last = knots.at(-1)
  if (first === undefined || last === undefined) return 0
  const falls = first.at > last.at
  const isPast = (knot: DateSample) => (falls ? knot.at <= at : knot.at >= at)
  const index = knots.findIndex(isPast)
  if (index < 0) return last.row
  const to = knots[index] ?? last
  const from = knots[index - 1]
  if (from === undefined || to.at === from.at) return to.row
  return from.row + ((at - from.at) / (to.at - from.at)) * (to.row - from.row)
}

/** The moment at which something happened at a row, between the rows that are known around it. */
export function momentOf(row: number, knots: readonly DateSample[]): number | undefined {
  const index = knots.findIndex((knot) => knot.row >= row)
  const to = knots[index]
  if (to === undefined) return knots.at(-1)?.at
  const from = knots[index - 1]
  if (from === undefined || to.row === from.row) return to.at
  return from.at + ((row - from.row) / (to.row - from.row)) * (to.at - from.at)
}

/**
 * What is known, with more of it: in the order of rows, and of time; where two contradict each other, for events came or
 * went in between, the new one holds.
 */
export function mergeDateSamples(
  known: readonly DateSample[],
  more: readonly DateSample[],
  ordering: Ordering,
): readonly DateSample[] {
  const rows = new Set(more.map(({ row }) => row))
  const isAfter = (one: DateSample, other: DateSample) =>
    ordering === 'newest' ? one.at <= other.at : one.at >= other.at
  const agrees = (knot: DateSample) =>
    !rows.has(knot.row) &&
    more.every((other) => (knot.row < other.row ? isAfter(other, knot) : isAfter(knot, other)))
  return [...known.filter(agrees), ...more].toSorted((one, other) => one.row - other.row)
}
