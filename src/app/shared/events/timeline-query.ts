import type { Ordering } from '../../../contract/paging.ts'
import type { TimelineQuery } from '../api/queries.ts'
import { isFiltering, searchTerms, type TextFilter } from '../event-model/event-filter.ts'
import type { Route } from '../router/route.ts'

/** Which events the timeline of some leads shows, by the filter of the address; words filter only where that is asked for. */
export function timelineQuery(
  leads: readonly string[],
  ordering: Ordering,
  { filter, q, hitsOnly }: Pick<Route, 'filter' | 'q' | 'hitsOnly'>,
): TimelineQuery {
  const words = hitsOnly ? searchTerms(q) : undefined
  const whole: TextFilter = words === undefined ? filter : { ...filter, q: words }
  return isFiltering(whole) ? { leads, ordering, filter: whole } : { leads, ordering }
}
