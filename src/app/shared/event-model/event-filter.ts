import type { QueryOf } from '../../../contract/endpoints.ts'
import { hasWordCharacter } from '../../../contract/search-text.ts'
import { dayEnd, dayStart, type LocalDay } from '../time/local-day.ts'

/** What narrows a timeline or a search: all of it has to hold. */
export interface EventFilter {
  /** the status that an event set */
  readonly status?: string | undefined
  readonly owner?: string | undefined
  readonly leadAssignee?: string | undefined
  /** days of the reader, both included */
  readonly from?: LocalDay | undefined
  readonly to?: LocalDay | undefined
}

/** A filter, and the words that notes have to hold. */
export interface TextFilter extends EventFilter {
  readonly q?: string | undefined
}

/** The parts of a filter, in the order in which they are shown. */
export const filterParts = ['status', 'owner', 'leadAssignee', 'from', 'to'] as const

export type FilterPart = (typeof filterParts)[number]

/** Whether a filter leaves anything out. */
export function isFiltering(filter: TextFilter): boolean {
  return filterParts.some((part) => filter[part] !== undefined) || filter.q !== undefined
}

/** The words that can be looked for, nothing where there are none: contract, `searchText`. */
export function searchTerms(q: string): string | undefined {
  const words = q.trim()
  return hasWordCharacter(words) ? words : undefined
}

/** What narrows a list of events, as the service takes it. */
export type FilterParameters = Partial<
  Pick<QueryOf<'listEvents'>, 'q' | 'status' | 'owner' | 'leadAssignee' | 'dateFrom' | 'dateTo'>
>

/** A filter as the service takes it: days as the instants at which they begin and end for the reader, now. */
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
