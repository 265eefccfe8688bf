import type { ReactElement, RefObject } from 'react'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import type { TimelineRows } from './timeline-rows.ts'

/** The alignment of a row that a list scrolls to. */
export type RowAlign = 'start' | 'center' | 'end'

/** The methods of a list; offsets are in pixels from the start of the scrolled content. */
export interface RowListHandle {
  /** `offset` is an additional distance downwards, in pixels */
  readonly scrollToIndex: (index: number, align: RowAlign, offset?: number) => void
  readonly indexAt: (offset: number) => number
  readonly offsetOf: (index: number) => number
}

/** The props of both kinds of list. */
export interface RowListProps {
  readonly rows: TimelineRows
  readonly renderRow: (index: number) => ReactElement
  readonly scroller: RefObject<HTMLElement | null>
  /**
   * whether another user has logged the event since the timeline was opened: even at the very top such a row must not move
   * the visible rows, whereas the user's own rows do
   */
  readonly isNewFromOthers: (event: LeadEvent) => boolean
}

/** Whether the visible rows keep their position although rows were added or removed above them. */
export function shouldAnchor(
  rows: TimelineRows,
  scroller: HTMLElement,
  isNewFromOthers: RowListProps['isNewFromOthers'],
): boolean {
  const first = rows.at(0)
  return scroller.scrollTop > 0 || (first?.kind === 'event' && isNewFromOthers(first.event))
}
