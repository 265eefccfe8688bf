import type { Operation } from '../backend.ts'
import { listLeads as read } from '../store/leads.ts'
import type { Context } from './context.ts'
import { explain, pageMeta } from './explain.ts'

/** The application's leads, by latest event or by name. */
export const listLeads =
  ({ database }: Context): Operation<'listLeads'> =>
  async ({ application }, { query }) => {
    const { items, count } = await read(database.of(application.id), application.id, query)
    return {
      items,
      meta: pageMeta(query, query.sort, count),
      queryExplanation: explain(
        query.sort === 'recent' ? 'Leads by their latest event, newest first.' : 'Leads by name.',
        query,
      ),
    }
  }
