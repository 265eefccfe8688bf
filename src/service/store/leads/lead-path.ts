import type { Instant } from '../../../contract/instant.ts'
import type { LeadStateChange } from '../../../contract/lead.ts'
import { changesLeadState, stateAfter, type LeadState } from '../../../contract/rules/lead-state.ts'
import type { Connection } from '../connection/database.ts'

// an event without a status that has its predecessor's assignee changes nothing; most events are like this
const candidateEvents = {
  name: 'lead-path',
  text: `select id event, date, status, lead_assignee "leadAssignee" from (
      select id, date, status, lead_assignee, lag(lead_assignee) over by_date previous, row_number() over by_date ordinal
      from lead_event
      where application_id = $1 and lead = $2 and deleted_at is null
      window by_date as (order by date)
    ) event
    where status is not null or lead_assignee is distinct from previous or ordinal = 1
    order by date`,
}

/**
 * Returns the events that changed a lead's status or assignee, oldest first, each with the state before and after it.
 */
export async function readLeadPath(
  connection: Connection,
  applicationId: string,
  lead: string,
): Promise<LeadStateChange[]> {
  const rows = await connection.query<LeadState & { event: number; date: Instant }>(candidateEvents, [
    applicationId,
    lead,
  ])
  const changes: LeadStateChange[] = []
  let state: LeadState = { status: null, leadAssignee: null }
  for (const { event, date, ...eventState } of rows) {
    const to = stateAfter(eventState, state)
    if (changesLeadState(state, to)) changes.push({ event, date, from: state, to })
    state = to
  }
  return changes
}
