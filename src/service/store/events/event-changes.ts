import type { EventChange } from '../../../contract/event-change.ts'
import type { Instant } from '../../../contract/instant.ts'
import type { Connection } from '../connection/database.ts'

interface ChangeRow {
  readonly event: number
  readonly lead: string
  readonly leadName: string | null
  readonly kind: EventChange['kind']
  readonly updateTime: Instant
  readonly changedById: string
  readonly changedByName: string
  readonly noteBefore: string | null
  readonly noteAfter: string | null
  readonly dateBefore: Instant
  readonly dateAfter: Instant | null
  readonly erased: boolean
}

const columns = `c.event_id event, e.lead, l.name "leadName", c.kind, c.update_time "updateTime", c.changed_by "changedById",
  u.name "changedByName", c.note_before "noteBefore", c.note_after "noteAfter", c.date_before "dateBefore",
  c.date_after "dateAfter", c.erased`

const joins = `join lead_event e on e.application_id = $1 and e.id = c.event_id
  join lead l on l.application_id = $1 and l.id = e.lead
  join application_user u on u.application_id = $1 and u.id = c.changed_by`

function toChange(row: ChangeRow): EventChange {
  return {
    event: row.event,
    lead: row.lead,
    leadName: row.leadName,
    kind: row.kind,
    updateTime: row.updateTime,
    changedBy: { id: row.changedById, name: row.changedByName },
    before: { note: row.noteBefore, date: row.dateBefore },
    after: row.dateAfter === null ? null : { note: row.noteAfter, date: row.dateAfter },
    ...(row.erased && { erased: true }),
  }
}

const ofEvent = {
  name: 'event-history',
  text: `select ${columns} from lead_event_change c ${joins}
    where c.application_id = $1 and c.event_id = $2 order by c.update_time`,
}

/** Lists every change of an event, oldest first. */
export async function listHistory(
  connection: Connection,
  applicationId: string,
  id: number,
): Promise<EventChange[]> {
  return (await connection.query<ChangeRow>(ofEvent, [applicationId, id])).map(toChange)
}

const ofEvents = {
  name: 'events-history',
  text: `select ${columns} from lead_event_change c ${joins}
    where c.application_id = $1 and c.event_id = any($2) order by c.update_time`,
}

/** Lists every change of some events, oldest first. */
export async function listHistories(
  connection: Connection,
  applicationId: string,
  ids: readonly number[],
): Promise<EventChange[]> {
  return (await connection.query<ChangeRow>(ofEvents, [applicationId, ids])).map(toChange)
}

/** The filter of the change log; dates are those of the change, both inclusive. */
export interface ActivityFilter {
  readonly changedBy?: string | undefined
  readonly lead?: string | undefined
  readonly dateFrom?: Instant | undefined
  readonly dateTo?: Instant | undefined
  readonly offset: number
  readonly limit: number
}

const matching = `c.application_id = $1
  and ($2::text is null or c.changed_by = $2)
  and ($3::text is null or e.lead = $3)
  and ($4::timestamptz is null or c.update_time >= $4)
  and ($5::timestamptz is null or c.update_time <= $5)`

const activity = {
  name: 'activity',
  text: `with page as (
      select ${columns} from lead_event_change c ${joins} where ${matching}
      order by c.update_time desc, c.event_id desc offset $6 limit $7
    ), total as (
      select count(*) count from lead_event_change c ${joins} where ${matching}
    )
    select total.count, page.* from total left join page on true
    order by page."updateTime" desc, page.event desc`,
}

/** Returns a page of the edits and deletions of an application, newest first. */
export async function listActivity(
  connection: Connection,
  applicationId: string,
  { changedBy, lead, dateFrom, dateTo, offset, limit }: ActivityFilter,
): Promise<{ items: EventChange[]; count: number }> {
  const rows = await connection.query<{ count: number } & (ChangeRow | { event: null })>(activity, [
    applicationId,
    changedBy,
    lead,
    dateFrom,
    dateTo,
    offset,
    limit,
  ])
  const items: EventChange[] = []
  for (const row of rows) if (row.event !== null) items.push(toChange(row))
  return { items, count: rows[0]?.count ?? 0 }
}
