import { changesLeadState } from '../../../contract/rules/lead-state.ts'
import type { Operation } from '../../core/backend.ts'
import { stateIfDeleted } from '../../store/events/lead-events.ts'
import { findLead } from '../../store/leads/leads.ts'
import type { Context } from '../context.ts'
import { requireEvent } from './require-event.ts'
import { explainQuery } from '../explain-query.ts'

/** One event, and what its lead would fall back to without it. */
export const getEvent =
  ({ database }: Context): Operation<'getEvent'> =>
  async (caller, { id }) =>
    database.of(caller.application.id).snapshot(async (connection) => {
      const event = await requireEvent(connection, caller, id)
      const lead = await findLead(connection, caller.application.id, event.lead)
      const { status, leadAssignee } = await stateIfDeleted(connection, caller.application.id, event)
      const fallback = { status, leadAssignee }
      const ifDeleted = lead !== undefined && changesLeadState(lead, fallback) ? fallback : null
      return {
        item: { ...event, ifDeleted },
        queryExplanation: explainQuery(`The lead event ${event.id}.`, { id: event.id }),
      }
    })
