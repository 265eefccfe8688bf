import type { ReactElement } from 'react'

/** Where a list puts the row that it is asked to scroll to. */
export type RowAlign = 'start' | 'center' | 'end'

/** A list that can be asked where its rows are; offsets are pixels from the start of the scrolled content. */
export interface RowListHandle {
  readonly scrollToIndex: (index: number, align: RowAlign) => void
  readonly indexAt: (offset: number) => number
  readonly offsetOf: (index: number) => number
}

/** What both kinds of list get. */
export interface RowListProps {
  readonly length: number
  readonly renderRow: (index: number) => ReactElement
}
