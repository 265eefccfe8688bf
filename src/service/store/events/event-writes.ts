import type { Instant } from '../../../contract/instant.ts'
import type { QueryExplanation } from '../../../contract/paging.ts'
import type { LeadState } from '../../../contract/rules/lead-state.ts'
import { addCheckpoint, subtractChange } from './change-checkpoints.ts'
import type { Connection, Transaction } from '../connection/database.ts'
import { storeResponse, type IdempotencyScope } from '../applications/idempotency.ts'

/*
 * A write locks the application's row last, after the lead's row, which the caller has locked. `update_time` is the later
 * of the clock and the application's last update time + 1 ms, and the row stays locked until the commit. So the update
 * times of an application become visible in their order, and a client of sync that continues from the last one it saw
 * misses nothing. Contract, row "sync order".
 */
const stampWith = (also: string) => `
    update application set changes = changes + 1,${also}
      last_update_time = greatest($2::timestamptz(3), last_update_time + interval '1 millisecond')
    where id = $1
    returning last_update_time, last_event_id, changes, status_collection_id`

/** The values of a new event that the database determines. */
export interface WrittenEvent {
  readonly id: number
  readonly updateTime: Instant
  readonly statusCollectionId: string
  readonly noteVisibility: string
}

// of the lead's newest event, before the lead's row is updated
const effectsOfNewest = `case when status is distinct from $9 then 1 else 0 end
          + case when lead_assignee is distinct from $6 then 2 else 0 end + case when event_count = 0 then 4 else 0 end`

const insertWith = (
  then: string,
) => `with stamp as (${stampWith(' last_event_id = last_event_id + 1,')}, note_visibility), ${addCheckpoint('stamp')}, event as (
      insert into lead_event
        (application_id, id, lead, status, status_collection_id, note, lead_assignee, date, owner, created, update_time,
          effects)
      select $1, last_event_id, $3, $4, status_collection_id, $5, $6, $7, $8, last_update_time, last_update_time,
        (select ${effectsOfNewest} from lead where application_id = $1 and id = $3)
      from stamp
    ), moved as (
      update lead set event_count = event_count + 1, last_event_date = $7, status = $9, lead_assignee = $6,
        status_date = case when status is distinct from $9 then $7 else status_date end
      where application_id = $1 and id = $3
    ), written as (
      select last_event_id id, last_update_time "updateTime", status_collection_id "statusCollectionId",
        note_visibility "noteVisibility"
      from stamp
    )${then} select * from written`

const insert = { name: 'insert-lead-event', text: insertWith('') }

