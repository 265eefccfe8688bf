import type { Operation } from '../../core/backend.ts'
import { listChanges } from '../../store/events/event-reads.ts'
import type { Context } from '../context.ts'
import { explainQuery, pageMeta } from '../explain-query.ts'

/** PostgreSQL's value before all timestamps: from here, the count is known without counting */
const beginning = '-infinity'

/** Lists the changes since a time, by time of change; deletions appear without their note. */
export const syncEvents =
  ({ database }: Context): Operation<'syncEvents'> =>
  async ({ application }, { query }) => {
    const from = query.fromUpdateTime ?? beginning
    const { items, count } = await listChanges(database.of(application.id), application.id, {
      ...query,
      from,
    })
    return {
      items,
      meta: pageMeta(query, 'updateTime', count),
      queryExplanation: explainQuery('Events ordered by last change, oldest first.', query),
    }
  }
