import { canEditEvent } from '../../../contract/permissions.ts'
import type { Operation } from '../../core/backend.ts'
import { Problem } from '../../core/problem.ts'
import { listHistory } from '../../store/events/event-changes.ts'
import type { Context } from '../context.ts'
import { findEvent } from '../../store/events/event-reads.ts'
import { requireStoredEvent } from './require-event.ts'
import { explainQuery } from '../explain-query.ts'

/**
 * Lists the changes of an event: who, when, before and after. Only its owner and managers can read the history of a deleted
 * event, because it contains the deleted text.
 */
export const getEventHistory =
  ({ database }: Context): Operation<'getEventHistory'> =>
  async (caller, { id }) => {
    const scoped = database.of(caller.application.id)
    const { item, tombstone } = await requireStoredEvent(scoped, caller, id, findEvent)
    if (tombstone !== undefined && (caller.user === null || !canEditEvent(caller.user, item.owner.id))) {
      throw new Problem('forbidden', 'Only the owner and managers can read the history of a deleted event.')
    }
    return {
      items: await listHistory(scoped, caller.application.id, item.id),
      queryExplanation: explainQuery(`Change history of the lead event ${item.id}.`, { id: item.id }),
    }
  }
