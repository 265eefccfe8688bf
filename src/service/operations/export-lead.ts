import type { Operation } from '../backend.ts'
import { findHeldLead, listHeldEvents } from '../store/personal-data.ts'
import type { Context } from './context.ts'
import { existingLead } from './existing-lead.ts'
import { explain } from './explain.ts'

/** A page of all that is held about a lead: for managers. */
export const exportLead =
  ({ database }: Context): Operation<'exportLead'> =>
  async (caller, { id, query }) =>
    database.of(caller.application.id).snapshot(async (connection) => {
      const { id: lead } = await existingLead(connection, caller, id)
      const held = await findHeldLead(connection, caller.application.id, lead)
      if (held === undefined) throw new Error('a lead that was just found is gone')
      return {
        lead: held,
        ...(await listHeldEvents(connection, caller.application.id, { kind: 'lead', id: lead }, query)),
        queryExplanation: explain(`All that is held about the lead ${lead}.`, { id: lead, ...query }),
      }
    })
