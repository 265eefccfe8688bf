import { addressOf } from '../../shared/api/client.ts'
import { leadsParameters, useListLeads } from '../../shared/api/queries.ts'
import { useStaleSince } from '../../shared/api/staleness.ts'
import { useNow } from '../../shared/i18n/now.ts'
import { toLeadsQuery, type LeadListFilter } from '../../shared/leads/lead-list-filter.ts'
import { useDebounced } from '../../shared/ui/use-debounced.ts'

/** Debounce delay in milliseconds: longer than the pause between keystrokes, too short to notice. */
const debounceMs = 150

/** The loaded leads that match a filter and a search text, and the number of all matches. */
export function useLeadList(filter: LeadListFilter, typed: string) {
  const q = useDebounced(typed, debounceMs)
  const leadsQuery = toLeadsQuery(filter, q, useNow())
  const query = useListLeads(leadsQuery)
  const address = addressOf('listLeads', { query: leadsParameters(leadsQuery) })
  const staleness = useStaleSince((url) => url === address)
  const pages = query.data?.pages ?? []
  return {
    ...query,
    leads: pages.flatMap(({ items }) => items),
    count: pages[0]?.meta.count ?? 0,
    /** whether more leads may match. Contract: "for a search it may be a lower bound, which `info` then states" */
    isLowerBound: q.trim() !== '' && (pages[0]?.meta.info ?? []).length > 0,
    /** whether the leads are still those of a previous filter */
    stale: query.isPlaceholderData || q !== typed,
    q,
    /** the address of the first page */
    address,
    /** whether only the leads stored on this device were searched, because the service is unreachable */
    isPartial: staleness?.searchedLeads !== undefined,
  }
}

export type LeadListResult = ReturnType<typeof useLeadList>
