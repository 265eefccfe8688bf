import type { Operation } from '../../core/backend.ts'
import { parseSearch } from '../../../contract/search/parse-search.ts'
import { searchEvents as search } from '../../store/search/event-search.ts'
import { nameLeads } from '../../store/events/name-leads.ts'
import { readSearchTerms } from '../../store/search/search-terms.ts'
import type { Context } from '../context.ts'
import { explainQuery, pageMeta } from '../explain-query.ts'
import { highlightEvents } from './highlight-events.ts'

/** Lists the events of all leads whose notes contain all words of a search, newest or oldest first. */
export const searchEvents =
  ({ database, searchIndexed }: Context): Operation<'searchEvents'> =>
  async ({ application }, { query }) => {
    await searchIndexed
    const scoped = database.of(application.id)
    const terms = await readSearchTerms(scoped, parseSearch(query.q))
    const filter = { ...query, terms }
    const highlight = highlightEvents(terms)
    const name = nameLeads(application.id)
    const { items, count, more } = await search(scoped, application.id, filter, async (connection, events) =>
      name(connection, await highlight(connection, events)),
    )
    return {
      items,
      meta: { ...pageMeta(query, query.ordering, count), info: more ? [lowerBound(count)] : [] },
      queryExplanation: explainQuery(
        `Events on all leads whose notes match every word, ${query.ordering} first by date.`,
        query,
      ),
    }
  }

function lowerBound(count: number): string {
  return `The count is a lower bound: at least ${count} events match; the search stopped there.`
}
