import type { ReactElement, RefObject } from 'react'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import type { TimelineRows } from './timeline-rows.ts'

/** Where a list puts the row that it is asked to scroll to. */
export type RowAlign = 'start' | 'center' | 'end'

/** A list that can be asked where its rows are; offsets are pixels from the start of the scrolled content. */
export interface RowListHandle {
  /** `offset`: pixels further down */
  readonly scrollToIndex: (index: number, align: RowAlign, offset?: number) => void
  readonly indexAt: (offset: number) => number
  readonly offsetOf: (index: number) => number
}

/** What both kinds of list get. */
export interface RowListProps {
  readonly rows: TimelineRows
  readonly renderRow: (index: number) => ReactElement
  readonly scroller: RefObject<HTMLElement | null>
  /**
   * whether an event is somebody else's news: it comes in above what is read even at the very top, where one's own rows
   * come into sight
   */
  readonly isNews: (event: LeadEvent) => boolean
}

/** Whether what is read stays where it is although rows came above it or went. */
export function shouldAnchor(
  rows: TimelineRows,
  scroller: HTMLElement,
  isNews: RowListProps['isNews'],
): boolean {
  const first = rows.at(0)
  return scroller.scrollTop > 0 || (first?.kind === 'event' && isNews(first.event))
}
