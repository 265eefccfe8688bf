import {
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type Ref,
} from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { rowShift } from './row-shift.ts'
import { shouldAnchor, type RowListHandle, type RowListProps } from './row-list.ts'

interface LongListProps extends RowListProps {
  /** rows that stay in the document wherever the list is scrolled to: the focus would be lost with them */
  readonly keepMounted: readonly number[]
  readonly ref: Ref<RowListHandle>
}

/** Elements that are kept at the most, some screens of them. */
const most = 300

/** Gives the same element for a row each time, so that a scroll draws the rows that it brings and no others. */
function keepElements(render: (index: number) => ReactElement) {
  const kept = new Map<number, ReactElement>()
  return (_: unknown, index: number): ReactElement => {
    const known = kept.get(index)
    if (known !== undefined) return known
    if (kept.size >= most) kept.clear()
    const made = render(index)
    kept.set(index, made)
    return made
  }
}

/** The rows in sight, of very many. */
export function VirtualList({ rows, renderRow, scroller, keepMounted, isNews, ref }: LongListProps) {
  const list = useRef<VirtualizerHandle>(null)
  const before = useRef(rows)
  const [shape, setShape] = useState({ length: rows.length, shift: false })
  useImperativeHandle(
    ref,
    () => ({
      scrollToIndex: (index, align, offset = 0) => list.current?.scrollToIndex(index, { align, offset }),
      indexAt: (offset) => list.current?.findItemIndex(offset) ?? 0,
      offsetOf: (index) => list.current?.getItemOffset(index) ?? 0,
    }),
    [],
  )
  const rowAt = useMemo(() => keepElements(renderRow), [renderRow])
  // Before anything is painted: rows that came or went above what is read move its place, by the list's own means of
  // adding at the start; what is too many or too few at the end then is settled there. One number would not do: of more
  // than the window holds, the length stays the same while every row moves on.
  useLayoutEffect(() => {
    const element = scroller.current
    const known = before.current
    before.current = rows
    const moved =
      known === rows || element === null || list.current === null || !shouldAnchor(rows, element, isNews)
        ? 0
        : rowShift(known, rows, list.current.findItemIndex(element.scrollTop))
    if (moved !== 0) setShape({ length: shape.length + moved, shift: true })
    else if (shape.length !== rows.length) setShape({ length: rows.length, shift: false })
  }, [rows, shape, scroller, isNews])
  return (
    <Virtualizer
      ref={list}
      scrollRef={scroller}
      data={{ length: shape.length }}
      bufferSize={300}
      keepMounted={keepMounted}
      shift={shape.shift}
    >
      {rowAt}
    </Virtualizer>
  )
}
