import { useEffect, useRef, type RefObject } from 'react'
import type { RowListHandle } from './row-list.ts'

interface ScrollerChangeParts {
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<RowListHandle | null>
}

/**
 * Keeps the topmost row when another element becomes the scroller, because the size of the page has changed. A new list
 * begins at the top.
 */
export function useScrollerChange({ scroller, list }: ScrollerChangeParts): void {
  const topRow = useRef(0)
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    if (topRow.current > 0) list.current?.scrollToIndex(topRow.current, 'start', -coveredPx(element))
    else if (element.scrollTop > 0) element.scrollTo(0, 0)
    const record = () => {
      topRow.current = list.current?.indexAt(element.scrollTop + coveredPx(element)) ?? 0
    }
    element.addEventListener('scroll', record, { passive: true })
    return () => element.removeEventListener('scroll', record)
  }, [scroller, list])
}

/** Returns the height, in pixels, of what covers the top of a scroller: it declares this as its scroll padding. */
export function coveredPx(scroller: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(scroller).scrollPaddingBlockStart) || 0
}
