import { maxListOffset } from '../../../contract/paging.ts'
import { eventPageSize } from '../api/queries.ts'

/** Events that can be read in one order: reference, `offset`, "a number between 0 and 9950", and a page from there. */
export const windowSize = maxListOffset + eventPageSize

/** Rows that a timeline of `count` events can show in one order. */
export function reachableCount(count: number): number {
  return Math.min(count, windowSize)
}

/** Pages, each of `eventPageSize`, that hold the rows of the window. */
export function windowPages(count: number): number {
  return Math.ceil(reachableCount(count) / eventPageSize)
}

/** The page that holds the row at an offset. */
export function pageOf(offset: number): number {
  return Math.floor(offset / eventPageSize)
}
