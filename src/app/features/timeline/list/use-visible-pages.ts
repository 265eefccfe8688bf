import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import type { RowListHandle } from './row-list.ts'
import { pageOf } from '../../../shared/events/reachable-events.ts'
import type { PageRange } from './use-timeline-pages.ts'

/** Number of rows beyond the edges of the screen whose pages are loaded too. */
const overscanRows = 12

/** Number of pages that are loaded ahead in the scroll direction. */
const pagesAhead = 2

/** A movement by more pages than this between two measurements is a jump, without a predictable direction. */
const jumpThresholdPages = 2

/** While the user drags through the list, pages are loaded at this interval in milliseconds, and where the list stops. */
const dragIntervalMs = 150

const firstPage: PageRange = { first: 0, last: 0 }

interface VisiblePagesParts {
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<RowListHandle | null>
  /** called when the very first or the very last row becomes visible */
  readonly onEnd: (end: 'first' | 'last') => void
}

/** The pages to load for the current scroll position. */
export function useVisiblePages({ scroller, list, onEnd }: VisiblePagesParts): PageRange {
  const [{ visible, needed }, setPages] = useState({ visible: firstPage, needed: firstPage })
  const updatePages = useEffectEvent((): 'updated' | 'jumped' | undefined => {
    const element = scroller.current
    if (element === null || list.current === null) return undefined
    const { scrollTop, clientHeight, scrollHeight } = element
    if (scrollTop <= 0) onEnd('first')
    else if (scrollTop + clientHeight >= scrollHeight - 1) onEnd('last')
    const first = pageOf(Math.max(0, list.current.indexAt(scrollTop) - overscanRows))
    const last = pageOf(list.current.indexAt(scrollTop + clientHeight) + overscanRows)
    if (visible.first === first && visible.last === last) return undefined
    const travelled = first === visible.first ? last - visible.last : first - visible.first
    const isJump = Math.abs(travelled) > jumpThresholdPages
    const [up, down] = isJump ? [0, 0] : [travelled < 0 ? pagesAhead : 0, travelled > 0 ? pagesAhead : 0]
    setPages({ visible: { first, last }, needed: { first: first - up, last: last + down } })
    return isJump ? 'jumped' : 'updated'
  })
  useEffect(() => {
    const element = scroller.current
    let timer: ReturnType<typeof setTimeout> | undefined
    let missed = false
    const end = () => {
      timer = undefined
      if (missed) listener()
    }
    const listener = () => {
      missed = timer !== undefined
      if (timer === undefined && updatePages() === 'jumped') timer = setTimeout(end, dragIntervalMs)
    }
    element?.addEventListener('scroll', listener, { passive: true })
    window.addEventListener('resize', listener)
    return () => {
      clearTimeout(timer)
      element?.removeEventListener('scroll', listener)
      window.removeEventListener('resize', listener)
    }
  }, [scroller])
  return needed
}
