import type { ReactNode } from 'react'
import { filterParts, type EventFilter } from '../../shared/event-model/event-filter.ts'
import { partName, partValue } from '../../shared/events/filter-words.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { dispatchCommand } from '../../shared/ui/commands.ts'
import { FilterChips } from '../../shared/ui/FilterChips.tsx'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'

interface ActiveFiltersProps {
  readonly filter: EventFilter
  readonly onFilter: (filter: EventFilter) => void
  /** the number of matching entries */
  readonly count?: ReactNode
}

/** The active filters of a list of events, each with a button that removes it. */
export function ActiveFilters({ filter, onFilter, count }: ActiveFiltersProps) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const statuses = useStatuses()
  const chips = filterParts.flatMap((part) => {
    const value = partValue(part, filter, { t, names, viewer })
    if (value === undefined) return []
    return {
      key: part,
      name: partName(part, t),
      value,
      isName: part === 'owner' || part === 'leadAssignee',
      colour: part === 'status' ? statusColour(value, statuses) : undefined,
      onRemove: () => onFilter({ ...filter, [part]: undefined }),
    }
  })
  return (
    <FilterChips
      chips={chips}
      onClear={() => onFilter({})}
      focusNext={() => dispatchCommand('filter')}
      count={count}
    />
  )
}
