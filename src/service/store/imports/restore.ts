import type { Connection } from '../connection/database.ts'
import type { ExportKind } from './export.ts'

/** The kinds of rows that belong to an application. */
export type RestoredKind = Exclude<ExportKind, 'application'>

/** The application of an export, under the ID of the restored one. */
export interface RestoredApplication {
  readonly id: string
  readonly name: string
  readonly features: readonly string[]
  readonly statusCollectionId: string
  readonly noteVisibility: string
  readonly lastEventId: number
  readonly lastUpdateTime: string
}

const begin = {
  name: 'restore-application',
  text: `insert into application (id, name, features, status_collection_id, note_visibility, last_event_id, last_update_time)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (id) do update set name = excluded.name, features = excluded.features,
      status_collection_id = excluded.status_collection_id, note_visibility = excluded.note_visibility,
      last_event_id = excluded.last_event_id, last_update_time = excluded.last_update_time
    where not exists (select from application_user where application_id = $1)
      and not exists (select from invitation where application_id = $1)
      and not exists (select from lead where application_id = $1)
    returning id`,
}

const removeStatuses = {
  name: 'remove-lead-statuses',
  text: 'delete from lead_status where application_id = $1',
}

/** Creates an application, or replaces an empty one; `false` if it has users, invitations or leads. */
export async function beginRestore(
  connection: Connection,
  application: RestoredApplication,
): Promise<boolean> {
  const { id, name, features, statusCollectionId, noteVisibility, lastEventId, lastUpdateTime } = application
  const created = await connection.query(begin, [
    id,
    name,
    features,
    statusCollectionId,
    noteVisibility,
    lastEventId,
    lastUpdateTime,
  ])
  await connection.query(removeStatuses, [id])
  return created.length === 1
}

const rows = (columns: string) => `json_to_recordset($2::json) as row(${columns})`

// nobody knows the token of a restored invitation: a manager creates another link
const unknownToken = `sha256(convert_to(gen_random_uuid()::text || gen_random_uuid(), 'UTF8'))`

const inserts: Record<RestoredKind, string> = {
  user: `with row as (
      select * from ${rows(`id text, name text, role text, email text, "atokaUserId" text, blocked timestamptz,
        "lastSeen" timestamptz, "erasedAt" timestamptz, "erasedBy" text`)}
    ), created as (
      insert into application_user (application_id, id, name, role, atoka_user_id, blocked, last_seen, erased_at, erased_by)
      select $1, id, name, role, "atokaUserId", blocked, "lastSeen", "erasedAt", "erasedBy" from row
    )
    insert into person (application_id, id, name, email, email_verified, created_at, updated_at, application_user_id)
    select $1, gen_random_uuid(), name, lower(email), true, now(), now(), id from row where email is not null`,
  invitation: `insert into invitation (application_id, id, name, email, role, hash, expires)
    select $1, id, name, email, role, ${unknownToken}, expires
    from ${rows('id text, name text, email text, role text, expires timestamptz')}`,
  status: `insert into lead_status (application_id, status_collection_id, position, label, previous, sink, hidden)
    select $1, "statusCollectionId", position, label, previous, sink, hidden
    from ${rows('"statusCollectionId" text, position int, label text, previous text, sink bool, hidden bool')}`,
  lead: `insert into lead (application_id, id, type, name, status, status_date, lead_assignee, last_event_date, event_count,
      erased_at, erased_by)
    select $1, id, type, name, status, "statusDate", "leadAssignee", "lastEventDate", "eventCount", "erasedAt", "erasedBy"
    from ${rows(`id text, type text, name text, status text, "statusDate" timestamptz, "leadAssignee" text,
      "lastEventDate" timestamptz, "eventCount" int, "erasedAt" timestamptz, "erasedBy" text`)}`,
  event: `with row as (
      select * from ${rows(`id bigint, lead text, status text, "statusCollectionId" text, note text, "leadAssignee" text,
        date timestamptz, owner text, created timestamptz, "updateTime" timestamptz, "deletedAt" timestamptz,
        "deletedBy" text, "externalId" text, effects smallint`)}
    ), external as (
      insert into event_external_id (application_id, external_id, event_id)
      select $1, "externalId", id from row where "externalId" is not null
    )
    insert into lead_event (application_id, id, lead, status, status_collection_id, note, lead_assignee, date, owner,
      created, update_time, deleted_at, deleted_by, effects)
    select $1, id, lead, status, "statusCollectionId", note, "leadAssignee", date, owner, created, "updateTime",
      "deletedAt", "deletedBy", effects
    from row`,
  change: `insert into lead_event_change (application_id, event_id, update_time, kind, changed_by, note_before, note_after,
      date_before, date_after, erased)
    select $1, event, "updateTime", change, "changedBy", "noteBefore", "noteAfter", "dateBefore", "dateAfter",
      coalesce(erased, false)
    from ${rows(`event bigint, "updateTime" timestamptz, change text, "changedBy" text, "noteBefore" text,
      "noteAfter" text, "dateBefore" timestamptz, "dateAfter" timestamptz, erased bool`)}`,
}

/** Inserts rows of one kind, in the form of the export, with the owner of an event as an ID. */
export async function insertRestoredRows(
  connection: Connection,
  applicationId: string,
  kind: RestoredKind,
  restored: readonly object[],
): Promise<void> {
  await connection.query({ name: `restore-${kind}`, text: inserts[kind] }, [
    applicationId,
    JSON.stringify(restored),
  ])
}

const complete = {
  name: 'complete-restore',
  text: `with latest as (
      select max(id) id, max(update_time) time from lead_event where application_id = $1
    )
    update application set last_event_id = greatest(last_event_id, latest.id),
      last_update_time = greatest(last_update_time, latest.time)
    from latest where application.id = $1`,
}

const checkpoints = { name: 'restore-checkpoints', text: 'select mark_changes($1)' }

const analyze = {
  text: 'analyze application_user, lead, lead_event, lead_event_change, lead_key',
}

/** Numbers the application's changes for `sync`, and continues its IDs and update times after those of the events. */
export async function completeRestore(connection: Connection, applicationId: string): Promise<void> {
  await connection.query(complete, [applicationId])
  await connection.query(checkpoints, [applicationId])
  // otherwise the planner would read the new tables as empty ones until the next automatic run
  await connection.query(analyze, [])
}

const inconsistent = {
  name: 'inconsistent-lead',
  text: `select l.id, l.event_count stated, coalesce(e.count, 0) count
    from lead l left join (
      select lead, count(*) count, max(date) latest from lead_event
      where application_id = $1 and deleted_at is null group by lead
    ) e on e.lead = l.id
    where l.application_id = $1 and (l.event_count, l.last_event_date) is distinct from (coalesce(e.count, 0), e.latest)
    limit 1`,
}

/** Returns a lead whose events contradict its own row. */
export async function findInconsistentLead(
  connection: Connection,
  applicationId: string,
): Promise<{ id: string; stated: number; count: number } | undefined> {
  const [lead] = await connection.query<{ id: string; stated: number; count: number }>(inconsistent, [
    applicationId,
  ])
  return lead
}
