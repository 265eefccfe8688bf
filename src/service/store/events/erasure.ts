import type { Instant } from '../../../contract/instant.ts'
import { maxChangesPerUpdateTime } from '../../../contract/paging.ts'
import { addCheckpoint } from './change-checkpoints.ts'
import type { Connection } from '../connection/database.ts'
import { lockLead } from '../leads/leads.ts'
import { endAccess } from '../people/person-links.ts'

/*
 * An erasure removes texts and retains facts: who and when, status and assignee, and that there was a change. A note is
 * removed from the event (with its search data), its changes, the responses stored for retries, and the staged lines of an
 * import. An event whose note is removed counts as changed, so that sync reports it to clients that have a copy.
 */

/** Whether an event has a text, or one of its changes still has one. */
const hasText = (event: string) => `(${event}.note is not null or exists (
      select from lead_event_change
      where application_id = $1 and event_id = ${event}.id and coalesce(note_before, note_after) is not null
    ))`

const stamp = {
  name: 'stamp-erasure',
  text: `with gone as (
      select count(*) count from lead_event where application_id = $1 and id = any($3) and note is not null
    )
    update application set changes = changes + gone.count, superseded = superseded + gone.count,
      last_update_time = greatest($2::timestamptz(3), last_update_time + interval '1 millisecond')
    from gone where id = $1
    returning last_update_time, changes, gone.count`,
}

const erase = {
  name: 'erase-event-texts',
  text: `with stamp as (select $2::timestamptz(3) last_update_time, $3::bigint changes),
    ${addCheckpoint('stamp', { added: '$4::bigint' })},
    before as (
      select id, note, date, deleted_at, update_time from lead_event e
      where application_id = $1 and id = any($5) and ${hasText('e')}
    ), supersede as (
      update change_mark m set superseded = m.superseded + counted.count
      from (
        select (select max(since) from change_mark where application_id = $1 and since <= before.update_time) since,
          count(*) count
        from before where note is not null group by 1
      ) counted
      where m.application_id = $1 and m.since = counted.since
    ), event as (
      update lead_event set note = null, update_time = $2
      where application_id = $1 and id = any($5) and note is not null
    ), change as (
      update lead_event_change set note_before = null, note_after = null, erased = true
      where application_id = $1 and event_id = any($5) and coalesce(note_before, note_after) is not null
    ), answer as (
      update idempotency_key set answer = jsonb_set(answer, '{item,note}', 'null') #- '{queryExplanation,0,json,note}'
      where application_id = $1 and event_id = any($5) and answer is not null
    )
    insert into lead_event_change
      (application_id, event_id, update_time, kind, changed_by, date_before, date_after, erased)
    select $1, id, $2, 'erase', $6, date, case when deleted_at is null then date end, true from before`,
}

/**
 * Erases all texts of some events, also deleted ones; the caller has locked their lead's row. An event without texts
 * does not change.
 */
export async function eraseEventTexts(
  connection: Connection,
  applicationId: string,
  now: Instant,
  { events, by }: { readonly events: readonly number[]; readonly by: string },
): Promise<void> {
  for (let from = 0; from < events.length; from += maxChangesPerUpdateTime) {
    // the changes of one statement share an `updateTime`
    const some = events.slice(from, from + maxChangesPerUpdateTime)
    // a separate statement, so that the next one sees the checkpoints that others have added until now
    const [row] = await connection.query<{ last_update_time: Instant; changes: number; count: number }>(
      stamp,
      [applicationId, now, some],
    )
    if (row === undefined) throw new Error('the application is gone')
    await connection.query(erase, [applicationId, row.last_update_time, row.changes, row.count, some, by])
  }
}

const withTexts = {
  name: 'lead-events-with-texts',
  text: `select id from (
      select id, note from lead_event where application_id = $1 and lead = $2 and deleted_at is null
      union all
      select id, note from lead_event where application_id = $1 and lead = $2 and deleted_at is not null
    ) event
    where ${hasText('event')}
    order by id`,
}

const staged = {
  name: 'erase-staged-texts',
  text: `update event_import_line set note = null, lead_name = null
    where application_id = $1 and lead = $2 and (note is not null or lead_name is not null)`,
}

const leadName = {
  name: 'erase-lead-name',
  text: `update lead set name = case when type = 'person' then null else name end, erased_at = $3, erased_by = $4
    where application_id = $1 and id = $2`,
}

/** Erases all notes of a lead, and its name if it is a person. Locks the lead's row. */
export async function eraseLead(
  connection: Connection,
  applicationId: string,
  now: Instant,
  { lead, by }: { readonly lead: string; readonly by: string },
): Promise<void> {
  await lockLead(connection, applicationId, lead)
  const rows = await connection.query<{ id: number }>(withTexts, [applicationId, lead])
  await connection.query(staged, [applicationId, lead])
  await connection.query(leadName, [applicationId, lead, now, by])
  // last, because it locks the application's row
  await eraseEventTexts(connection, applicationId, now, { events: rows.map(({ id }) => id), by })
}

/** The replacement of an erased name. */
const erasedName = 'Erased person'

const userName = {
  name: 'erase-user-name',
  // the ID in Atoka may also be an email address; the user's own ID is not used, because in Atoka it may be another user's
  text: `update application_user set name = '${erasedName}', erased_at = coalesce(erased_at, $3),
      erased_by = coalesce(erased_by, $4),
      atoka_user_id = case when atoka_user_id is not null then 'erased:' || id end
    where application_id = $1 and id = $2`,
}

const signIn = {
  name: 'erase-sign-in',
  text: 'delete from person where application_id = $1 and application_user_id = $2',
}

/** Erases a person's name and email address, credentials and sessions; their events keep their ID. */
export async function erasePerson(
  connection: Connection,
  applicationId: string,
  now: Instant,
  { user, by }: { readonly user: string; readonly by: string },
): Promise<void> {
  await connection.query(userName, [applicationId, user, now, by])
  await endAccess(connection, applicationId, user)
  await connection.query(signIn, [applicationId, user])
}

const samples = { name: 'forget-samples', text: 'select forget_samples()' }

/** Removes sampled texts from the planner's statistics; called after the transaction that erased the texts. */
export async function clearSampledTexts(connection: Connection): Promise<void> {
  await connection.query(samples, [])
}
