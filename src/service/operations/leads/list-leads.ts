import type { LeadSort } from '../../../contract/lead.ts'
import type { Operation } from '../../core/backend.ts'
import { listLeads as read } from '../../store/leads/leads.ts'
import type { Context } from '../context.ts'
import { explainQuery, pageMeta } from '../explain-query.ts'

const orders = {
  recent: 'Leads ordered by latest event, newest first.',
  quiet: 'Leads ordered by latest event, oldest first.',
  name: 'Leads ordered by name.',
  longest: 'Leads ordered by the start of their current status, oldest first.',
} as const satisfies Record<LeadSort, string>

const bestMatch = 'Leads whose name or ID matches every word, best match first.'

/** Lists the application's leads, by latest event or by name; with a search text the best match first. */
export const listLeads =
  ({ database }: Context): Operation<'listLeads'> =>
  async ({ application }, { query }) => {
    const isRanked = query.sort === undefined && (query.q ?? '').trim() !== ''
    const sort = query.sort ?? 'recent'
    const { items, count, more = false } = await read(database.of(application.id), application.id, query)
    return {
      items,
      meta: {
        ...pageMeta(query, isRanked ? 'relevance' : sort, count),
        info: more ? [lowerBound(count)] : [],
      },
      queryExplanation: isRanked
        ? explainQuery(bestMatch, query)
        : explainQuery(orders[sort], { ...query, sort }),
    }
  }

function lowerBound(count: number): string {
  return `The count is a lower bound: at least ${count} leads match. Add a word to find others.`
}
