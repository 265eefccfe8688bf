import {
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type Ref,
  type RefObject,
} from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { rowShift } from './row-shift.ts'
import { shouldAnchor, type RowListHandle, type RowListProps } from './row-list.ts'

interface VirtualListProps extends RowListProps {
  /** rows that stay in the document at any scroll position, because removing them would lose the focus */
  readonly keepMounted: readonly number[]
  readonly ref: Ref<RowListHandle>
}

/** Maximum number of cached elements: a few screens. */
const maxCached = 300

/** Caches the element of each row, so that scrolling renders only the rows that it adds. */
function cacheElements(render: (index: number) => ReactElement) {
  const cache = new Map<number, ReactElement>()
  return (_: unknown, index: number): ReactElement => {
    const previous = cache.get(index)
    if (previous !== undefined) return previous
    if (cache.size >= maxCached) cache.clear()
    const element = render(index)
    cache.set(index, element)
    return element
  }
}

/** A list that renders only the visible ones of very many rows. */
export function VirtualList({
  rows,
  renderRow,
  scroller,
  keepMounted,
  isNewFromOthers,
  ref,
}: VirtualListProps) {
  const list = useRef<VirtualizerHandle>(null)
  const frame = useRef<HTMLDivElement>(null)
  const startMargin = useStartMargin(frame, scroller)
  const previousRows = useRef(rows)
  const [size, setSize] = useState({ length: rows.length, shift: false })
  useImperativeHandle(
    ref,
    () => ({
      scrollToIndex: (index, align, offset = 0) => list.current?.scrollToIndex(index, { align, offset }),
      indexAt: (offset) => list.current?.findItemIndex(offset) ?? 0,
      offsetOf: (index) => list.current?.getItemOffset(index) ?? 0,
    }),
    [],
  )
  const rowAt = useMemo(() => cacheElements(renderRow), [renderRow])
  // This runs before painting. Rows that were added or removed above the visible ones shift the scroll position by the
  // virtualiser's `shift` option, which changes the length at the start; a second render then corrects the length at the
  // end. Comparing lengths would not suffice: if there are more events than the window, the length stays the same while
  // every row moves.
  useLayoutEffect(() => {
    const element = scroller.current
    const previous = previousRows.current
    previousRows.current = rows
    const moved =
      previous === rows ||
      element === null ||
      list.current === null ||
      !shouldAnchor(rows, element, isNewFromOthers)
        ? 0
        : rowShift(previous, rows, list.current.findItemIndex(element.scrollTop))
    if (moved !== 0) setSize({ length: size.length + moved, shift: true })
    else if (size.length !== rows.length) setSize({ length: rows.length, shift: false })
  }, [rows, size, scroller, isNewFromOthers])
  return (
    <div ref={frame}>
      <Virtualizer
        ref={list}
        scrollRef={scroller}
        startMargin={startMargin}
        data={{ length: size.length }}
        bufferSize={300}
        keepMounted={keepMounted}
        shift={size.shift}
      >
        {rowAt}
      </Virtualizer>
    </div>
  )
}

/** Returns the height, in pixels, of what scrolls above the list. */
function useStartMargin(frame: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>) {
  const [startMargin, setStartMargin] = useState(0)
  useLayoutEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const measure = () => setStartMargin(element.offsetTop)
    measure()
    const sizes = new ResizeObserver(measure)
    for (const part of scroller.current?.children ?? []) sizes.observe(part)
    return () => sizes.disconnect()
  }, [frame, scroller])
  return startMargin
}
