import { useRef, useState, type KeyboardEvent } from 'react'
import { Link } from '../../shared/ui/Link.tsx'
import { hasNoModifier } from '../../shared/ui/shortcut.ts'
import type { RouteName as Address } from '../../shared/router/route.ts'
import styles from './PathBar.module.css'
import type { BarGeometry } from './bar-layout.ts'
import type { SegmentLabels } from './segment-labels.ts'

/** A piece of the bar, and where a press on it goes. */
interface BarItem extends SegmentLabels {
  readonly to: Address
  readonly place: BarGeometry
  /** CSS; `undefined` for several statuses drawn together */
  readonly colour: string | undefined
}

interface PathBarProps {
  readonly label: string
  readonly items: readonly BarItem[]
  /** marks where each begins in place of a bar */
  readonly isQuiet?: boolean
}

/**
 * Pieces of time side by side, each a link. One stop of the tab key, at the latest piece, and the arrow keys from there:
 * a lead with many changes is not to stand between the keyboard and its timeline.
 */
export function PathBar({ label, items, isQuiet = false }: PathBarProps) {
  const list = useRef<HTMLOListElement>(null)
  const [at, setAt] = useState<number>()
  const stop = Math.min(at ?? items.length - 1, items.length - 1)
  const keys: Readonly<Record<string, number>> = {
    ArrowLeft: stop - 1,
    ArrowRight: stop + 1,
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
    // the keys of the links within, which bubble to here
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ol
      ref={list}
      className={styles.bar}
      aria-label={label}
      data-quiet={isQuiet || undefined}
      onKeyDown={onKeyDown}
    >
      {items.map(({ to, place, colour, label: short, full }, index) => (
        <li
          key={to.event}
          className={styles.piece}
          style={{ '--start': String(place.start), '--size': String(place.size), '--c': colour }}
          data-several={colour === undefined || undefined}
          data-end={place.start > 0.5 || undefined}
        >
          <Link
            to={to}
            className={styles.link}
            tabIndex={index === stop ? 0 : -1}
            onFocus={() => setAt(index)}
          >
            <span className={styles.label} aria-hidden="true">
              <span className={styles.words}>{short}</span>
            </span>
            <span className={styles.full}>{full}</span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
