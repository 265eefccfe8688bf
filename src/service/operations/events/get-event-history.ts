import { canEditEvent } from '../../../contract/permissions.ts'
import type { Operation } from '../../core/backend.ts'
import { Problem } from '../../core/problem.ts'
import { listHistory } from '../../store/events/event-changes.ts'
import type { Context } from '../context.ts'
import { findEvent } from '../../store/events/lead-events.ts'
import { requireStoredEvent } from './require-event.ts'
import { explainQuery } from '../explain-query.ts'

/**
 * Who changed an event, when, and from what to what. A deleted one's text is gone for those who may not change it: its
 * history is for its owner and for managers.
 */
export const getEventHistory =
  ({ database }: Context): Operation<'getEventHistory'> =>
  async (caller, { id }) => {
    const own = database.of(caller.application.id)
    const { item, tombstone } = await requireStoredEvent(own, caller, id, findEvent)
    if (tombstone !== undefined && (caller.user === null || !canEditEvent(caller.user, item.owner.id))) {
      throw new Problem('forbidden', 'Only the owner and managers can read the history of a deleted event.')
    }
    return {
      items: await listHistory(own, caller.application.id, item.id),
      queryExplanation: explainQuery(`Change history of the lead event ${item.id}.`, { id: item.id }),
    }
  }
