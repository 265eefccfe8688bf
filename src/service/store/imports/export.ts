import type { Connection, Statement } from '../connection/database.ts'

/** The kinds of rows of an export, in its order. */
export const exportKinds = ['application', 'user', 'status', 'lead', 'event', 'change'] as const

export type ExportKind = (typeof exportKinds)[number]

// events are the contract's items, which imports and API clients can read
const selects: Record<ExportKind, string> = {
  application: `select id, name, features, status_collection_id "statusCollectionId", note_visibility "noteVisibility"
    from application where id = $1`,
  user: `select u.id, u.name, u.role, p.email, u.atoka_user_id "atokaUserId" from application_user u
    left join person p on p.application_id = u.application_id and p.application_user_id = u.id
    where u.application_id = $1 order by u.id`,
  status: `select status_collection_id "statusCollectionId", label, previous, sink, hidden from lead_status
    where application_id = $1 order by status_collection_id, position`,
  lead: `select id, type, name, status, status_date "statusDate", lead_assignee "leadAssignee", last_event_date "lastEventDate",
      event_count "eventCount"
    from lead where application_id = $1 order by id`,
  event: `select e.id, e.lead, l.type, e.status, e.note, a.note_visibility "noteVisibility", e.date, e.created,
      json_build_object('id', e.owner, 'name', o.name, 'application', $1::text) owner,
      e.update_time "updateTime", e.status_collection_id "statusCollectionId", e.lead_assignee "leadAssignee",
      e.deleted_at is not null deleted, e.deleted_at "deletedAt", e.deleted_by "deletedBy"
    from lead_event e
    join application a on a.id = $1
    join lead l on l.application_id = $1 and l.id = e.lead
    join application_user o on o.application_id = $1 and o.id = e.owner
    where e.application_id = $1 order by e.id`,
  change: `select event_id event, update_time "updateTime", kind change, changed_by "changedBy", note_before "noteBefore",
      note_after "noteAfter", date_before "dateBefore", date_after "dateAfter"
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
export async function* exportRows(
  connection: Connection,
  applicationId: string,
  kind: ExportKind,
): AsyncGenerator<object[]> {
  const cursor = `export_${kind}`
  const run = async <Row extends object>(text: string, values: unknown[] = []) =>
    connection.query<Row>({ name: `${cursor}-${text.slice(0, 7)}`, text } satisfies Statement, values)
  await run(`declare ${cursor} no scroll cursor for ${selects[kind]}`, [applicationId])
  for (;;) {
    const rows = await run<object>(`fetch 1000 from ${cursor}`)
    if (rows.length === 0) break
    yield rows
  }
  await run(`close ${cursor}`)
}
