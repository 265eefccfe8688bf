import { useImperativeHandle, useRef, type Ref } from 'react'
import type { RowListHandle, RowListProps } from './row-list.ts'
import { useScrollAnchor } from './use-scroll-anchor.ts'

interface WholeListProps extends RowListProps {
  readonly ref: Ref<RowListHandle>
}

/** All rows in the document, so that the browser's own search finds what is in them. */
export function PlainList({ rows, renderRow, scroller, isNews, ref }: WholeListProps) {
  const list = useRef<HTMLDivElement>(null)
  const jump = useScrollAnchor({ list, scroller, rows, isNews })
  useImperativeHandle(ref, () => {
    const elements = () => [...(list.current?.children ?? [])].filter((row) => row instanceof HTMLElement)
    return {
      scrollToIndex: (index, align, offset = 0) => {
        const before = scroller.current?.scrollTop
        elements()[index]?.scrollIntoView({ block: align })
        if (offset !== 0) scroller.current?.scrollBy(0, offset)
        if (scroller.current?.scrollTop !== before) jump()
      },
      indexAt: (offset) =>
        Math.max(
          0,
          elements().findLastIndex((row) => row.offsetTop <= offset),
        ),
      offsetOf: (index) => elements()[index]?.offsetTop ?? 0,
    }
  }, [scroller, jump])
  return <div ref={list}>{Array.from({ length: rows.length }, (_, index) => renderRow(index))}</div>
}
