import { changesLeadState, type LeadState } from '../../../contract/rules/lead-state.ts'
import type { Operation } from '../../core/backend.ts'
import { Problem } from '../../core/problem.ts'
import { deleteEvent as write } from '../../store/events/event-writes.ts'
import { stateIfDeleted } from '../../store/events/event-reads.ts'
import type { Context } from '../context.ts'
import { lockEvent } from './require-event.ts'
import { checkIfMatch } from '../if-match.ts'
import { idempotentWrite } from '../idempotent-write.ts'

/**
 * Deletes an event and leaves a tombstone. "An unforced deletion that would change the lead's current status or
 * assignee is rejected with 409, and the error states what the lead would revert to; `forceDelete=true` deletes the
 * event." Source: contract.
 */
export const deleteEvent =
  (context: Context): Operation<'deleteEvent'> =>
  async (caller, { id, query, headers }) =>
    idempotentWrite(
      context,
      { caller, idempotency: headers.idempotency, response: noResponse },
      async (connection) => {
        const { event, lead } = await lockEvent(connection, caller, id)
        checkIfMatch(event, headers.ifMatch)
        const remaining = await stateIfDeleted(connection, caller.application.id, event)
        if (!query.forceDelete && changesLeadState(lead, remaining)) throw wouldChangeLead(remaining)
        const deletion = { id: event.id, by: caller.user.id, remaining }
        await write(connection, caller.application.id, context.clock(), deletion)
        return { response: undefined, eventId: event.id }
      },
    )

const noResponse = { parse: () => undefined }

function wouldChangeLead({ status, leadAssignee }: LeadState): Problem {
  const fallback = `status ${status ?? 'none'}, assignee ${leadAssignee ?? 'none'}`
  return new Problem(
    'conflict',
    `Deleting this event would revert the lead to ${fallback}. To delete it anyway, send forceDelete=true.`,
    { ifDeleted: { status, leadAssignee } },
  )
}
