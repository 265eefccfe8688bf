import type { Instant } from '../../../contract/instant.ts'
import type { Ordering } from '../../../contract/paging.ts'
import type { LeadState } from '../../../contract/rules/lead-state.ts'
import { countChangesFrom } from './change-checkpoints.ts'
import type { Connection, Transactions } from '../connection/database.ts'
import { readEvent, toStoredEvents, type EventRow, type StoredEvent } from './event-page.ts'
import { pageStatements, readPage, type EventPage } from './read-page.ts'

const byId = {
  name: 'lead-event',
  text: readEvent(),
}

/** Returns an event by its ID, also a deleted one. */
export async function findEvent(
  connection: Connection,
  applicationId: string,
  id: number,
): Promise<StoredEvent | undefined> {
  const [row] = await connection.query<EventRow>(byId, [applicationId, id])
  return row && toStoredEvents(applicationId, row.document)[0]
}

const withLead = {
  name: 'lead-event-with-lead',
  text: readEvent(`, l.status, l.lead_assignee "leadAssignee", page.date = l.last_event_date "isLatest",
      page.status is not null and not exists (
        select from lead_event p
        where p.application_id = $1 and p.lead = page.lead and p.date > page.date and p.deleted_at is null
          and p.status is not null
      ) "isLatestStatus"`),
}

/** An event, its lead's current state, and the state that the lead would have without the event. */
export interface EventWithLead extends StoredEvent {
  readonly current: LeadState
  readonly without: LeadState
}

/** Returns an event by its ID, also a deleted one, and the state of its lead, with one statement. */
export async function findEventWithLead(
  connection: Connection,
  applicationId: string,
  id: number,
): Promise<EventWithLead | undefined> {
  const [row] = await connection.query<
    EventRow & LeadState & { readonly isLatest: boolean; readonly isLatestStatus: boolean }
  >(withLead, [applicationId, id])
  const [event] = row === undefined ? [] : toStoredEvents(applicationId, row.document)
  if (row === undefined || event === undefined) return undefined
  const { status, leadAssignee, isLatest, isLatestStatus } = row
  const { previousStatus = null, previousLeadAssignee = null } = event.item
  return {
    ...event,
    current: { status, leadAssignee },
    without: {
      status: isLatestStatus ? previousStatus : status,
      leadAssignee: isLatest ? previousLeadAssignee : leadAssignee,
    },
  }
}

/**
 * The statements of a page of several leads' events. The first offset + limit keys of each lead are read from its part of the
 * index and merged; rows are read only for the page itself. The count is the sum of the leads' stored counts, in the same
 * snapshot.
 */
const page = (ordering: Ordering) => {
  const direction = ordering === 'newest' ? 'desc' : 'asc'
  const selection = {
    selected: `selected as materialized (
        select k.id, k.date from unnest($2::text[]) requested(lead) cross join lateral (
          select id, date from lead_event
          where application_id = $1 and lead = requested.lead and deleted_at is null
          order by date ${direction} limit $3::int + $4::int
        ) k
        order by k.date ${direction}, k.id ${direction} offset $3::int limit $4::int
      )`,
    order: `date ${direction}, id ${direction}`,
    count: `(select coalesce(sum(event_count), 0) from lead where application_id = $1 and id = any($2))`,
    consecutive: true,
  }
  return pageStatements(selection, `lead-events-${ordering}`)
}

const pages = { newest: page('newest'), oldest: page('oldest') }

/** Returns a page of the events of some leads. */
export async function listEvents(
  scoped: Transactions,
  applicationId: string,
  query: {
    readonly leads: readonly string[]
    readonly ordering: Ordering
    readonly offset: number
    readonly limit: number
  },
): Promise<EventPage> {
  const { leads, ordering, offset, limit } = query
  const values = [applicationId, leads, offset, limit]
  return readPage(scoped, applicationId, pages[ordering], { values, limit })
}

const changes = pageStatements(
  {
    selected: `selected as materialized (
      select id, update_time from lead_event
      where application_id = $1 and update_time >= $2
      order by update_time, id offset $3::int limit $4::int
    )`,
    order: 'update_time, id',
    count: `(${countChangesFrom})`,
  },
  'lead-events-sync',
)

/** Returns a page of the application's events that changed at `from` or later, including deleted ones, by time of change. */
export async function listChanges(
  scoped: Transactions,
  applicationId: string,
  { from, offset, limit }: { readonly from: Instant; readonly offset: number; readonly limit: number },
): Promise<EventPage> {
  return readPage(scoped, applicationId, changes, { values: [applicationId, from, offset, limit], limit })
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

/** Returns a lead's latest date and state as if one of its events did not exist. */
export async function stateIfDeleted(
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
