import { useListLeads } from '../../shared/api/queries.ts'
import { useNow } from '../../shared/i18n/now.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { toLeadsQuery, type PickerFilter } from './picker-filter.ts'
import { useDebounced } from '../../shared/ui/use-debounced.ts'

/** Debounce delay in milliseconds: longer than the pause between keystrokes, too short to notice. */
const debounceMs = 150

/** The loaded leads that match a filter, and the number of all matches. */
export function useLeadList(filter: PickerFilter) {
  const { user } = useSignedIn()
  const debounced = { ...filter, q: useDebounced(filter.q, debounceMs) }
  const query = useListLeads(toLeadsQuery(debounced, user.id, useNow()))
  const pages = query.data?.pages ?? []
  return {
    ...query,
    leads: pages.flatMap(({ items }) => items),
    count: pages[0]?.meta.count ?? 0,
    /** whether the leads are still those of a previous filter */
    stale: query.isPlaceholderData || debounced.q !== filter.q,
    q: debounced.q,
  }
}

export type LeadListResult = ReturnType<typeof useLeadList>
