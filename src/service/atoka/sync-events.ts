import type { Operation } from '../core/backend.ts'
import { explain, pageMeta } from '../operations/explain.ts'
import type { AtokaContext } from './atoka-context.ts'
import { callingAs } from './calling.ts'
import { readPage, remarksOn } from './read-answers.ts'

/** The path of the changes in the reference. */
export const syncPath = '/v2/leadevents/sync'

/** What changed since a moment, in Atoka's order. "Requires Atoka feature: useLeadEventsSync": it answers 403 without. */
export const syncEvents =
  (context: AtokaContext): Operation<'syncEvents'> =>
  async (caller, { query }) => {
    const { client, identities } = await callingAs(context, caller)
    const { offset, limit, fromUpdateTime } = query
    // the only call that takes no appUserId
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
        info: remarksOn([page]),
        obfuscated: { ...page.obfuscated },
      },
      queryExplanation: explain('Events ordered by last change, oldest first.', query),
    }
  }
