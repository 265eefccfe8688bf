/** A place on the bar, in shares of its length: where it begins, and how long it is. */
export interface BarGeometry {
  readonly start: number
  readonly size: number
}

interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * Lays stretches of time that follow each other out on a bar of length 1, each as long as it lasted, and none shorter
 * than `least` (or than its equal share, where so many do not fit): what one piece is given, the others give up in
 * proportion.
 */
export function layOutBars(stretches: readonly Stretch[], least: number): BarGeometry[] {
  const smallest = Math.min(least, 1 / stretches.length)
  const lengths = stretches.map(({ from, to }) => to - from)
  const raised = new Set<number>()
  // each round raises what the one before made too short
  for (let before = -1; before !== raised.size;) {
    before = raised.size
    const scale = scaleOf(lengths, raised, smallest)
    for (const [index, length] of lengths.entries()) if (length * scale <= smallest) raised.add(index)
  }
  const scale = scaleOf(lengths, raised, smallest)
  const equal = raised.size === lengths.length
  let start = 0
  return lengths.map((length, index) => {
    const size = equal ? 1 / lengths.length : raised.has(index) ? smallest : length * scale
    const place = { start, size }
    start += size
    return place
  })
}

function scaleOf(lengths: readonly number[], raised: ReadonlySet<number>, smallest: number): number {
  const free = lengths.reduce((sum, length, index) => (raised.has(index) ? sum : sum + length), 0)
  return free === 0 ? 0 : (1 - raised.size * smallest) / free
}

/** Where a moment is on a bar that was laid out so. */
export function positionOf(
  moment: number,
  stretches: readonly Stretch[],
  places: readonly BarGeometry[],
): number {
  const found = stretches.findLastIndex(({ from }) => from <= moment)
  const [stretch, place] = [stretches[found], places[found]]
  if (stretch === undefined || place === undefined) return 0
  const length = stretch.to - stretch.from
  return place.start + (length === 0 ? 0 : Math.min(1, (moment - stretch.from) / length) * place.size)
}
