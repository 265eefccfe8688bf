import { changesLeadState, stateAfter } from '../../../contract/rules/lead-state.ts'
import type { Lead } from '../../../contract/lead.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { Instant } from '../../../contract/instant.ts'
import { endpoints } from '../../../contract/endpoints.ts'
import type { Operation } from '../../core/backend.ts'
import { invalidRequest, Problem } from '../../core/problem.ts'
import { updateEvent as write } from '../../store/events/event-writes.ts'
import { stateIfDeleted } from '../../store/events/event-reads.ts'
import type { Context } from '../context.ts'
import { dateError } from './date-error.ts'
import { requireEvent, lockEvent } from './require-event.ts'
import { nothingToChange } from './event-errors.ts'
import { explainQuery } from '../explain-query.ts'
import { checkIfMatch } from '../if-match.ts'
import { idempotentWrite } from '../idempotent-write.ts'

/** Changes an event's note, or its date if the lead's state does not change. */
export const updateEvent =
  (context: Context): Operation<'updateEvent'> =>
  async (caller, { id, body, headers }) => {
    const empty = nothingToChange(body)
    if (empty !== undefined) throw invalidRequest([empty])
    const { application, user } = caller
    return idempotentWrite(
      context,
      { caller, idempotency: headers.idempotency, response: endpoints.updateEvent.response },
      async (connection) => {
        const { event, lead } = await lockEvent(connection, caller, id)
        checkIfMatch(event, headers.ifMatch)
        const now = context.clock()
        const others = await stateIfDeleted(connection, application.id, event)
        const latestOther = others.latest ?? undefined
        if (body.date !== undefined && body.date !== event.date) {
          const error = dateError(body.date, { latest: latestOther, now })
          if (error !== undefined) throw invalidRequest([error])
          rejectStateChange(event, lead)
        }
        const date = body.date ?? event.date
        await write(connection, application.id, now, {
          id: event.id,
          note: body.note === undefined ? event.note : body.note,
          date,
          by: user.id,
          latest: laterOf(date, latestOther),
        })
        const item = await requireEvent(connection, caller, id)
        const queryExplanation = explainQuery(`Updated the lead event ${item.id}.`, { id: item.id, ...body })
        return { response: { item, queryExplanation }, eventId: item.id }
      },
    )
  }

/**
 * "A date that would thereby change the lead's current status or assignee returns 409." Source: contract, "update's
 * date rule".
 */
function rejectStateChange(event: LeadEvent, lead: Lead): void {
  if (!changesLeadState(lead, stateAfter(event, lead))) return
  throw new Problem(
    'conflict',
    "With this date the event would become the lead's latest and change its status or assignee. Delete the event and create it again instead.",
  )
}

function laterOf(date: Instant, other: Instant | undefined): Instant {
  return other !== undefined && other > date ? other : date
}
