import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import type { RowListHandle } from './row-list.ts'
import type { TimelineRows } from './timeline-rows.ts'

interface RowsInSightParts {
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<RowListHandle | null>
  readonly rows: TimelineRows
}

/** Without a scroll for so many milliseconds the list has come to rest. */
const restMilliseconds = 100

/**
 * Where the list is scrolled to: its topmost row and how many are in sight, with fractions, and its height in pixels.
 * Exact where it rests; while it moves, told at each pixel of a scale as high as the list that stands for all of it.
 */
export function useVisibleRows({ scroller, list, rows }: RowsInSightParts) {
  const [place, setPlace] = useState({ top: 0, shown: 1, height: 0 })
  const look = useEffectEvent((rests: boolean) => {
    const element = scroller.current
    const { current } = list
    if (element === null || current === null) return
    const rowAt = (offset: number) => {
      const index = current.indexAt(offset)
      const start = current.offsetOf(index)
      const size = index + 1 < rows.length ? current.offsetOf(index + 1) - start : 0
      return index + (size > 0 ? Math.min(1, Math.max(0, (offset - start) / size)) : 0)
    }
    const { scrollTop, clientHeight } = element
    const top = rowAt(scrollTop)
    const shown = Math.max(1, rowAt(scrollTop + clientHeight) - top)
    const rowsAPixel = rows.length / Math.max(1, clientHeight)
    setPlace((known) => {
      const isSame = known.top === top && known.shown === shown && known.height === clientHeight
      const isNear = !rests && known.height === clientHeight && Math.abs(known.top - top) < rowsAPixel
      return isSame || isNear ? known : { top, shown, height: clientHeight }
    })
  })
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    let frame = 0
    let rest: ReturnType<typeof setTimeout> | undefined
    const follow = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => look(false))
      clearTimeout(rest)
      rest = setTimeout(() => look(true), restMilliseconds)
    }
    const sizes = new ResizeObserver(follow)
    sizes.observe(element)
    if (element.firstElementChild !== null) sizes.observe(element.firstElementChild)
    element.addEventListener('scroll', follow, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(rest)
      sizes.disconnect()
      element.removeEventListener('scroll', follow)
    }
  }, [scroller])
  return place
}
