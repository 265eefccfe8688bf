import type { Instant } from '../../contract/instant.ts'
import type { LeadState } from '../../contract/rules/lead-state.ts'
import type { Connection } from './database.ts'

/*
 * Each write is one statement that takes the application's row last, after the lead's (which the caller has locked):
 * `update_time` is the later of the clock and the application's last one + 1 ms, and the row stays locked until the
 * commit. So the times of an application appear in their own order, and a reader of sync who goes on from the last one
 * it saw misses nothing. Contract, row "sync order".
 */
const stamp = `stamp as (
    update application set last_update_time = greatest($2::timestamptz(3), last_update_time + interval '1 millisecond')
    where id = $1
    returning last_update_time, status_collection_id
  )`

const insert = {
  name: 'insert-lead-event',
  text: `with ${stamp}, event as (
      insert into lead_event
        (application_id, lead, status, status_collection_id, note, lead_assignee, date, owner, created, update_time)
      select $1, $3, $4, status_collection_id, $5, $6, $7, $8, last_update_time, last_update_time from stamp
      returning id
    ), moved as (
      update lead set event_count = event_count + 1, last_event_date = $7, status = $9, lead_assignee = $6
      where application_id = $1 and id = $3
    )
    select id from event`,
}

/** A new event, and the status that its lead has with it. */
export interface NewEvent {
  readonly lead: string
  readonly status: string | null
  readonly note: string | null
  readonly leadAssignee: string | null
  readonly date: Instant
  readonly owner: string
  readonly leadStatus: string | null
}

/** Writes an event as its lead's newest; the lead's row is locked by the caller. Answers its id. */
export async function insertEvent(
  connection: Connection,
  applicationId: string,
  now: Instant,
  event: NewEvent,
): Promise<number> {
  const [row] = await connection.query<{ id: number }>(insert, [
    applicationId,
    now,
    event.lead,
    event.status,
    event.note,
    event.leadAssignee,
    event.date,
    event.owner,
    event.leadStatus,
  ])
  if (row === undefined) throw new Error('the event was not written')
  return row.id
}

const update = {
  name: 'update-lead-event',
  text: `with ${stamp}, before as (
      select lead, note, date from lead_event where application_id = $1 and id = $3
    ), event as (
      update lead_event set note = $4, date = $5, update_time = last_update_time from stamp
      where application_id = $1 and id = $3
    ), change as (
      insert into lead_event_change
        (application_id, event_id, update_time, kind, changed_by, note_before, note_after, date_before, date_after)
      select $1, $3, last_update_time, 'update', $6, before.note, $4, before.date, $5 from stamp, before
    )
    update lead set last_event_date = $7 from before where application_id = $1 and id = before.lead`,
}

/** An event's new text and date, by whom, and its lead's latest date with it. */
export interface EventCorrection {
  readonly id: number
  readonly note: string | null
  readonly date: Instant
  readonly by: string
  readonly latest: Instant
}

/** Corrects an event and writes the audit row; the lead's row is locked by the caller. */
export async function updateEvent(
  connection: Connection,
  applicationId: string,
  now: Instant,
  { id, note, date, by, latest }: EventCorrection,
): Promise<void> {
  await connection.query(update, [applicationId, now, id, note, date, by, latest])
}

const remove = {
  name: 'delete-lead-event',
  text: `with ${stamp}, before as (
      select lead, note, date from lead_event where application_id = $1 and id = $3
    ), event as (
      update lead_event set note = null, deleted_at = $2, deleted_by = $4, update_time = last_update_time from stamp
      where application_id = $1 and id = $3
    ), change as (
      insert into lead_event_change
        (application_id, event_id, update_time, kind, changed_by, note_before, date_before)
      select $1, $3, last_update_time, 'delete', $4, before.note, before.date from stamp, before
    )
    update lead set event_count = event_count - 1, last_event_date = $5, status = $6, lead_assignee = $7
    from before where application_id = $1 and id = before.lead`,
}

/** An event to delete, by whom, and what its lead is without it. */
export interface EventDeletion {
  readonly id: number
  readonly by: string
  readonly remaining: LeadState & { readonly latest: Instant | null }
}

/** Leaves a tombstone of an event and writes the audit row; the lead's row is locked by the caller. */
export async function deleteEvent(
  connection: Connection,
  applicationId: string,
  now: Instant,
  { id, by, remaining }: EventDeletion,
): Promise<void> {
  await connection.query(remove, [
    applicationId,
    now,
    id,
    by,
    remaining.latest,
    remaining.status,
    remaining.leadAssignee,
  ])
}
