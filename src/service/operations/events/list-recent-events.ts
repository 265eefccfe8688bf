import type { Operation } from '../../core/backend.ts'
import { listRecentEvents as read } from '../../store/events/recent-events.ts'
import type { Context } from '../context.ts'
import { explainQuery, pageMeta } from '../explain-query.ts'

/** Lists the events of all leads, newest first. */
export const listRecentEvents =
  ({ database }: Context): Operation<'listRecentEvents'> =>
  async ({ application }, { query }) => {
    const { items, count, more } = await read(database.of(application.id), application.id, query)
    return {
      items,
      meta: {
        ...pageMeta(query, 'newest', count),
        info: more ? [`The count is a lower bound: at least ${count} events match.`] : [],
      },
      queryExplanation: explainQuery('Events of all leads, newest first by date.', query),
    }
  }
