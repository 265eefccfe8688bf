import { changesLeadState, type LeadState } from '../../../contract/rules/lead-state.ts'
import { ApiProblem, toProblem } from '../../shared/api/problems.ts'
import { leadChangedCode, type Operation } from '../operations/operation.ts'
import { isTransient } from './outcome.ts'

/** The code of a row's problem if its lead could not be read before it was sent, so that nothing was written. */
export const leadUnreadCode = 'lead_unread'

/**
 * Checks before an event of a bulk action is sent that its lead still has the state that the user saw. Rejects with an
 * `ApiProblem`: `lead_changed` is final, `lead_unread` is transient.
 */
export async function checkLead(
  operation: Operation,
  readLead: (id: string) => Promise<LeadState>,
): Promise<void> {
  if (operation.kind !== 'create' || operation.expected === undefined) return
  // an earlier attempt may have changed the lead itself; its key prevents a second event
  if (operation.unsure === true) return
  const current = await readOrFail(operation.lead, readLead)
  if (changesLeadState(operation.expected, current)) throw new ApiProblem(leadChangedCode, 409)
}

async function readOrFail(lead: string, readLead: (id: string) => Promise<LeadState>): Promise<LeadState> {
  try {
    return await readLead(lead)
  } catch (error) {
    const problem = toProblem(error)
    if (!isTransient(problem)) throw problem
    // 408 is transient, and unlike a failure of the write itself it leaves no doubt that nothing was written
    throw new ApiProblem(leadUnreadCode, 408, undefined, { cause: error, retryAfter: problem.retryAfter })
  }
}
