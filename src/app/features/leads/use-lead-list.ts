import { useListLeads } from '../../shared/api/queries.ts'
import { useNow } from '../../shared/i18n/now.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { toLeadsQuery, type PickerFilter } from './picker-filter.ts'
import { useDebounced } from '../../shared/ui/use-debounced.ts'

/** Long enough for the next letter of somebody who types, too short to be waited for. */
const pause = 150

/** The leads that a filter shows, as far as they are loaded, and how many there are. */
export function useLeadList(filter: PickerFilter) {
  const { user } = useSignedIn()
  const settled = { ...filter, q: useDebounced(filter.q, pause) }
  const query = useListLeads(toLeadsQuery(settled, user.id, useNow()))
  const pages = query.data?.pages ?? []
  return {
    ...query,
    leads: pages.flatMap(({ items }) => items),
    count: pages[0]?.meta.count ?? 0,
    /** what is in sight answers another filter than the one asked for */
    stale: query.isPlaceholderData || settled.q !== filter.q,
    q: settled.q,
  }
}

export type LeadListResult = ReturnType<typeof useLeadList>
