import type { Ordering } from '../../../../contract/paging.ts'

/** The known date of one row: the event at `row` happened at `at`, in milliseconds since 1970. */
export interface DateSample {
  readonly row: number
  readonly at: number
}

/** A tick of the scale: the position where a period begins in the display order. */
export interface Tick {
  /** the first row of the period, interpolated between the known rows, so possibly a fraction */
  readonly row: number
  /** the latest or, oldest first, the earliest moment of the period */
  readonly at: number
  readonly period: 'year' | 'month' | 'day'
}

/** Days of a month that get a tick in a short timeline. */
const days = [10, 20] as const

/** Number of ticks from which on no smaller periods are added. */
const sufficientTicks = 6

/** The size of the scale and the minimum distance of its ticks. */
interface ScaleSize {
  readonly rows: number
  /** minimum distance between two ticks, in rows */
  readonly minDistance: number
}

/**
 * The ticks of a timeline: years first, then half-years, quarters and months, then days, as long as there is space. A period
 * begins where the user scrolls into it, so in the order newest first a year begins with its December.
 */
export function scaleTicks(
  samples: readonly DateSample[],
  ordering: Ordering,
  { rows, minDistance }: ScaleSize,
): Tick[] {
  const first = samples.at(0)
  const last = samples.at(-1)
  if (first === undefined || last === undefined) return []
  const ticks: Tick[] = [topTick(first, last)]
  for (const level of [0, 1, 2, 3, 4]) {
    if (ticks.length >= sufficientTicks) break
    for (const { at, period } of boundaries(first.at, last.at, ordering, level)) {
      const row = rowOf(at, samples)
      const isFree =
        ticks.every((tick) => Math.abs(tick.row - row) >= minDistance) && rows - row >= minDistance / 2
      if (isFree) ticks.push({ row, at, period })
    }
  }
  return ticks.toSorted((one, other) => one.row - other.row)
}

/** The first tick: the year or, if the whole timeline is within one year, the month. */
function topTick(first: DateSample, last: DateSample): Tick {
  const isOneYear = new Date(first.at).getFullYear() === new Date(last.at).getFullYear()
  return { row: 0, at: first.at, period: isOneYear ? 'month' : 'year' }
}

/** The starts, in display order, of the periods of a level between two moments: level 0 is years, 4 is parts of a month. */
function boundaries(
  first: number,
  last: number,
  ordering: Ordering,
  level: number,
): readonly Pick<Tick, 'at' | 'period'>[] {
  const [earliest, latest] = first < last ? [first, last] : [last, first]
  const start = new Date(earliest)
  const starts: Pick<Tick, 'at' | 'period'>[] = []
  for (let month = new Date(start.getFullYear(), start.getMonth(), 1); month.getTime() <= latest;) {
    const next = new Date(month.getFullYear(), month.getMonth() + 1, 1)
    const entered = ordering === 'newest' ? next.getTime() - 1 : month.getTime()
    if (levelOf(month.getMonth(), ordering) === level)
      starts.push({ at: entered, period: level === 0 ? 'year' : 'month' })
    if (level === 4) {
      for (const day of days) {
        const date = new Date(month.getFullYear(), month.getMonth(), ordering === 'newest' ? day + 1 : day)
        starts.push({ at: date.getTime() - (ordering === 'newest' ? 1 : 0), period: 'day' })
      }
    }
    month = next
  }
  return starts.filter(({ at }) => at > earliest && at < latest)
}

/** The level of a month's start: 0 if it starts a year, 1 a half-year, 2 a quarter, 3 only the month. */
function levelOf(month: number, ordering: Ordering): number {
  const monthIndex = ordering === 'newest' ? 11 - month : month
  return monthIndex === 0 ? 0 : monthIndex === 6 ? 1 : monthIndex % 3 === 0 ? 2 : 3
}

/** The row of a moment, interpolated between the samples around it. */
export function rowOf(at: number, samples: readonly DateSample[]): number {
  const first = samples.at(0)
  const last = samples.at(-1)
  if (first === undefined || last === undefined) return 0
  const isDescending = first.at > last.at
  const isReached = (sample: DateSample) => (isDescending ? sample.at <= at : sample.at >= at)
  const index = samples.findIndex(isReached)
  if (index < 0) return last.row
  const to = samples[index] ?? last
  const from = samples[index - 1]
  if (from === undefined || to.at === from.at) return to.row
  return from.row + ((at - from.at) / (to.at - from.at)) * (to.row - from.row)
}

/** The moment of a row, interpolated between the samples around it, in milliseconds since 1970. */
export function momentOf(row: number, samples: readonly DateSample[]): number | undefined {
  const index = samples.findIndex((sample) => sample.row >= row)
  const to = samples[index]
  if (to === undefined) return samples.at(-1)?.at
  const from = samples[index - 1]
  if (from === undefined || to.row === from.row) return to.at
  return from.at + ((row - from.row) / (to.row - from.row)) * (to.at - from.at)
}

/**
 * Merges samples, in the order of rows and of time. If two contradict each other, because events were added or removed in
 * between, the newer one replaces the older.
 */
export function mergeDateSamples(
  known: readonly DateSample[],
  more: readonly DateSample[],
  ordering: Ordering,
): readonly DateSample[] {
  const rows = new Set(more.map(({ row }) => row))
  const isAfter = (one: DateSample, other: DateSample) =>
    ordering === 'newest' ? one.at <= other.at : one.at >= other.at
  const isConsistent = (sample: DateSample) =>
    !rows.has(sample.row) &&
    more.every((other) => (sample.row < other.row ? isAfter(other, sample) : isAfter(sample, other)))
  return [...known.filter(isConsistent), ...more].toSorted((one, other) => one.row - other.row)
}
