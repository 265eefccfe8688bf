import type { FocusEvent, KeyboardEvent, ReactElement, Ref } from 'react'
import type { Instant } from '../../../../contract/instant.ts'
import { formatShort, formatTimeOfDay } from '../../../shared/i18n/format-time.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useTimeStyle } from '../../../shared/i18n/time-style.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import type { Elements } from '../../../shared/ui/elements.ts'
import { isShortcutBlocked } from '../../../shared/ui/is-shortcut-blocked.ts'
import { hasNoModifier, shortcutKey } from '../../../shared/ui/shortcut.ts'
import { areSingleLetterShortcutsEnabled } from '../../../shared/ui/single-letter-shortcuts.ts'
import { Time } from '../../../shared/ui/Time.tsx'
import { DayHeader } from './DayHeader.tsx'
import styles from './EventRow.module.css'

/** The position of a row in the list. */
export interface RowPosition {
  readonly index: number
  readonly length: number
  /** whether the row is the first of its day */
  readonly startsDay: boolean
  readonly onFocus: () => void
}

interface EventRowProps {
  readonly id: string
  readonly position: RowPosition
  readonly date: Instant
  readonly owner: string
  /** the colour of the status that the event sets, as CSS */
  readonly colour?: string | undefined
  /** whether it is the URL's event */
  readonly current?: boolean
  readonly busy?: boolean
  /** shown next to the owner's name */
  readonly details: Elements
  readonly actions?: ReactElement | false
  /** what `e`, Delete and other keys do while the row or a control in it has the focus */
  readonly shortcuts?: Readonly<Record<string, (() => void) | undefined>>
  readonly children: Elements
  readonly ref?: Ref<HTMLElement>
}

/** An article of the timeline: time, rail, owner, and content. */
export function EventRow(props: EventRowProps) {
  const {
    id,
    position,
    date,
    owner,
    colour,
    current = false,
    busy = false,
    details,
    actions,
    shortcuts = {},
    children,
    ref,
  } = props
  const t = useMessages()
  const viewer = useViewer()
  const style = useTimeStyle()
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || isShortcutBlocked(event.target)) return
    const { currentTarget } = event
    if (event.key === 'F10' && event.shiftKey) {
      event.preventDefault()
      currentTarget.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.click()
      return
    }
    const key = shortcutKey(event)
    const run = shortcuts[key]
    if (run === undefined || !hasNoModifier(event)) return
    if (key.length === 1 && !areSingleLetterShortcutsEnabled()) return
    event.preventDefault()
    run()
  }
  return (
    // the handlers record which row has the focus, and offer keys for its buttons
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      ref={ref}
      id={id}
      className={styles.row}
      // "each article is focusable": the feed pattern of the ARIA practices
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-posinset={position.index + 1}
      aria-setsize={position.length}
      aria-labelledby={`${id}-owner ${id}-time`}
      // "refers to one or more elements inside the article that serve as the primary content": the feed pattern
      aria-describedby={`${id}-details ${id}-content`}
      aria-current={current || undefined}
      aria-busy={busy || undefined}
      onFocus={(event: FocusEvent) => {
        event.stopPropagation()
        position.onFocus()
      }}
      onKeyDown={handleKeyDown}
    >
      {position.startsDay && <DayHeader date={date} />}
      <div className={styles.event}>
        <span id={`${id}-time`} className={styles.time}>
          <Time instant={date} exact="spoken">
            {style === 'exact' ? formatTimeOfDay(date, viewer) : formatShort(date, viewer, t)}
          </Time>
        </span>
        <span
          className={styles.rail}
          style={{ '--c': colour }}
          data-status={colour !== undefined || undefined}
        />
        <div className={styles.body}>
          <div className={styles.head}>
            <span className={styles.facts}>
              <b id={`${id}-owner`} className={styles.owner} translate="no">
                {owner}
              </b>
              <span id={`${id}-details`} className={styles.details}>
                {details}
              </span>
            </span>
            {actions !== undefined && <span>{actions}</span>}
          </div>
          <div id={`${id}-content`}>{children}</div>
        </div>
      </div>
    </article>
  )
}
