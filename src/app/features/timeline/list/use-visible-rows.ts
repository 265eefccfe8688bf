import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import type { RowListHandle } from './row-list.ts'
import type { TimelineRows } from './timeline-rows.ts'

interface VisibleRowsParts {
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<RowListHandle | null>
  readonly rows: TimelineRows
}

/** Milliseconds without a scroll event after which the list is at rest. */
const restDelayMs = 100

/**
 * The scroll position of the list: its topmost row and the number of visible rows, both with fractions, and its height in
 * pixels. The position is exact at rest. During scrolling it changes only by whole pixels of a scale that is as tall as the
 * list and represents all rows.
 */
export function useVisibleRows({ scroller, list, rows }: VisibleRowsParts) {
  const [position, setPosition] = useState({ top: 0, shown: 1, height: 0 })
  const measure = useEffectEvent((isAtRest: boolean) => {
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
    const rowsPerPixel = rows.length / Math.max(1, clientHeight)
    setPosition((previous) => {
      const isSame = previous.top === top && previous.shown === shown && previous.height === clientHeight
      const isNear =
        !isAtRest && previous.height === clientHeight && Math.abs(previous.top - top) < rowsPerPixel
      return isSame || isNear ? previous : { top, shown, height: clientHeight }
    })
  })
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    let frame = 0
    let restTimer: ReturnType<typeof setTimeout> | undefined
    const handleScroll = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => measure(false))
      clearTimeout(restTimer)
      restTimer = setTimeout(() => measure(true), restDelayMs)
    }
    const sizes = new ResizeObserver(handleScroll)
    sizes.observe(element)
    if (element.firstElementChild !== null) sizes.observe(element.firstElementChild)
    element.addEventListener('scroll', handleScroll, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(restTimer)
      sizes.disconnect()
      element.removeEventListener('scroll', handleScroll)
    }
  }, [scroller])
  return position
}