const updateTimeText = `to_char("updateTime" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const insertOnce = {
  name: 'insert-lead-event-once',
  text: insertWith(
    `, ${storeResponse({
      user: '$10',
      key: '$11',
      now: '$12',
      fingerprint: '$13',
      event: 'id',
      response: `jsonb_set($14::jsonb, '{item}', ($14::jsonb -> 'item') || jsonb_build_object('id', id,
        'created', ${updateTimeText}, 'updateTime', ${updateTimeText},
        'statusCollectionId', "statusCollectionId", 'noteVisibility', "noteVisibility"))`,
      from: 'written',
    })}`,
  ),
}

/** A new event, and the resulting status of its lead. */
export interface NewEvent {
  readonly lead: string
  readonly status: string | null
  readonly note: string | null
  readonly leadAssignee: string | null
  readonly date: Instant
  readonly owner: string
  readonly leadStatus: string | null
}

/** The key of a creation, and its response without the item's values that the database determines. */
export interface StoredCreation extends IdempotencyScope {
  readonly fingerprint: Buffer
  readonly now: Instant
  readonly response: { readonly item: object; readonly queryExplanation: QueryExplanation }
}

/**
 * Writes an event as its lead's newest and commits; the caller has locked the lead's row. With a key, the response is
 * stored.
 */
export async function insertEvent(
  connection: Transaction,
  applicationId: string,
  now: Instant,
  event: NewEvent,
  once?: StoredCreation,
): Promise<WrittenEvent> {
  const values = [
    applicationId,
    now,
    event.lead,
    event.status,
    event.note,
    event.leadAssignee,
    event.date,
    event.owner,
    event.leadStatus,
  ]
  const [row] =
    once === undefined
      ? await connection.commitWith<WrittenEvent>(insert, values)
      : await connection.commitWith<WrittenEvent>(insertOnce, [
          ...values,
          once.userId,
          once.key,
          once.now,
          once.fingerprint,
          JSON.stringify(once.response),
        ])
  if (row === undefined) throw new Error('the event was not written')
  return row
}

/*
 * An update and a deletion lock the application's row in a separate statement, so that the next one sees the
 * checkpoints that other writes have added until now.
 */
const stampChange = { name: 'stamp-change', text: stampWith(' superseded = superseded + 1,') }

async function nextUpdateTime(
  connection: Connection,
  applicationId: string,
  now: Instant,
): Promise<readonly [updateTime: Instant, change: number]> {
  const [row] = await connection.query<{ last_update_time: Instant; changes: number }>(stampChange, [
    applicationId,
    now,
  ])
  if (row === undefined) throw new Error('the application is gone')
  return [row.last_update_time, row.changes]
}

const change = `stamp as (select $2::timestamptz(3) last_update_time, $3::bigint changes), ${addCheckpoint('stamp')}, before as (
      select lead, note, date, update_time from lead_event where application_id = $1 and id = $4
    ), ${subtractChange('before')}`

// the first of the newest events with the same status, as if the event $4 did not exist
const statusEvents = `lead_event e where e.application_id = $1 and e.lead = before.lead and e.id <> $4
        and e.deleted_at is null and e.status is not null`
const sinceWithout = (status: string) => `(select min(date) from ${statusEvents} and date > coalesce(
        (select max(date) from ${statusEvents} and e.status is distinct from ${status}), '-infinity'))`

const nextEvent = (condition = '') => `(select id from lead_event
        where application_id = $1 and lead = before.lead and date > before.date and deleted_at is null ${condition}
        order by date limit 1)`

/** Forgets the effects of the events that followed the event $4: the next one, and the next one that set a status. */
const forgetEffects = (condition = 'true') => `forgotten as (
      update lead_event set effects = null from before
      where application_id = $1 and id in (${nextEvent()}, ${nextEvent('and status is not null')})
        and effects is not null and ${condition}
    )`

const update = {
  name: 'update-lead-event',
  text: `with ${change}, event as (
      update lead_event set note = $5, date = $6, update_time = $2, effects = case when date = $6 then effects end
      where application_id = $1 and id = $4
    ), ${forgetEffects('before.date <> $6')}, audit as (
      insert into lead_event_change
        (application_id, event_id, update_time, kind, changed_by, note_before, note_after, date_before, date_after)
      select $1, $4, $2, 'update', $7, before.note, $5, before.date, $6 from before
    )
    update lead set last_event_date = $8, status_date = case
        when status_date = before.date and $6 <> before.date then coalesce(${sinceWithout('lead.status')}, $6)
        else status_date end
    from before where application_id = $1 and id = before.lead`,
}

/** An event's new note and date, their author, and the resulting latest date of its lead. */
export interface EventUpdate {
  readonly id: number
  readonly note: string | null
  readonly date: Instant
  readonly by: string
  readonly latest: Instant
}

/** Updates an event and writes the audit row; the caller has locked the lead's row. */
export async function updateEvent(
  connection: Connection,
  applicationId: string,
  now: Instant,
  { id, note, date, by, latest }: EventUpdate,
): Promise<void> {
  const stamped = await nextUpdateTime(connection, applicationId, now)
  await connection.query(update, [applicationId, ...stamped, id, note, date, by, latest])
}

const remove = {
  name: 'delete-lead-event',
  text: `with ${change}, event as (
      update lead_event set note = null, deleted_at = $5, deleted_by = $6, update_time = $2
      where application_id = $1 and id = $4
    ), ${forgetEffects()}, audit as (
      insert into lead_event_change
        (application_id, event_id, update_time, kind, changed_by, note_before, date_before)
      select $1, $4, $2, 'delete', $6, before.note, before.date from before
    )
    update lead set event_count = event_count - 1, last_event_date = $7, status = $8, lead_assignee = $9,
      status_date = ${sinceWithout('$8')}
    from before where application_id = $1 and id = before.lead`,
}

/** An event to delete, who deletes it, and the lead's state without it. */
export interface EventDeletion {
  readonly id: number
  readonly by: string
  readonly remaining: LeadState & { readonly latest: Instant | null }
}

/** Replaces an event by a tombstone and writes the audit row; the caller has locked the lead's row. */
export async function deleteEvent(
  connection: Connection,
  applicationId: string,
  now: Instant,
  { id, by, remaining }: EventDeletion,
): Promise<void> {
  const stamped = await nextUpdateTime(connection, applicationId, now)
  await connection.query(remove, [
    applicationId,
    ...stamped,
    id,
    now,
    by,
    remaining.latest,
    remaining.status,
    remaining.leadAssignee,
  ])
}
