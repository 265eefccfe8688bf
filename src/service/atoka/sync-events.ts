import type { Operation } from '../core/backend.ts'
import { explainQuery, pageMeta } from '../operations/explain-query.ts'
import type { AtokaContext } from './atoka-context.ts'
import { sessionFor } from './atoka-session.ts'
import { readPage, infoFor } from './parse-responses.ts'

/** The path of the changes in the reference. */
export const syncPath = '/v2/leadevents/sync'

/**
 * Lists the changes since a time, in Atoka's order. "Requires Atoka feature: useLeadEventsSync": otherwise Atoka
 * returns 403.
 */
export const syncEvents =
  (context: AtokaContext): Operation<'syncEvents'> =>
  async (caller, { query }) => {
    const { client, identities } = await sessionFor(context, caller)
    const { offset, limit, fromUpdateTime } = query
    // the only request without appUserId
    const page = readPage(await client.read(syncPath, { fromUpdateTime, offset, limit }), identities)
    const items = page.items.filter((item) => item !== undefined)
    await context.memory.saw(
      caller.application.id,
      items.filter(({ deleted }) => deleted !== true),
    )
    const count = page.count ?? offset + page.items.length
    return {
      items,
      meta: {
        ...pageMeta(query, 'updateTime', count),
        info: infoFor([page]),
        obfuscated: { ...page.obfuscated },
      },
      queryExplanation: explainQuery('Events ordered by last change, oldest first.', query),
    }
  }
