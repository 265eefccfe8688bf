import type { Operation } from '../../core/backend.ts'
import { readLeadPath } from '../../store/leads/lead-path.ts'
import type { Context } from '../context.ts'
import { requireLead } from './require-lead.ts'
import { explainQuery } from '../explain-query.ts'

/** A lead's changes of status and assignee, oldest first. */
export const getLeadPath =
  ({ database }: Context): Operation<'getLeadPath'> =>
  async (caller, { id }) => {
    const own = database.of(caller.application.id)
    const lead = await requireLead(own, caller, id)
    return {
      items: await readLeadPath(own, caller.application.id, lead.id),
      queryExplanation: explainQuery(`Status and assignee changes of the lead ${id}.`, { id }),
    }
  }
