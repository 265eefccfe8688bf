import { useListLeads } from '../../shared/api/queries.ts'
import { useNow } from '../../shared/i18n/now.ts'
import { toLeadsQuery, type LeadListFilter } from '../../shared/leads/lead-list-filter.ts'
import { useDebounced } from '../../shared/ui/use-debounced.ts'

/** Debounce delay in milliseconds: longer than the pause between keystrokes, too short to notice. */
const debounceMs = 150

/** The loaded leads that match a filter and a search text, and the number of all matches. */
export function useLeadList(filter: LeadListFilter, typed: string) {
  const q = useDebounced(typed, debounceMs)
  const query = useListLeads(toLeadsQuery(filter, q, useNow()))
  const pages = query.data?.pages ?? []
  return {
    ...query,
    leads: pages.flatMap(({ items }) => items),
    count: pages[0]?.meta.count ?? 0,
    /** whether the leads are still those of a previous filter */
    stale: query.isPlaceholderData || q !== typed,
    q,
  }
}

export type LeadListResult = ReturnType<typeof useLeadList>
