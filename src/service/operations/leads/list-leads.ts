import type { LeadSort } from '../../../contract/lead.ts'
import type { Operation } from '../../core/backend.ts'
import { listLeads as read } from '../../store/leads/leads.ts'
import type { Context } from '../context.ts'
import { explainQuery, pageMeta } from '../explain-query.ts'

const orders = {
  recent: 'Leads ordered by latest event, newest first.',
  quiet: 'Leads ordered by latest event, oldest first.',
  name: 'Leads ordered by name.',
} as const satisfies Record<LeadSort, string>

/** The application's leads, by latest event or by name. */
export const listLeads =
  ({ database }: Context): Operation<'listLeads'> =>
  async ({ application }, { query }) => {
    const { items, count } = await read(database.of(application.id), application.id, query)
    return {
      items,
      meta: pageMeta(query, query.sort, count),
      queryExplanation: explainQuery(orders[query.sort], query),
    }
  }
