import type { Operation } from '../core/backend.ts'
import { explainQuery } from '../operations/explain-query.ts'
import type { AtokaContext } from './atoka-context.ts'
import { sessionFor } from './atoka-session.ts'
import { existingEvent } from './existing-event.ts'

/** Returns one event. */
export const getEvent =
  (context: AtokaContext): Operation<'getEvent'> =>
  async (caller, { id }) => {
    const item = await existingEvent(await sessionFor(context, caller), id)
    return { item, queryExplanation: explainQuery(`The lead event ${item.id}.`, { id: item.id }) }
  }
