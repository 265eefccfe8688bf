import { useEffect, useLayoutEffect, useState, useRef, type KeyboardEvent } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { useGetLeadPath } from '../../shared/api/queries.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import styles from './LeadPath.module.css'
import { layOutBars, positionOf, type BarGeometry } from './bar-layout.ts'
import { mergeSegments } from './merge-segments.ts'
import { assigneeSegments, statusSegments } from './path-segments.ts'
import { PathTable } from './PathTable.tsx'
import { segmentLabels, type SegmentLabels } from './segment-labels.ts'
import { Link } from '../../shared/ui/Link.tsx'
import { hasNoModifier } from '../../shared/ui/shortcut.ts'
import type { RouteTarget } from '../../shared/router/route.ts'
import pathBarStyles from './PathBar.module.css'

/**
 * The minimum width of a segment in pixels, with the gap of 2 px to the next one. "The size of the target for pointer inputs is
 * at least 24 by 24 CSS pixels." Source: WCAG 2.2, 2.5.8.
 */
const minSegmentPx = 26

/** The width of the bar in pixels until it is known. */
const assumedWidthPx = 624

interface LeadPathProps {
  readonly id: string
  readonly order: Ordering
}

/**
 * The path of a lead through the funnel and its assignees: how long it had each status and assignee. A click on a segment
 * goes to the event that began it.
 */
export function LeadPath({ id, order }: LeadPathProps) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const statuses = useStatuses()
  const { data, isError, refetch } = useGetLeadPath(id)
  const { isNarrow } = usePageLayout()
  const [bar, setBar] = useState<HTMLElement | null>(null)
  const width = useWidth(bar) || assumedWidthPx
  const [asTable, setAsTable] = useState(false)
  const changes = data?.items ?? []
  const statusName = (status: string | null) => status ?? t('timeline.noStatus')
  const personName = (person: string | null) => (person === null ? t('timeline.nobody') : names.short(person))

  if (changes.length === 0) {
    // an inconspicuous error, because the rest of the lead is displayed
    return (
      isError && (
        <span className={styles.failed}>
          <span>{t('path.failed')}</span>
          <Button variant="quiet" size="s" onClick={() => void refetch()}>
            {t('ui.tryAgain')}
          </Button>
        </span>
      )
    )
  }
  const minShare = minSegmentPx / width
  const maxElements = Math.max(2, Math.floor(1 / minShare))
  const segments = mergeSegments(statusSegments(changes, viewer.now), maxElements)
  const bars = layOutBars(segments, minShare)
  const assignees = mergeSegments(assigneeSegments(changes, viewer.now), maxElements)
  const starts = assignees.map(({ from }) => positionOf(from, segments, bars))
  const assigneeBars = layOutBars(
    starts.map((from, index) => ({ from, to: starts[index + 1] ?? 1 })),
    minShare,
  )
  return (
    <div className={styles.path}>
      <div ref={setBar} className={styles.bars}>
        <PathBar
          label={t('path.statuses')}
          items={segments.map((segment, index) => ({
            ...segmentLabels(segment, statusName, (count) => t('path.changes', { count }), viewer, t),
            event: segment.segments[0].event,
            to: { leads: [id], order, event: segment.segments[0].event },
            geometry: bars[index] ?? { start: 0, size: 0 },
            colour:
              segment.segments.length > 1
                ? undefined
                : statusColour(segment.segments[0].value ?? '', statuses),
          }))}
        />
        <PathBar
          label={t('path.people')}
          isQuiet
          items={assignees.map((segment, index) => {
            const [{ event, value }] = segment.segments
            const countOf = (count: number) => t('path.handovers', { count })
            const labels = segmentLabels(segment, personName, countOf, viewer, t)
            return {
              ...labels,
              label: segment.segments.length > 1 ? labels.label : personName(value),
              event,
              // a narrow page has no room for a second row of targets; the table has the same links
              to: isNarrow ? undefined : { leads: [id], order, event },
              geometry: assigneeBars[index] ?? { start: 0, size: 0 },
              colour: undefined,
            }
          })}
        />
      </div>
      <button
        type="button"
        className={styles.table}
        aria-label={t('path.asTable')}
        onClick={() => setAsTable(true)}
      >
        <Icon name="table" title={t('path.asTable')} />
      </button>
      {asTable && <PathTable id={id} order={order} changes={changes} onClose={() => setAsTable(false)} />}
    </div>
  )
}

