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
  /** the known dates of rows */
  readonly samples: readonly DateSample[]
}

/** Minimum distance between two ticks, in pixels. */
const minTickDistancePx = 34

/** Minimum height of the thumb, which shows the visible part, in pixels. */
const minThumbPx = 24

/**
 * Date scale of the whole timeline: years and months at their positions, and the current position. Clicking or dragging
 * jumps to a position, as do the slider keys: arrows by a screen, Page Up and Down by a tenth, Home and End.
 */
export function DateScale({ scroller, list, rows, ordering, samples }: DateScaleProps) {
  const t = useMessages()
  const viewer = useViewer()
  const { top, shown, height } = useVisibleRows({ scroller, list, rows })
  const [dragging, setDragging] = useState(false)
  // the row to which keys are scrolling the list: the next of several quick keystrokes starts from it
  const targetRow = useRef<number>(undefined)
  const { length } = rows
  const perRow = height / Math.max(1, length)
  const ticks = scaleTicks(samples, ordering, { rows: length, minDistance: minTickDistancePx / perRow })
  const moment = momentOf(top, samples)
  const date = moment === undefined ? undefined : formatDate(toInstant(moment), viewer)
  const thumb = Math.max(minThumbPx, shown * perRow)
  const thumbTop = Math.min(top * perRow, Math.max(0, height - thumb))
  // set only on the moving elements: the ticks would inherit it, and the browser would restyle them on every scroll step
  const thumbPosition = { '--thumb-top': `${Math.round(thumbTop)}px` }

  useEffect(() => {
    const hasArrived = targetRow.current !== undefined && Math.abs(top - targetRow.current) < 1
    if (hasArrived || top + shown >= length - 1) targetRow.current = undefined
  }, [top, shown, length])

  const scrollToRow = (row: number) =>
    list.current?.scrollToIndex(Math.max(0, Math.min(length - 1, Math.round(row))), 'start')

  function scrollToPointer(event: PointerEvent<HTMLElement>) {
    const { top: edge } = event.currentTarget.getBoundingClientRect()
    // centres the visible rows on the pointer
    scrollToRow((event.clientY - edge) / perRow - shown / 2)
  }
  function startDrag(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return
    targetRow.current = undefined
    event.currentTarget.setPointerCapture(event.pointerId)
    scrollToPointer(event)
  }
  function handleKeyDown(event: KeyboardEvent) {
    const from = targetRow.current ?? top
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: from + shown - 1,
      ArrowUp: from - shown + 1,
      PageDown: from + length / 10,
      PageUp: from - length / 10,
      Home: 0,
      End: length - 1,
    }
    const target = targets[event.key]
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    event.preventDefault()
    targetRow.current = Math.max(0, Math.min(length - 1, Math.round(target)))
    scrollToRow(targetRow.current)
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
      onKeyDown={handleKeyDown}
      onBlur={() => {
        targetRow.current = undefined
      }}
      onPointerDown={startDrag}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) scrollToPointer(event)
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
      <span className={styles.thumb} style={{ ...thumbPosition, '--thumb-size': `${Math.round(thumb)}px` }} />
      {date !== undefined && (
        <span className={styles.date} style={thumbPosition}>
          {date}
        </span>
      )}
    </div>
  )
}
