import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react'
import { shouldAnchor, type RowListProps } from './row-list.ts'
import type { TimelineRow } from './timeline-rows.ts'

interface ScrollAnchorParts extends Omit<RowListProps, 'renderRow'> {
  readonly list: RefObject<HTMLElement | null>
}

/** A visible row, and its distance from the top of the viewport, in pixels. */
interface Anchor {
  readonly row: TimelineRow
  readonly top: number
}

/**
 * Keeps the visible rows at their position while rows above them are added, removed or resized. (Not every browser has
 * scroll anchoring, and none anchors at the very top, where other users' new events must not move the visible rows.)
 * Returns the function to call after a jump, which skips the anchoring once.
 */
export function useScrollAnchor({ list, scroller, rows, isNewFromOthers }: ScrollAnchorParts): () => void {
  const hasJumped = useRef(false)
  const anchors = useRef<readonly Anchor[]>([])
  const paddingPx = useRef(0)
  const previousRows = useRef(rows)

  const rowElements = () => [...(list.current?.children ?? [])].filter((row) => row instanceof HTMLElement)

  const recordAnchors = useEffectEvent(() => {
    const element = scroller.current
    if (element === null) return
    const { scrollTop, clientHeight } = element
    const visible: Anchor[] = []
    for (const [index, { offsetTop, offsetHeight }] of rowElements().entries()) {
      if (offsetTop > scrollTop + clientHeight) break
      const row = offsetTop + offsetHeight > scrollTop ? rows.at(index) : undefined
      if (row !== undefined) visible.push({ row, top: offsetTop - scrollTop })
    }
    anchors.current = visible
  })

  /** Sets the padding below the last row, which is needed if the rows are too short for the scroll position. */
  const setPadding = useEffectEvent((newPaddingPx: number) => {
    if (newPaddingPx === paddingPx.current || list.current === null) return
    paddingPx.current = newPaddingPx
    list.current.style.setProperty('padding-block-end', `${newPaddingPx}px`)
  })

  const reducePadding = useEffectEvent(() => {
    const element = scroller.current
    if (paddingPx.current === 0 || element === null) return
    const below = element.scrollHeight - element.scrollTop - element.clientHeight
    setPadding(Math.max(0, paddingPx.current - Math.max(0, below)))
  })

  useLayoutEffect(() => {
    const element = scroller.current
    const hasNewRows = !hasJumped.current && previousRows.current !== rows
    if (element !== null && hasNewRows && shouldAnchor(rows, element, isNewFromOthers)) {
      const candidates = anchors.current.map(({ row, top }) => ({ index: rows.find(row), top }))
      const anchor = candidates.find(({ index }) => index >= 0)
      const row = anchor === undefined ? undefined : rowElements()[anchor.index]
      const distance =
        anchor === undefined || row === undefined ? 0 : row.offsetTop - element.scrollTop - anchor.top
      if (distance !== 0) {
        const missing = element.scrollTop + distance - (element.scrollHeight - element.clientHeight)
        if (missing > 0) setPadding(paddingPx.current + missing)
        element.scrollBy(0, distance)
      }
    }
    hasJumped.current = false
    previousRows.current = rows
    recordAnchors()
  })

  useEffect(() => {
    const element = scroller.current
    const handleScroll = () => {
      hasJumped.current = false
      reducePadding()
      recordAnchors()
    }
    element?.addEventListener('scroll', handleScroll, { passive: true })
    return () => element?.removeEventListener('scroll', handleScroll)
  }, [scroller])

  return useCallback(() => {
    hasJumped.current = true
  }, [])
}
