import type { Segment } from './path-segments.ts'

/** One element of the bar: a segment, or several consecutive short ones. */
export interface MergedSegment {
  readonly segments: readonly [Segment, ...Segment[]]
  readonly from: number
  readonly to: number
}

/** Maximum number of segments that are drawn separately: more would be illegible. */
const maxSeparate = 24

/**
 * Merges the segments of a path for drawing. Up to 24 segments are not merged. Of more, consecutive short ones are merged
 * until they are as long as a 24th of the path, so that at most 49 elements remain. The last segment, the lead's current
 * state, is never merged.
 */
export function mergeSegments(segments: readonly Segment[]): MergedSegment[] {
  const [first, last] = [segments[0], segments.at(-1)]
  if (first === undefined || last === undefined) return []
  if (segments.length <= maxSeparate) return segments.map((segment) => toMerged([segment]))
  const long = (last.to - first.from) / maxSeparate
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
