import type { Operation } from '../backend.ts'
import { listEvents as read } from '../store/lead-events.ts'
import type { Context } from './context.ts'
import { explain, pageMeta } from './explain.ts'

/** The events of some leads, newest or oldest first. */
export const listEvents =
  ({ database }: Context): Operation<'listEvents'> =>
  async ({ application }, { query }) => {
    const { items, count } = await read(database, application.id, query)
    const leads = query.leads.length === 1 ? 'one lead' : `${query.leads.length} leads`
    return {
      items,
      meta: pageMeta(query, query.ordering, count),
      queryExplanation: explain(`Events of ${leads}, ${query.ordering} first by date.`, query),
    }
  }
