import type { Segment } from './path-segments.ts'

/** One element of the bar: a segment, or several consecutive short ones. */
export interface MergedSegment {
  readonly segments: readonly [Segment, ...Segment[]]
  readonly from: number
  readonly to: number
}

/**
 * Merges the segments of a path for drawing, so that at most `maxElements` (two or more) remain. If there are more segments,
 * consecutive short ones are merged until they are as long as about half a `maxElements`th of the path. The last segment, the
 * lead's current state, is never merged.
 */
export function mergeSegments(segments: readonly Segment[], maxElements: number): MergedSegment[] {
  const [first, last] = [segments[0], segments.at(-1)]
  if (first === undefined || last === undefined) return []
  if (segments.length <= maxElements) return segments.map((segment) => toMerged([segment]))
  // each long element ends at most one merged one before it, and then the last element follows
  const maxLong = Math.max(1, Math.floor((maxElements - 1) / 2))
  // if all of them have no length, none of them is long
  const long = (last.to - first.from) / maxLong || Infinity
  const merged: MergedSegment[] = []
  let run: Segment[] = []
  const endRun = () => {
    const [start, ...more] = run
    if (start !== undefined) merged.push(toMerged([start, ...more]))
    run = []
  }
  for (const segment of segments.slice(0, -1)) {
    const isLong = segment.to - segment.from >= long
    if (isLong) endRun()
    run.push(segment)
    if (isLong || segment.to - (run[0]?.from ?? 0) >= long) endRun()
  }
  endRun()
  return [...merged, toMerged([last])]
}

function toMerged(segments: readonly [Segment, ...Segment[]]): MergedSegment {
  return { segments, from: segments[0].from, to: (segments.at(-1) ?? segments[0]).to }
}
