import { maxListOffset } from '../../../contract/paging.ts'
import { eventPageSize } from '../api/queries.ts'

/**
 * Number of events that are reachable in one order: reference, `offset`, "a number between 0 and 9950", plus one page.
 */
export const windowSize = maxListOffset + eventPageSize

/** Returns the number of rows that a timeline of `count` events can show in one order. */
export function reachableCount(count: number): number {
  return Math.min(count, windowSize)
}

/** Returns the number of pages, each of `eventPageSize`, in the window. */
export function windowPages(count: number): number {
  return Math.ceil(reachableCount(count) / eventPageSize)
}

/** Returns the number of the page that contains the row at an offset. */
export function pageOf(offset: number): number {
  return Math.floor(offset / eventPageSize)
}
