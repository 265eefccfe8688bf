import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import { DayHeader } from '../event/DayHeader.tsx'
import { dateOf, startsDay } from './timeline-rows.ts'
import type { RowListHandle } from './row-list.ts'
import styles from './StickyDayHeader.module.css'
import type { TimelineRows } from './timeline-rows.ts'

interface StickyDayProps {
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<RowListHandle | null>
  readonly rows: TimelineRows
}

/** The height of a day header, in pixels. */
const height = 36

/**
 * The day of the topmost row, at the top. The rows of a long list are placed one by one, so the browser cannot make a
 * header stick among them; the next day's header pushes this one out as it would.
 */
export function StickyDayHeader({ scroller, list, rows }: StickyDayProps) {
  const viewer = useViewer()
  const [{ top, pushed }, setPlace] = useState({ top: 0, pushed: 0 })
  const follow = useEffectEvent(() => {
    if (scroller.current === null || list.current === null) return
    const offset = scroller.current.scrollTop
    const index = list.current.indexAt(offset)
    const room = startsDay(rows, index + 1, viewer) ? list.current.offsetOf(index + 1) - offset - height : 0
    const now = { top: index, pushed: Math.min(0, Math.round(room)) }
    setPlace((known) => (known.top === now.top && known.pushed === now.pushed ? known : now))
  })
  useEffect(() => {
    const element = scroller.current
    const listener = () => follow()
    element?.addEventListener('scroll', listener, { passive: true })
    return () => element?.removeEventListener('scroll', listener)
  }, [scroller])
  const date = dateOf(rows.at(top))
  return (
    // the same words stand in the rows for those who listen
    <div className={styles.place} aria-hidden="true">
      <div className={styles.day} style={{ '--pushed': `${pushed}px` }}>
        {date !== undefined && <DayHeader date={date} />}
      </div>
    </div>
  )
}
