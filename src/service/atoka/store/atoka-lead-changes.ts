import type { LeadEvent } from '../../../contract/lead-event.ts'
import { columns } from '../../store/applications/new-application.ts'
import type { Connection } from '../../store/connection/database.ts'

/** The parts of an event that determine its lead's state; with Atoka's ID of the assignee. */
export type StateEvent = Pick<LeadEvent, 'lead' | 'type' | 'date' | 'status' | 'leadAssignee'>

const newest = `select distinct on (lead) * from unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[])
    as event(lead, type, date, status, assignee) order by lead, date desc`

const advance = (known: string, event: string) => `last_event_date = ${event}.date,
      lead_assignee = ${event}.assignee, status = coalesce(${event}.status, ${known}.status),
      status_date = case when ${event}.status is distinct from ${known}.status and ${event}.status is not null
        then ${event}.date else ${known}.status_date end,
      event_count = ${known}.event_count + 1, changes = ${known}.changes + 1`

const read = {
  name: 'atoka-events-read',
  text: `with newest as (${newest})
    update atoka_lead known set ${advance('known', 'newest')} from newest
    where known.application_id = $1 and known.id = newest.lead
      and (known.last_event_date is null or known.last_event_date < newest.date)`,
}

/** Updates cached leads with events that were read: one with a newer event gets its state, and is stale. */
export async function advanceAtokaLeads(
  connection: Connection,
  applicationId: string,
  events: readonly StateEvent[],
): Promise<void> {
  await connection.query(read, [
    applicationId,
    ...columns(events, 'lead', 'type', 'date', 'status', 'leadAssignee'),
  ])
}

const log = {
  name: 'atoka-event-logged',
  text: `insert into atoka_lead (application_id, id, type, last_event_date, status, status_date, lead_assignee, event_count,
      changes)
    values ($1, $2, $3, $4, $5, case when $5::text is not null then $4::timestamptz end, $6, 1, 1)
    on conflict (application_id, id) do nothing`,
}

/** Updates a lead with a logged event; the lead is cached from then on. */
export async function cacheAtokaEvent(
  connection: Connection,
  applicationId: string,
  event: StateEvent,
): Promise<void> {
  const { lead, type, date, status, leadAssignee } = event
  await advanceAtokaLeads(connection, applicationId, [event])
  await connection.query(log, [applicationId, lead, type, date, status, leadAssignee])
}

const forget = {
  name: 'atoka-lead-changed',
  text: 'update atoka_lead set changes = changes + 1 where application_id = $1 and id = $2',
}

/** Marks a cached lead as stale. */
export async function markAtokaLeadChanged(
  connection: Connection,
  applicationId: string,
  id: string,
): Promise<void> {
  await connection.query(forget, [applicationId, id])
}
