import type { TimelineRows } from './timeline-rows.ts'

/** Number of rows above and below the topmost one that are searched, because it may be deleted or not loaded. */
const searchRange = 60

/**
 * The number of rows by which the visible rows moved between two states of a timeline. It is measured at the first row from
 * `top`, the topmost visible one, downwards that is in both states, otherwise at the nearest one above. Returns 0 without
 * such a row.
 */
export function rowShift(before: TimelineRows, after: TimelineRows, top: number): number {
  for (let step = 0; step < 2 * searchRange; step++) {
    const index = step < searchRange ? top + step : top - 1 - (step - searchRange)
    const row = index < 0 ? undefined : before.at(index)
    const newIndex = row === undefined ? -1 : after.find(row)
    if (newIndex >= 0) return newIndex - index
  }
  return 0
}
