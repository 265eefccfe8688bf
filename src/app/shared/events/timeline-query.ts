import type { Ordering } from '../../../contract/paging.ts'
import type { TimelineQuery } from '../api/queries.ts'
import { isFiltering, searchTerms, type TextFilter } from '../event-model/event-filter.ts'
import type { Route } from '../router/route.ts'

/**
 * Returns the query for the timeline of some leads, by the route's filter. The search text filters only with
 * `matchesOnly`.
 */
export function timelineQuery(
  leads: readonly string[],
  ordering: Ordering,
  { filter, q, matchesOnly }: Pick<Route, 'filter' | 'q' | 'matchesOnly'>,
): TimelineQuery {
  const text = matchesOnly ? searchTerms(q) : undefined
  const textFilter: TextFilter = text === undefined ? filter : { ...filter, q: text }
  return isFiltering(textFilter) ? { leads, ordering, filter: textFilter } : { leads, ordering }
}
