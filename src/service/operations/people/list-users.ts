import type { Operation } from '../../core/backend.ts'
import { listUsers as read } from '../../store/applications/applications.ts'
import type { Context } from '../context.ts'
import { explainQuery, pageMeta } from '../explain-query.ts'

/** Lists the assignable users by name, and also the blocked ones, for their names. */
export const listUsers =
  ({ database }: Context): Operation<'listUsers'> =>
  async ({ application }, { query }) => {
    const { items, count } = await read(database.of(application.id), application.id, query)
    return {
      items,
      meta: pageMeta(query, 'name', count),
      queryExplanation: explainQuery('Users of the application, ordered by name.', query),
    }
  }
