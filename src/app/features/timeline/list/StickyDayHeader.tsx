import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import { DayHeader } from '../event/DayHeader.tsx'
import { dateOf, startsDay } from './timeline-rows.ts'
import type { RowListHandle } from './row-list.ts'
import styles from './StickyDayHeader.module.css'
import type { TimelineRows } from './timeline-rows.ts'

interface StickyDayHeaderProps {
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<RowListHandle | null>
  readonly rows: TimelineRows
}

/**
 * The day of the topmost row, at the top of the list. The virtual list positions its rows absolutely, so the browser's
 * sticky positioning does not work there. The next day's header pushes this one out, as with sticky positioning.
 */
export function StickyDayHeader({ scroller, list, rows }: StickyDayHeaderProps) {
  const viewer = useViewer()
  const container = useRef<HTMLDivElement>(null)
  const [{ top, pushed }, setPosition] = useState({ top: 0, pushed: 0 })
  const updatePosition = useEffectEvent(() => {
    if (scroller.current === null || list.current === null) return
    if (container.current === null) return
    const height = container.current.firstElementChild?.clientHeight ?? 0
    const covered = Number.parseFloat(getComputedStyle(container.current).insetBlockStart) || 0
    const offset = Math.max(scroller.current.scrollTop + covered, list.current.offsetOf(0))
    const index = list.current.indexAt(offset)
    const overlap = startsDay(rows, index + 1, viewer)
      ? list.current.offsetOf(index + 1) - offset - height
      : 0
    const next = { top: index, pushed: Math.min(0, Math.round(overlap)) }
    setPosition((previous) =>
      previous.top === next.top && previous.pushed === next.pushed ? previous : next,
    )
  })
  useEffect(() => {
    const element = scroller.current
    const listener = () => updatePosition()
    element?.addEventListener('scroll', listener, { passive: true })
    return () => element?.removeEventListener('scroll', listener)
  }, [scroller])
  const date = dateOf(rows.at(top))
  return (
    // hidden from screen readers, because the rows contain the same headers
    <div ref={container} className={styles.container} aria-hidden="true">
      <div className={styles.day} style={{ '--pushed': `${pushed}px` }}>
        {date !== undefined && <DayHeader date={date} />}
      </div>
    </div>
  )
}
