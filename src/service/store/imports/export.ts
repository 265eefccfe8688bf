import type { EventTableRow } from '../../../contract/event-table.ts'
import type { Connection, Statement } from '../connection/database.ts'

/**
 * The version of the format of an export, in its first row: docs/export-format.md. Increase it with every change of a row
 * that an earlier version could not restore.
 */
export const exportFormat = 2

/** The kinds of rows of an export, in its order. */
export const exportKinds = ['application', 'user', 'invitation', 'status', 'lead', 'event', 'change'] as const

export type ExportKind = (typeof exportKinds)[number]

/** The number of rows of each kind. */
export type RowCounts = Record<ExportKind, number>

/** Returns counts of zero, to add to. */
export function noRows(): RowCounts {
  return { application: 0, user: 0, invitation: 0, status: 0, lead: 0, event: 0, change: 0 }
}

// events are the contract's items, which imports and API clients can read
const selects: Record<ExportKind, string> = {
  application: `select ${exportFormat} format, id, name, features, status_collection_id "statusCollectionId",
      note_visibility "noteVisibility", last_event_id "lastEventId", last_update_time "lastUpdateTime"
    from application where id = $1`,
  user: `select u.id, u.name, u.role, p.email, u.atoka_user_id "atokaUserId", u.blocked, u.last_seen "lastSeen",
      u.erased_at "erasedAt", u.erased_by "erasedBy"
    from application_user u
    left join person p on p.application_id = u.application_id and p.application_user_id = u.id
    where u.application_id = $1 order by u.id`,
  invitation: `select id, name, email, role, expires from invitation where application_id = $1 order by id`,
  status: `select status_collection_id "statusCollectionId", label, previous, sink, hidden from lead_status
    where application_id = $1 order by status_collection_id, position`,
  lead: `select id, type, name, status, status_date "statusDate", lead_assignee "leadAssignee", last_event_date "lastEventDate",
      event_count "eventCount", erased_at "erasedAt", erased_by "erasedBy"
    from lead where application_id = $1 order by id`,
  event: `select e.id, e.lead, l.type, e.status, e.note, a.note_visibility "noteVisibility", e.date, e.created,
      json_build_object('id', e.owner, 'name', o.name, 'application', $1::text) owner,
      e.update_time "updateTime", e.status_collection_id "statusCollectionId", e.lead_assignee "leadAssignee",
      e.deleted_at is not null deleted, e.deleted_at "deletedAt", e.deleted_by "deletedBy", x.external_id "externalId",
      e.effects
    from lead_event e
    join application a on a.id = $1
    join lead l on l.application_id = $1 and l.id = e.lead
    join application_user o on o.application_id = $1 and o.id = e.owner
    left join event_external_id x on x.application_id = $1 and x.event_id = e.id
    where e.application_id = $1 order by e.id`,
  change: `select event_id event, update_time "updateTime", kind change, changed_by "changedBy", note_before "noteBefore",
      note_after "noteAfter", date_before "dateBefore", date_after "dateAfter", erased
    from lead_event_change where application_id = $1 order by event_id, update_time`,
}

const snapshot = {
  name: 'export-snapshot',
  text: 'set transaction isolation level repeatable read, read only',
}

const eventCount = {
  name: 'export-event-count',
  text: 'select count(*) count from lead_event where application_id = $1',
}

/** Fixes the snapshot of a transaction, and returns its number of events. Must be called first in the transaction. */
export async function takeSnapshot(connection: Connection, applicationId: string): Promise<number> {
  await connection.query(snapshot, [])
  const [row] = await connection.query<{ count: number }>(eventCount, [applicationId])
  return row?.count ?? 0
}

/** Reads all rows of one kind in chunks, with a cursor of the transaction. */
export function exportRows(
  connection: Connection,
  applicationId: string,
  kind: ExportKind,
): AsyncGenerator<object[]> {
  return readCursor<object>(connection, applicationId, kind, selects[kind])
}

// the status before an event is read by the index lead_event_by_status
const table = `select e.id, e.date, e.lead, l.name "leadName", l.type, e.owner, o.name "ownerName", e.note, e.status,
    case when e.status is not null then (
      select status from lead_event b where b.application_id = $1 and b.lead = e.lead and b.deleted_at is null
        and b.status is not null and b.date < e.date order by b.date desc limit 1
    ) end "previousStatus",
    e.lead_assignee "leadAssignee", coalesce(a.name, e.lead_assignee) "leadAssigneeName", e.created,
    e.update_time "updateTime"
  from lead_event e
  join lead l on l.application_id = $1 and l.id = e.lead
  join application_user o on o.application_id = $1 and o.id = e.owner
  left join application_user a on a.application_id = $1 and a.id = e.lead_assignee
  where e.application_id = $1 and e.deleted_at is null order by e.date, e.id`

/** Reads all events that are not deleted as rows of a table, oldest first, in the same way. */
export function exportTable(connection: Connection, applicationId: string): AsyncGenerator<EventTableRow[]> {
  return readCursor<EventTableRow>(connection, applicationId, 'table', table)
}

async function* readCursor<Row extends object>(
  connection: Connection,
  applicationId: string,
  name: string,
  select: string,
): AsyncGenerator<Row[]> {
  const cursor = `export_${name}`
  const run = async <Read extends object>(text: string, values: unknown[] = []) =>
    connection.query<Read>({ name: `${cursor}-${text.slice(0, 7)}`, text } satisfies Statement, values)
  await run(`declare ${cursor} no scroll cursor for ${select}`, [applicationId])
  for (;;) {
    const rows = await run<Row>(`fetch 1000 from ${cursor}`)
    if (rows.length === 0) break
    yield rows
  }
  await run(`close ${cursor}`)
}
