import type { QueryOf } from '../../../contract/endpoints.ts'
import type { Operation } from '../../core/backend.ts'
import { parseSearch } from '../../../contract/search/parse-search.ts'
import type { Transactions } from '../../store/connection/database.ts'
import { listFilteredEvents } from '../../store/search/event-search.ts'
import { listEvents as read } from '../../store/events/event-reads.ts'
import { readSearchTerms } from '../../store/search/search-terms.ts'
import type { Context } from '../context.ts'
import { explainQuery, pageMeta } from '../explain-query.ts'
import { highlightEvents } from './highlight-events.ts'

type Query = QueryOf<'listEvents'>

/** Lists the events of some leads, newest or oldest first; with highlights for a text search. */
export const listEvents =
  ({ database, searchIndexed }: Context): Operation<'listEvents'> =>
  async ({ application }, { query }) => {
    const scoped = database.of(application.id)
    const filtered = isFiltered(query)
    if (filtered) await searchIndexed
    const { items, count } = filtered
      ? await readFiltered(scoped, application.id, query)
      : await read(scoped, application.id, query)
    const leads = query.leads.length === 1 ? 'one lead' : `${query.leads.length} leads`
    const which = filtered ? ' that match the filters' : ''
    return {
      items,
      meta: pageMeta(query, query.ordering, count),
      queryExplanation: explainQuery(`Events of ${leads}${which}, ${query.ordering} first by date.`, query),
    }
  }

function isFiltered({ q, status, owner, leadAssignee, dateFrom, dateTo }: Query): boolean {
  return [q, status, owner, leadAssignee, dateFrom, dateTo].some((value) => value !== undefined)
}

async function readFiltered(scoped: Transactions, applicationId: string, query: Query) {
  const terms = query.q === undefined ? [] : await readSearchTerms(scoped, parseSearch(query.q))
  const edit = query.q === undefined ? undefined : highlightEvents(terms)
  return listFilteredEvents(scoped, applicationId, query.leads, { ...query, terms }, edit)
}
