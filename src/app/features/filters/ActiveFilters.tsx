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
  /** the number of matching entries */
  readonly count?: ReactNode
}

/** The active filters of a list, each with a button that removes it. */
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
  /** Applies a filter. The pressed button disappears, so the focus moves to its successor, or to the filter button. */
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
              <span
                className={styles.value}
                translate={part === 'owner' || part === 'leadAssignee' ? 'no' : undefined}
              >
                {value}
              </span>
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
