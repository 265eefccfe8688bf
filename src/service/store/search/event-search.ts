import { createHash } from 'node:crypto'
import type { Ordering } from '../../../contract/paging.ts'
import type { Transactions } from '../connection/database.ts'
import { collectValues, type AddValue } from '../connection/statement-values.ts'
import { columnConditions, type ColumnFilter } from '../events/column-filter.ts'
import {
  pageStatements,
  readPage,
  type EditEvents,
  type EventPage,
  type PageStatements,
} from '../events/read-page.ts'
import type { SearchTerm } from './search-terms.ts'
import { bucketKey, columnKey, termCondition, termKeys } from './term-match.ts'

/** A filter of events: an event must match all of it. */
export interface EventFilter extends ColumnFilter {
  readonly terms: readonly SearchTerm[]
  readonly ordering: Ordering
  readonly offset: number
  readonly limit: number
}

function conditions(filter: EventFilter, addValue: AddValue, statusColumn: string): string[] {
  return [
    ...columnConditions(filter, addValue, statusColumn),
    ...filter.terms.map((term) => termCondition(term, addValue)),
  ]
}

const directionOf = { newest: 'desc', oldest: 'asc' } as const satisfies Record<Ordering, string>

/** Creates the statements for a page of the rows of `found` (id, date), with their number. */
function pageOf(
  found: string,
  { ordering, offset, limit }: EventFilter,
  addValue: AddValue,
  name?: string,
): PageStatements {
  const direction = directionOf[ordering]
  const selection = {
    selected: `found as materialized (${found}), selected as materialized (
        select id, date from found
        order by date ${direction}, id ${direction} offset ${addValue(offset)} limit ${addValue(limit)}
      )`,
    order: `date ${direction}, id ${direction}`,
    count: '(select count(*) from found)',
  }
  return pageStatements(selection, name)
}

/**
 * Returns a page of the events of some leads that match a filter, and their exact number; it reads all events of the
 * leads.
 */
export async function listFilteredEvents(
  scoped: Transactions,
  applicationId: string,
  leads: readonly string[],
  filter: EventFilter,
  edit?: EditEvents,
): Promise<EventPage> {
  const { values, addValue } = collectValues(applicationId, leads)
  const found = `select e.id, e.date from lead_event e
    where ${['e.application_id = $1', 'e.lead = any($2)', 'e.deleted_at is null', ...conditions(filter, addValue, 'e.status')].join(' and ')}`
  const statements = pageOf(found, filter, addValue)
  return readPage(scoped, applicationId, statements, { values, limit: filter.limit }, edit)
}

/** Returns the terms for the index: the longest ones, because each further one costs time and excludes little. */
function selective(terms: readonly SearchTerm[]): readonly SearchTerm[] {
  const withWords = terms.filter(({ words }) => words.length > 0)
  return withWords.toSorted((a, b) => longestWord(b) - longestWord(a)).slice(0, 8)
}

function longestWord({ words }: SearchTerm): number {
  return Math.max(...words.map((word) => word.length))
}

/** The matches of a search are counted up to this number, or to the end of the page. */
const countedMatches = 1_000

/**
 * Returns a page of an application's matching events. The index is queried week by week, from the beginning of the
 * order, until there are enough: the cost of a page depends on its offset, and not on how common a word is. `more`
 * means that the count is incomplete.
 */
export async function searchEvents(
  scoped: Transactions,
  applicationId: string,
  filter: EventFilter,
  edit?: EditEvents,
): Promise<EventPage & { more: boolean }> {
  const { terms, status, owner, leadAssignee, dateFrom, dateTo, ordering, offset, limit } = filter
  const keys = [
    ...selective(terms).map((term) => `(${termKeys(term)})`),
    ...(status === undefined ? [] : [columnKey('#', status)]),
    ...(owner === undefined ? [] : [columnKey('@', owner)]),
    ...(leadAssignee === undefined ? [] : [columnKey('>', leadAssignee)]),
  ].join('&')
  const enough = Math.max(offset + limit, countedMatches) + 1
  const { values, addValue } = collectValues(applicationId, keys, bucketKey, dateFrom, dateTo, enough)
  const weeks = ordering === 'newest' ? 'newest, oldest, -1' : 'oldest, newest, 1'
  const direction = directionOf[ordering]
  // the weeks are read in order and each is ordered, so the limit ends the loop correctly; || '' as in the view,
  // which 0009-row-level-security.sql explains
  const found = `select event.id, event.date
    from (
      select min(date) first, max(date) last from lead_event where application_id = $1 and deleted_at is null
    ) dated
    cross join lateral (
      select search_week(greatest(first, $4)) oldest, search_week(least(last, $5)) newest
    ) span
    cross join lateral generate_series(${weeks}) week
    cross join lateral (
      select e.id, e.date from searchable_event e
      where e.application_id || '' = $1
        and search_keys(
          search_bucket(e.application_id, search_week(e.date)),
          e.note_folded, e.note_stems, e.owner, e.status, e.lead_assignee
        ) @@ replace($2, $3, search_bucket($1, week))::tsquery
        ${conditions(filter, addValue, "e.status || ''")
          .map((condition) => `and ${condition}`)
          .join(' ')}
      order by e.date ${direction}, e.id ${direction}
    ) event
    where first is not null
    limit $6`
  const statements = pageOf(found, filter, addValue, nameOf(found, filter, values.length))
  const page = await readPage(scoped, applicationId, statements, { values, limit }, edit)
  return { ...page, more: page.count === enough }
}

/** The maximum number of values for which the statement of a search is prepared; a phrase of many words has more. */
const maxPreparedValues = 12

/**
 * Returns the name under which a connection prepares the statement of a search, which saves a third of the time of a rare
 * word; `undefined` if there would be too many different statements, as with filters.
 */
function nameOf(found: string, { terms, ...filter }: EventFilter, values: number): string | undefined {
  const { status, owner, leadAssignee, dateFrom, dateTo } = filter
  const isFiltered = [status, owner, leadAssignee, dateFrom, dateTo].some((value) => value !== undefined)
  if (isFiltered || terms.length !== 1 || values > maxPreparedValues) return undefined
  return `search-${createHash('sha256').update(found).digest('base64url').slice(0, 16)}`
}
