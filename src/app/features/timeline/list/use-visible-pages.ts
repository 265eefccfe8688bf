import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import type { RowListHandle } from './row-list.ts'
import { pageOf } from '../../../shared/events/reachable-events.ts'
import type { PageRange } from './use-timeline-pages.ts'

/** Rows beyond the edges of the screen whose pages are read too. */
const margin = 12

/** Pages that are read ahead of who scrolls on, in the direction of travel. */
const ahead = 2

/** Who moves by more pages than this from one look to the next one jumps, and nobody knows where to. */
const stride = 2

/** While somebody drags through the list, pages are read once in so many milliseconds, and where it comes to rest. */
const dragMilliseconds = 150

const beginning: PageRange = { first: 0, last: 0 }

interface PagesInSight {
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<RowListHandle | null>
  /** the very first or the very last row came into sight */
  readonly onEnd: (end: 'first' | 'last') => void
}

/** The pages that the list is to have read, wherever it is scrolled to. */
export function useVisiblePages({ scroller, list, onEnd }: PagesInSight): PageRange {
  const [{ seen, wanted }, setPages] = useState({ seen: beginning, wanted: beginning })
  const look = useEffectEvent((): 'looked' | 'later' | undefined => {
    const element = scroller.current
    if (element === null || list.current === null) return undefined
    const { scrollTop, clientHeight, scrollHeight } = element
    if (scrollTop <= 0) onEnd('first')
    else if (scrollTop + clientHeight >= scrollHeight - 1) onEnd('last')
    const first = pageOf(Math.max(0, list.current.indexAt(scrollTop) - margin))
    const last = pageOf(list.current.indexAt(scrollTop + clientHeight) + margin)
    if (seen.first === first && seen.last === last) return undefined
    const travelled = first === seen.first ? last - seen.last : first - seen.first
    const jumps = Math.abs(travelled) > stride
    const [up, down] = jumps ? [0, 0] : [travelled < 0 ? ahead : 0, travelled > 0 ? ahead : 0]
    setPages({ seen: { first, last }, wanted: { first: first - up, last: last + down } })
    return jumps ? 'later' : 'looked'
  })
  useEffect(() => {
    const element = scroller.current
    let pause: ReturnType<typeof setTimeout> | undefined
    let missed = false
    const end = () => {
      pause = undefined
      if (missed) listener()
    }
    const listener = () => {
      missed = pause !== undefined
      if (pause === undefined && look() === 'later') pause = setTimeout(end, dragMilliseconds)
    }
    element?.addEventListener('scroll', listener, { passive: true })
    window.addEventListener('resize', listener)
    return () => {
      clearTimeout(pause)
      element?.removeEventListener('scroll', listener)
      window.removeEventListener('resize', listener)
    }
  }, [scroller])
  return wanted
}
