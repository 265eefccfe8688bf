import { useEffect, useRef } from 'react'
import type { EventFilter } from '../../shared/event-model/event-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { onCommand } from '../../shared/ui/commands.ts'
import { FilterPopover } from '../../shared/ui/FilterPopover.tsx'
import { lazyComponent } from '../../shared/ui/lazy.ts'
import { containingMenu } from '../../shared/ui/containing-menu.ts'

// few visits use a filter
const FilterForm = lazyComponent(async () => (await import('./FilterForm.tsx')).FilterForm)

interface FilterControlProps {
  readonly filter: EventFilter
  readonly onFilter: (filter: EventFilter) => void
}

/** The button that opens the filters of a list of events; `ActiveFilters` shows those in use. */
export function FilterControl({ filter, onFilter }: FilterControlProps) {
  const t = useMessages()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(
    () =>
      onCommand('filter', () => {
        containingMenu(button.current)?.showPopover()
        button.current?.focus()
      }),
    [],
  )
  return (
    <FilterPopover ref={button} label={t('filter.open')} title={t('filter.title')}>
      <FilterForm filter={filter} onFilter={onFilter} />
    </FilterPopover>
  )
}
