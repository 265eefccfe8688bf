import { useRef, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dot } from '../../shared/ui/Dot.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { dispatchCommand } from '../../shared/ui/commands.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import styles from './ActiveFilters.module.css'
import { filterParts, type EventFilter } from '../../shared/event-model/event-filter.ts'
import { partName, partValue } from '../../shared/events/filter-words.ts'

interface ActiveFiltersProps {
  readonly filter: EventFilter
  readonly onFilter: (filter: EventFilter) => void
  /** how much is left of the list */
  readonly count?: ReactNode
}

/** What a list is narrowed to, in words, each part to be taken away by a press. */
export function ActiveFilters({ filter, onFilter, count }: ActiveFiltersProps) {
  const t = useMessages()
  const list = useRef<HTMLUListElement>(null)
  const viewer = useViewer()
  const names = usePersonNames()
  const statuses = useStatuses()
  const active = filterParts.flatMap((part) => {
    const value = partValue(part, filter, { t, names, viewer })
    return value === undefined ? [] : [{ part, name: partName(part, t), value }]
  })
  /** The button that was pressed goes away: the focus goes on to the one in its place, else to what opens the filters. */
  const change = (next: EventFilter, index: number) => {
    flushSync(() => onFilter(next))
    const buttons = list.current?.querySelectorAll('button') ?? []
    const neighbour = buttons[index] ?? buttons[index - 1]
    if (neighbour === undefined) dispatchCommand('filter')
    else neighbour.focus()
  }
  return (
    <div className={styles.filters}>
      {active.length > 0 && (
        <ul ref={list} className={styles.list} aria-label={t('filter.active')}>
          {active.map(({ part, name, value }, index) => (
            <li key={part} className={styles.filter}>
              <span className={styles.name}>{name}</span>
              {part === 'status' && <Dot colour={statusColour(value, statuses)} />}
              <span className={styles.value}>{value}</span>
              <button
                type="button"
                className={styles.remove}
                aria-label={t('filter.remove', { filter: `${name} ${value}` })}
                onClick={() => change({ ...filter, [part]: undefined }, index)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {active.length > 1 && (
        <Button variant="quiet" size="s" onClick={() => change({}, 0)}>
          {t('filter.clear')}
        </Button>
      )}
      {count !== undefined && <output className={styles.count}>{count}</output>}
    </div>
  )
}
