import { useRef, useState, type KeyboardEvent } from 'react'
import { Link } from '../../shared/ui/Link.tsx'
import { hasNoModifier } from '../../shared/ui/shortcut.ts'
import type { RouteTarget } from '../../shared/router/route.ts'
import styles from './PathBar.module.css'
import type { BarGeometry } from './bar-layout.ts'
import type { SegmentLabels } from './segment-labels.ts'

/** A segment of the bar, and the route that a click on it opens. */
interface BarItem extends SegmentLabels {
  readonly to: RouteTarget
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
 * between segments, so that a lead with many changes does not separate keyboard users from its timeline.
 */
export function PathBar({ label, items, isQuiet = false }: PathBarProps) {
  const list = useRef<HTMLOListElement>(null)
  const [focusedIndex, setFocusedIndex] = useState<number>()
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
      className={styles.bar}
      aria-label={label}
      data-quiet={isQuiet || undefined}
      onKeyDown={onKeyDown}
    >
      {items.map(({ to, geometry, colour, label: short, full }, index) => (
        <li
          key={to.event}
          className={styles.segment}
          style={{ '--start': String(geometry.start), '--size': String(geometry.size), '--c': colour }}
          data-several={colour === undefined || undefined}
          data-end={geometry.start > 0.5 || undefined}
        >
          <Link
            to={to}
            className={styles.link}
            tabIndex={index === tabStop ? 0 : -1}
            onFocus={() => setFocusedIndex(index)}
          >
            <span className={styles.label} aria-hidden="true">
              <span className={styles.text}>{short}</span>
            </span>
            <span className={styles.full}>{full}</span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
