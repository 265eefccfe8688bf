import type { Operation } from '../backend.ts'
import { readLeadPath } from '../store/lead-path.ts'
import type { Context } from './context.ts'
import { existingLead } from './existing-lead.ts'
import { explain } from './explain.ts'

/** A lead's changes of status and assignee, oldest first. */
export const getLeadPath =
  ({ database }: Context): Operation<'getLeadPath'> =>
  async (caller, { id }) => {
    const lead = await existingLead(database, caller, id)
    return {
      items: await readLeadPath(database, caller.application.id, lead.id),
      queryExplanation: explain(`What changed the status or the assignee of the lead ${id}.`, { id }),
    }
  }
