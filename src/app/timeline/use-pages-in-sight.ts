import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import type { RowListHandle } from './row-list.ts'
import { pageOf } from './timeline-window.ts'
import type { PageRange } from './use-timeline-pages.ts'

/** Rows beyond the edges of the screen whose pages are read too. */
const ahead = 12

/** Where the list is scrolled to: the pages in sight, and whether that is its very top. */
export function usePagesInSight(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<RowListHandle | null>,
) {
  const [inSight, setInSight] = useState<PageRange>({ first: 0, last: 0 })
  const [atTop, setAtTop] = useState(true)
  const look = useEffectEvent(() => {
    const element = scroller.current
    if (element === null || list.current === null) return
    const first = pageOf(Math.max(0, list.current.indexAt(element.scrollTop) - ahead))
    const last = pageOf(list.current.indexAt(element.scrollTop + element.clientHeight) + ahead)
    setInSight((before) => (before.first === first && before.last === last ? before : { first, last }))
    setAtTop(element.scrollTop <= 0)
  })
  useEffect(() => {
    const element = scroller.current
    const listener = () => look()
    element?.addEventListener('scroll', listener, { passive: true })
    window.addEventListener('resize', listener)
    return () => {
      element?.removeEventListener('scroll', listener)
      window.removeEventListener('resize', listener)
    }
  }, [scroller])
  return { inSight, atTop }
}
