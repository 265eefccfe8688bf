/** The position and size of a segment on the bar, as shares of the bar's length. */
export interface BarGeometry {
  readonly start: number
  readonly size: number
}

interface TimeRange {
  readonly from: number
  readonly to: number
}

/**
 * Lays out consecutive time ranges on a bar of length 1, in proportion to their durations, but none shorter than `minSize`
 * (or than an equal share, if so many do not fit). Longer segments give up the difference in proportion.
 */
export function layOutBars(ranges: readonly TimeRange[], minSize: number): BarGeometry[] {
  const smallest = Math.min(minSize, 1 / ranges.length)
  const lengths = ranges.map(({ from, to }) => to - from)
  const enlarged = new Set<number>()
  // each round enlarges the segments that the previous round made too short
  for (let previousSize = -1; previousSize !== enlarged.size;) {
    previousSize = enlarged.size
    const scale = scaleOf(lengths, enlarged, smallest)
    for (const [index, length] of lengths.entries()) if (length * scale <= smallest) enlarged.add(index)
  }
  const scale = scaleOf(lengths, enlarged, smallest)
  const equal = enlarged.size === lengths.length
  let start = 0
  return lengths.map((length, index) => {
    const size = equal ? 1 / lengths.length : enlarged.has(index) ? smallest : length * scale
    const geometry = { start, size }
    start += size
    return geometry
  })
}

function scaleOf(lengths: readonly number[], enlarged: ReadonlySet<number>, smallest: number): number {
  const free = lengths.reduce((sum, length, index) => (enlarged.has(index) ? sum : sum + length), 0)
  return free === 0 ? 0 : (1 - enlarged.size * smallest) / free
}

/** The position of a moment, in milliseconds since 1970, on a bar that `layOutBars` laid out, as a share of its length. */
export function positionOf(
  moment: number,
  ranges: readonly TimeRange[],
  bars: readonly BarGeometry[],
): number {
  const index = ranges.findLastIndex(({ from }) => from <= moment)
  const [range, geometry] = [ranges[index], bars[index]]
  if (range === undefined || geometry === undefined) return 0
  const length = range.to - range.from
  return geometry.start + (length === 0 ? 0 : Math.min(1, (moment - range.from) / length) * geometry.size)
}
