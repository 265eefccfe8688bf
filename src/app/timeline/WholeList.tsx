import { useImperativeHandle, useRef, type Ref } from 'react'
import type { RowListHandle, RowListProps } from './row-list.ts'

interface WholeListProps extends RowListProps {
  readonly ref: Ref<RowListHandle>
}

/** All rows in the document, so that the browser's own search finds what is in them. */
export function WholeList({ length, renderRow, ref }: WholeListProps) {
  const list = useRef<HTMLDivElement>(null)
  useImperativeHandle(ref, () => {
    const rows = () => [...(list.current?.children ?? [])].filter((row) => row instanceof HTMLElement)
    return {
      scrollToIndex: (index, align) => rows()[index]?.scrollIntoView({ block: align }),
      indexAt: (offset) =>
        Math.max(
          0,
          rows().findLastIndex((row) => row.offsetTop <= offset),
        ),
      offsetOf: (index) => rows()[index]?.offsetTop ?? 0,
    }
  }, [])
  return <div ref={list}>{Array.from({ length }, (_, index) => renderRow(index))}</div>
}
