import type { Ordering } from '../../../contract/paging.ts'
import type { TimelineQuery } from '../api/queries.ts'
import { isFiltering, soughtWords, type WordFilter } from '../event-model/event-filter.ts'
import type { UrlState } from '../router/url-state.ts'

/** Which events the timeline of some leads shows, by the filter of the address; words filter only where that is asked for. */
export function timelineQuery(
  leads: readonly string[],
  ordering: Ordering,
  { filter, q, hitsOnly }: Pick<UrlState, 'filter' | 'q' | 'hitsOnly'>,
): TimelineQuery {
  const words = hitsOnly ? soughtWords(q) : undefined
  const whole: WordFilter = words === undefined ? filter : { ...filter, q: words }
  return isFiltering(whole) ? { leads, ordering, filter: whole } : { leads, ordering }
}
