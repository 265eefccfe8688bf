import { useImperativeHandle, useRef, type Ref } from 'react'
import type { RowListHandle, RowListProps } from './row-list.ts'
import { useScrollAnchor } from './use-scroll-anchor.ts'

interface PlainListProps extends RowListProps {
  readonly ref: Ref<RowListHandle>
}

/** A list with all rows in the document, so that the browser's own search finds their text. */
export function PlainList({ rows, renderRow, scroller, isNewFromOthers, ref }: PlainListProps) {
  const list = useRef<HTMLDivElement>(null)
  const skipAnchor = useScrollAnchor({ list, scroller, rows, isNewFromOthers })
  useImperativeHandle(ref, () => {
    const elements = () => [...(list.current?.children ?? [])].filter((row) => row instanceof HTMLElement)
    return {
      scrollToIndex: (index, align, offset = 0) => {
        const element = scroller.current
        const row = elements()[index]
        if (element === null || row === undefined) return
        const previousTop = element.scrollTop
        // the scroll padding does not count, because the position is that of the scroller
        if (align === 'start') element.scrollTop = row.offsetTop + offset
        else row.scrollIntoView({ block: align })
        if (element.scrollTop !== previousTop) skipAnchor()
      },
      indexAt: (offset) =>
        Math.max(
          0,
          elements().findLastIndex((row) => row.offsetTop <= offset),
        ),
      offsetOf: (index) => elements()[index]?.offsetTop ?? 0,
    }
  }, [scroller, skipAnchor])
  return <div ref={list}>{Array.from({ length: rows.length }, (_, index) => renderRow(index))}</div>
}
