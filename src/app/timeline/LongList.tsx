import { useImperativeHandle, useRef, type Ref, type RefObject } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import type { RowListHandle, RowListProps } from './row-list.ts'

interface LongListProps extends RowListProps {
  readonly scroller: RefObject<HTMLElement | null>
  /** rows that stay in the document wherever the list is scrolled to: the focus would be lost with them */
  readonly keepMounted: readonly number[]
  /** rows were added at the start, and what is in sight is to stay where it is */
  readonly added: boolean
  readonly ref: Ref<RowListHandle>
}

/** The rows in sight, of very many. */
export function LongList({ length, renderRow, scroller, keepMounted, added, ref }: LongListProps) {
  const list = useRef<VirtualizerHandle>(null)
  useImperativeHandle(
    ref,
    () => ({
      scrollToIndex: (index, align) => list.current?.scrollToIndex(index, { align }),
      indexAt: (offset) => list.current?.findItemIndex(offset) ?? 0,
      offsetOf: (index) => list.current?.getItemOffset(index) ?? 0,
    }),
    [],
  )
  return (
    <Virtualizer
      ref={list}
      scrollRef={scroller}
      data={{ length }}
      bufferSize={400}
      keepMounted={keepMounted}
      shift={added}
    >
      {(_: unknown, index: number) => renderRow(index)}
    </Virtualizer>
  )
}
