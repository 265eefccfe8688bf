import type { QueryOf } from '../../../contract/endpoints.ts'
import { hasWordCharacter } from '../../../contract/search-text.ts'
import { dayEnd, dayStart, type LocalDay } from '../time/local-day.ts'

/** A filter of a timeline or a search; an event must match all of its parts. */
export interface EventFilter {
  /** the status that the event set */
  readonly status?: string | undefined
  readonly owner?: string | undefined
  readonly leadAssignee?: string | undefined
  /** days in the viewer's time zone, both included */
  readonly from?: LocalDay | undefined
  readonly to?: LocalDay | undefined
}

/** A filter with a search text for notes. */
export interface TextFilter extends EventFilter {
  readonly q?: string | undefined
}

/** The parts of a filter, in the order in which they are shown. */
export const filterParts = ['status', 'owner', 'leadAssignee', 'from', 'to'] as const

export type FilterPart = (typeof filterParts)[number]

/** Whether a filter has any part. */
export function isFiltering(filter: TextFilter): boolean {
  return filterParts.some((part) => filter[part] !== undefined) || filter.q !== undefined
}

/** Returns the trimmed search text; `undefined` if it contains no word. Contract: `searchText`. */
export function searchTerms(q: string): string | undefined {
  const text = q.trim()
  return hasWordCharacter(text) ? text : undefined
}

/** A filter as the query parameters of the service. */
export type FilterParameters = Partial<
  Pick<QueryOf<'listEvents'>, 'q' | 'status' | 'owner' | 'leadAssignee' | 'dateFrom' | 'dateTo'>
>

/**
 * Converts a filter to query parameters: days become their first and last instant in the viewer's current time zone.
 */
export function toParameters({ q, status, owner, leadAssignee, from, to }: TextFilter): FilterParameters {
  return {
    q,
    status,
    owner,
    leadAssignee,
    dateFrom: from === undefined ? undefined : dayStart(from),
    dateTo: to === undefined ? undefined : dayEnd(to),
  }
}
