import type { Instant } from '../../contract/instant.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import type { Ordering } from '../../contract/paging.ts'
import type { LeadState } from '../../contract/rules/lead-state.ts'
import { changesFrom } from './change-marks.ts'
import type { Connection } from './database.ts'

/** An event as its row is read: the contract's item with its owner still flat. */
export interface EventRow extends Omit<LeadEvent, 'owner' | 'deleted'> {
  readonly ownerId: string
  readonly ownerName: string
  readonly deletedAt: Instant | null
  readonly deletedBy: string | null
}

// what a lead's state was just before an event, looked up for the rows of one page only
export const item = `
  e.id, e.lead, l.type, e.status, e.note, a.note_visibility "noteVisibility", e.date, e.created,
  e.owner "ownerId", o.name "ownerName", e.update_time "updateTime", e.status_collection_id "statusCollectionId",
  e.lead_assignee "leadAssignee", e.deleted_at "deletedAt", d.name "deletedBy",
  (select p.status from lead_event p
    where p.application_id = $1 and p.lead = e.lead and p.date < e.date and p.deleted_at is null
      and p.status is not null
    order by p.date desc limit 1) "previousStatus",
  (select p.lead_assignee from lead_event p
    where p.application_id = $1 and p.lead = e.lead and p.date < e.date and p.deleted_at is null
    order by p.date desc limit 1) "previousLeadAssignee"`

export const joins = `
  join application a on a.id = $1
  join lead l on l.application_id = $1 and l.id = e.lead
  join application_user o on o.application_id = $1 and o.id = e.owner
  left join application_user d on d.application_id = $1 and d.id = e.deleted_by`

/** A stored event: the contract's item, and its tombstone where it was deleted. */
export interface StoredEvent {
  readonly item: LeadEvent
  readonly tombstone: { readonly at: Instant; readonly by: string } | undefined
}

export function toStoredEvent(applicationId: string, row: EventRow): StoredEvent {
  // member by member: what a copy of all but a few members makes is slow to make, slow to write as JSON, and larger
  const event = {
    id: row.id,
    lead: row.lead,
    type: row.type,
    status: row.status,
    note: row.note,
    noteVisibility: row.noteVisibility,
    date: row.date,
    created: row.created,
    updateTime: row.updateTime,
    statusCollectionId: row.statusCollectionId,
    leadAssignee: row.leadAssignee,
    previousStatus: row.previousStatus,
    previousLeadAssignee: row.previousLeadAssignee,
    owner: { id: row.ownerId, name: row.ownerName, application: applicationId },
  }
  return row.deletedAt === null
    ? { item: event, tombstone: undefined }
    : { item: { ...event, deleted: true }, tombstone: { at: row.deletedAt, by: row.deletedBy ?? '' } }
}

const byId = {
  name: 'lead-event',
  text: `select ${item} from lead_event e ${joins} where e.application_id = $1 and e.id = $2`,
}

/** An event by its id, deleted or not. */
export async function findEvent(
  connection: Connection,
  applicationId: string,
  id: number,
): Promise<StoredEvent | undefined> {
  const [row] = await connection.query<EventRow>(byId, [applicationId, id])
  return row && toStoredEvent(applicationId, row)
}

/** A page of events and the number of all that match; a row without an event carries the count of an empty page. */
export type PageRow = { readonly count: number } & (EventRow | { readonly id: null })

export function toPage(
  applicationId: string,
  rows: readonly PageRow[],
): { items: LeadEvent[]; count: number } {
  const items: LeadEvent[] = []
  for (const row of rows) {
    if (row.id !== null) items.push(toStoredEvent(applicationId, row).item)
  }
  return { items, count: rows[0]?.count ?? 0 }
}

/**
 * A page of several leads' events. Each lead gives its first offset + limit keys from its own index, which are then
 * merged; rows are read only for the page itself. The count is the sum of the leads' own counts, in the same snapshot.
 */
const page = (ordering: Ordering) => {
  const direction = ordering === 'newest' ? 'desc' : 'asc'
  return {
    name: `lead-events-${ordering}`,
    text: `with place as materialized (
        select k.id, k.date from unnest($2::text[]) wanted(lead) cross join lateral (
          select id, date from lead_event
          where application_id = $1 and lead = wanted.lead and deleted_at is null
          order by date ${direction} limit $3::int + $4::int
        ) k
        order by k.date ${direction}, k.id ${direction} offset $3::int limit $4::int
      ), page as (
        select ${item} from place k join lead_event e on e.application_id = $1 and e.id = k.id ${joins}
      ), total as (
        select coalesce(sum(event_count), 0) count from lead where application_id = $1 and id = any($2)
      )
      select total.count, page.* from total left join page on true
      order by page.date ${direction}, page.id ${direction}`,
  }
}

const pages = { newest: page('newest'), oldest: page('oldest') }

/** A page of the events of some leads. */
export async function listEvents(
  connection: Connection,
  applicationId: string,
  query: {
    readonly leads: readonly string[]
    readonly ordering: Ordering
    readonly offset: number
    readonly limit: number
  },
): Promise<{ items: LeadEvent[]; count: number }> {
  const rows = await connection.query<PageRow>(pages[query.ordering], [
    applicationId,
    query.leads,
    query.offset,
    query.limit,
  ])
  return toPage(applicationId, rows)
}

const changesSince = {
  name: 'lead-events-sync',
  text: `with place as materialized (
      select id, update_time from lead_event
      where application_id = $1 and update_time >= $2
      order by update_time, id offset $3::int limit $4::int
    ), page as (
      select ${item} from place k join lead_event e on e.application_id = $1 and e.id = k.id ${joins}
    ), total as (
      ${changesFrom}
    )
    select total.count, page.* from total left join page on true
    order by page."updateTime", page.id`,
}

/** A page of the application's events, deleted ones too, that changed at `from` or later, by time of change. */
export async function listChanges(
  connection: Connection,
  applicationId: string,
  { from, offset, limit }: { readonly from: Instant; readonly offset: number; readonly limit: number },
): Promise<{ items: LeadEvent[]; count: number }> {
  return toPage(
    applicationId,
    await connection.query<PageRow>(changesSince, [applicationId, from, offset, limit]),
  )
}

const remaining = {
  name: 'remaining-lead-events',
  text: `select
      (select date from lead_event
        where application_id = $1 and lead = $2 and id <> $3 and deleted_at is null
        order by date desc limit 1) latest,
      (select lead_assignee from lead_event
        where application_id = $1 and lead = $2 and id <> $3 and deleted_at is null
        order by date desc limit 1) "leadAssignee",
      (select status from lead_event
        where application_id = $1 and lead = $2 and id <> $3 and deleted_at is null and status is not null
        order by date desc limit 1) status`,
}

/** A lead's latest date and state as if one of its events had never been. */
export async function stateWithout(
  connection: Connection,
  applicationId: string,
  event: { readonly lead: string; readonly id: number },
): Promise<LeadState & { readonly latest: Instant | null }> {
  const [row] = await connection.query<LeadState & { latest: Instant | null }>(remaining, [
    applicationId,
    event.lead,
    event.id,
  ])
  return row ?? { status: null, leadAssignee: null, latest: null }
}
