import type { Operation } from '../../core/backend.ts'
import { readLeadPath } from '../../store/leads/lead-path.ts'
import type { Context } from '../context.ts'
import { requireLead } from './require-lead.ts'
import { explainQuery } from '../explain-query.ts'

/** Returns a lead's changes of status and assignee, oldest first. */
export const getLeadPath =
  ({ database }: Context): Operation<'getLeadPath'> =>
  async (caller, { id }) => {
    const scoped = database.of(caller.application.id)
    const lead = await requireLead(scoped, caller, id)
    return {
      items: await readLeadPath(scoped, caller.application.id, lead.id),
      queryExplanation: explainQuery(`Status and assignee changes of the lead ${id}.`, { id }),
    }
  }
