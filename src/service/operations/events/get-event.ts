import { changesLeadState } from '../../../contract/rules/lead-state.ts'
import type { Operation } from '../../core/backend.ts'
import { findEventWithLead } from '../../store/events/event-reads.ts'
import type { Context } from '../context.ts'
import { rejectDeleted, requireStoredEvent } from './require-event.ts'
import { explainQuery } from '../explain-query.ts'

/** Returns an event, and the state that its lead would revert to if it were deleted. */
export const getEvent =
  ({ database }: Context): Operation<'getEvent'> =>
  async (caller, { id }) => {
    const event = await requireStoredEvent(database.of(caller.application.id), caller, id, findEventWithLead)
    rejectDeleted(event)
    const { item, current, without } = event
    const ifDeleted = changesLeadState(current, without) ? without : null
    return {
      item: { ...item, ifDeleted },
      queryExplanation: explainQuery(`The lead event ${item.id}.`, { id: item.id }),
    }
  }
