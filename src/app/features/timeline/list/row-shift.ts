import type { TimelineRows } from './timeline-rows.ts'

/** Rows around the topmost one that are looked at: it may be gone, or not yet read. */
const around = 60

/**
 * By how many places what is read moved between two states of a timeline: by the first row from `top` on, the topmost
 * one in sight, that is in both, else by the nearest one above it. Nothing where none is known.
 */
export function rowShift(before: TimelineRows, after: TimelineRows, top: number): number {
  for (let step = 0; step < 2 * around; step++) {
    const index = step < around ? top + step : top - 1 - (step - around)
    const row = index < 0 ? undefined : before.at(index)
    const now = row === undefined ? -1 : after.find(row)
    if (now >= 0) return now - index
  }
  return 0
}