/** Returns the width of an element in pixels, and updates when it changes; 0 until it is known. */
function useWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    if (element === null) return undefined
    const measure = () => setWidth(element.clientWidth)
    measure()
    const sizes = new ResizeObserver(measure)
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [element])
  return width
}

/** A segment of the bar, and the route that a click on it opens. */
interface BarItem extends SegmentLabels {
  /** the event that began the segment */
  readonly event: number
  /** `undefined`: the segment is no link */
  readonly to: RouteTarget | undefined
  readonly geometry: BarGeometry
  /** a CSS colour; `undefined` for several merged segments */
  readonly colour: string | undefined
}

interface PathBarProps {
  readonly label: string
  readonly items: readonly BarItem[]
  /** shows a tick at the start of each segment instead of a bar */
  readonly isQuiet?: boolean
}

/**
 * A bar of consecutive segments, each a link. It is a single tab stop, at first the latest segment, and the arrow keys move
 * between segments, so that a lead with many changes does not separate keyboard users from its timeline. A segment shows its
 * full label on hover and focus until Escape is pressed. Source: WCAG 2.2, 1.4.13 "Content on Hover or Focus".
 */
function PathBar({ label, items, isQuiet = false }: PathBarProps) {
  const list = useRef<HTMLOListElement>(null)
  const [focusedIndex, setFocusedIndex] = useState<number>()
  const [isDismissed, setDismissed] = useState(false)
  useEffect(() => {
    // the pointer can be on a segment while the focus is elsewhere
    const dismiss = ({ key }: globalThis.KeyboardEvent) => {
      if (key === 'Escape') setDismissed(true)
    }
    document.addEventListener('keydown', dismiss)
    return () => document.removeEventListener('keydown', dismiss)
  }, [])
  const tabStop = Math.min(focusedIndex ?? items.length - 1, items.length - 1)
  const keys: Readonly<Record<string, number>> = {
    ArrowLeft: tabStop - 1,
    ArrowRight: tabStop + 1,
    Home: 0,
    End: items.length - 1,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keys[event.key]
    if (next === undefined || !hasNoModifier(event.nativeEvent)) return
    event.preventDefault()
    list.current?.querySelectorAll('a')[Math.max(0, Math.min(items.length - 1, next))]?.focus()
  }
  return (
    // the key events of the links bubble to the list
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ol
      ref={list}
      className={pathBarStyles.bar}
      aria-label={label}
      data-quiet={isQuiet || undefined}
      data-dismissed={isDismissed || undefined}
      onKeyDown={onKeyDown}
    >
      {items.map(({ event, to, geometry, colour, label: short, full }, index) => (
        <li
          key={event}
          className={pathBarStyles.segment}
          style={{ '--start': String(geometry.start), '--size': String(geometry.size), '--c': colour }}
          data-several={colour === undefined || undefined}
          data-end={geometry.start > 0.5 || undefined}
        >
          {to === undefined ? (
            <span className={pathBarStyles.link}>
              <span className={pathBarStyles.full}>{full}</span>
            </span>
          ) : (
            <Link
              to={to}
              className={pathBarStyles.link}
              tabIndex={index === tabStop ? 0 : -1}
              onFocus={() => {
                setFocusedIndex(index)
                setDismissed(false)
              }}
              onPointerEnter={() => setDismissed(false)}
            >
              <span className={pathBarStyles.label} aria-hidden="true">
                <span className={pathBarStyles.text}>{short}</span>
              </span>
              <span className={pathBarStyles.full}>{full}</span>
            </Link>
          )}
        </li>
      ))}
    </ol>
  )
}
