import type { Segment } from './path-segments.ts'

/** What is drawn as one: a segment, or several short ones that follow each other. */
export interface MergedSegment {
  readonly segments: readonly [Segment, ...Segment[]]
  readonly from: number
  readonly to: number
}

/** Segments that are still drawn one by one: more would be a bar code. */
const most = 24

/**
 * The pieces of a path. Up to 24 segments are a piece each; of more, short ones that follow each other are drawn
 * together until they are as long as a 24th of the path, so that there are 49 pieces at the most. The last segment, where
 * the lead stands now, is always a piece of its own.
 */
export function mergeSegments(segments: readonly Segment[]): MergedSegment[] {
  const [first, last] = [segments[0], segments.at(-1)]
  if (first === undefined || last === undefined) return []
  if (segments.length <= most) return segments.map((segment) => toPiece([segment]))
  const long = (last.to - first.from) / most
  const pieces: MergedSegment[] = []
  let run: Segment[] = []
  const endRun = () => {
    const [start, ...more] = run
    if (start !== undefined) pieces.push(toPiece([start, ...more]))
    run = []
  }
  for (const segment of segments.slice(0, -1)) {
    const isLong = segment.to - segment.from >= long
    if (isLong) endRun()
    run.push(segment)
    if (isLong || segment.to - (run[0]?.from ?? 0) >= long) endRun()
  }
  endRun()
  return [...pieces, toPiece([last])]
}

function toPiece(segments: readonly [Segment, ...Segment[]]): MergedSegment {
  return { segments, from: segments[0].from, to: (segments.at(-1) ?? segments[0]).to }
}
