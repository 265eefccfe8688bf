import type { Operation } from '../../core/backend.ts'
import { listActivity as read } from '../../store/events/event-changes.ts'
import type { Context } from '../context.ts'
import { explainQuery, pageMeta } from '../explain-query.ts'

/** Lists the edits and deletions of the application, newest first: for managers. */
export const listActivity =
  ({ database }: Context): Operation<'listActivity'> =>
  async ({ application }, { query }) => {
    const { items, count } = await read(database.of(application.id), application.id, query)
    return {
      items,
      meta: pageMeta(query, 'newest', count),
      queryExplanation: explainQuery('Edits and deletions, newest first.', query),
    }
  }
