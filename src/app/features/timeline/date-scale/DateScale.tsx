import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { toInstant } from '../../../../contract/instant.ts'
import { formatDate, formatTick } from '../../../shared/i18n/format-time.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import styles from './DateScale.module.css'
import type { RowListHandle } from '../list/row-list.ts'
import { momentOf, scaleTicks, type DateSample } from './scale-ticks.ts'
import type { TimelineRows } from '../list/timeline-rows.ts'
import { useVisibleRows } from '../list/use-visible-rows.ts'

interface DateScaleProps {
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<RowListHandle | null>
  readonly rows: TimelineRows
  readonly ordering: 'newest' | 'oldest'
  /** where in the timeline which time is, as far as it is known */
  readonly knots: readonly DateSample[]
}

/** The least distance between two marks, in pixels. */
const apart = 34

/** The least height of what shows where one is, in pixels. */
const least = 24

/**
 * The whole history beside the list: years and months where they are in it, and where one is. A press or a drag goes to
 * a place, and so do the keys of a slider: arrows by a screen, Page Up and Down by a tenth, Home and End.
 */
export function DateScale({ scroller, list, rows, ordering, knots }: DateScaleProps) {
  const t = useMessages()
  const viewer = useViewer()
  const { top, shown, height } = useVisibleRows({ scroller, list, rows })
  const [dragging, setDragging] = useState(false)
  // where keys have sent the list that is not there yet: of several in quick succession each counts
  const aim = useRef<number>(undefined)
  const { length } = rows
  const perRow = height / Math.max(1, length)
  const ticks = scaleTicks(knots, ordering, { rows: length, apart: apart / perRow })
  const moment = momentOf(top, knots)
  const date = moment === undefined ? undefined : formatDate(toInstant(moment), viewer)
  const thumb = Math.max(least, shown * perRow)
  const thumbTop = Math.min(top * perRow, Math.max(0, height - thumb))
  // on what moves alone: the marks would inherit it, and be styled anew at every step of a scroll
  const thumbPlace = { '--thumb-top': `${Math.round(thumbTop)}px` }

  useEffect(() => {
    const isThere = aim.current !== undefined && Math.abs(top - aim.current) < 1
    if (isThere || top + shown >= length - 1) aim.current = undefined
  }, [top, shown, length])

  const go = (row: number) =>
    list.current?.scrollToIndex(Math.max(0, Math.min(length - 1, Math.round(row))), 'start')

  function follow(event: PointerEvent<HTMLElement>) {
    const { top: edge } = event.currentTarget.getBoundingClientRect()
    // the middle of what is shown comes to the pointer
    go((event.clientY - edge) / perRow - shown / 2)
  }
  function press(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return
    aim.current = undefined
    event.currentTarget.setPointerCapture(event.pointerId)
    follow(event)
  }
  function useKeys(event: KeyboardEvent) {
    const from = aim.current ?? top
    const places: Readonly<Record<string, number>> = {
      ArrowDown: from + shown - 1,
      ArrowUp: from - shown + 1,
      PageDown: from + length / 10,
      PageUp: from - length / 10,
      Home: 0,
      End: length - 1,
    }
    const place = places[event.key]
    if (place === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    event.preventDefault()
    aim.current = Math.max(0, Math.min(length - 1, Math.round(place)))
    go(aim.current)
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.scale')}
      aria-orientation="vertical"
      aria-valuemin={1}
      aria-valuemax={Math.max(1, length)}
      aria-valuenow={Math.min(Math.floor(top) + 1, Math.max(1, length))}
      aria-valuetext={t('timeline.scalePlace', { date: date ?? '', row: Math.floor(top) + 1, length })}
      className={styles.scale}
      data-dragging={dragging || undefined}
      onKeyDown={useKeys}
      onBlur={() => {
        aim.current = undefined
      }}
      onPointerDown={press}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event)
      }}
      // a drag ends without `pointerup` if a menu or a dialog of the system takes the pointer
      onGotPointerCapture={() => setDragging(true)}
      onLostPointerCapture={() => setDragging(false)}
    >
      {ticks.map((tick) => (
        <span
          key={`${tick.period} ${tick.at}`}
          className={styles.tick}
          data-period={tick.period}
          style={{ '--at': `${Math.round(tick.row * perRow)}px` }}
        >
          {formatTick(toInstant(tick.at), tick.period, viewer)}
        </span>
      ))}
      <span className={styles.thumb} style={{ ...thumbPlace, '--thumb-size': `${Math.round(thumb)}px` }} />
      {date !== undefined && (
        <span className={styles.date} style={thumbPlace}>
          {date}
        </span>
      )}
    </div>
  )
}
