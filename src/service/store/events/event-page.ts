import type { Instant } from '../../../contract/instant.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { LeadType } from '../../../contract/lead.ts'
import { stateAfter, type LeadState } from '../../../contract/rules/lead-state.ts'

/*
 * Reads events for every kind of selection; the statement returns one JSON document. Measured on 2026-11-29 and 30 with two
 * busy cores and PostgreSQL 18, as CPU time of the database for 50 events of one lead with 10,000: 0.6 ms for the simplest
 * select of the same rows.
 *
 * Context. With joins per row for names and data of the application, PostgreSQL read the page's rows once for each user, and
 * looked up both previous values for each event: 3.5 ms.
 * Decision. A value that several events share (a name, a lead's type) is in the document once, and an event is an array of
 * its own columns. The values before an event come from the previous event of its lead in the page. The database reads only
 * the events between the two, and none if the page contains all events of its range.
 * Consequence. 1.0 ms with a generic plan (see client-scope.ts), independent of the number of users. For 100 changes, most of
 * them on different leads, the previous values still cost more than everything else: each lookup reads a block of the index.
 */

/** The columns of an event in a document, in their order; instants are texts as PostgreSQL writes them into JSON. */
type EventColumns = readonly [
  id: number,
  lead: string,
  status: string | null,
  note: string | null,
  date: string,
  created: string,
  owner: string,
  updateTime: string,
  statusCollectionId: string,
  leadAssignee: string | null,
  deletedAt: string | null,
  deletedBy: string | null,
  statusBetween: string | null,
  assigneeBetween: readonly [string | null] | null,
]

/** The result of a statement of `readEvents`: events in the order of the page, and the values that they share. */
export interface EventDocument {
  readonly count: number
  readonly events: readonly EventColumns[] | null
  readonly noteVisibility: string
  readonly types: Readonly<Record<string, LeadType>> | null
  readonly names: Readonly<Record<string, string>> | null
}

export type EventRow = { readonly document: EventDocument }

/** The events that a statement reads. `$1` is the application. */
export interface EventSelection {
  /** common table expressions, the last of which is `selected` with at least the `id` of each event */
  readonly selected: string
  /** the order of the events, by columns of `lead_event` */
  readonly order: string
  /** a scalar expression for the number of matching events; default: 0 */
  readonly count?: string
  /** whether the page contains every remaining event of a lead between its earliest and its latest one; default: false */
  readonly consecutive?: boolean
}

const stored = `page.id, page.lead, page.status, page.note, page.date, page.created, page.owner, page.update_time,
        page.status_collection_id, page.lead_assignee, page.deleted_at, page.deleted_by`

// the lead's events between `since` and this event. `since` is the date of the lead's previous event in the page that is not
// deleted, because another event can have the date of a deleted one. Without this limit PostgreSQL would read all entries of
// the lead in a block of the index
const between = (since: string) => `lead_event p
      where p.application_id = $1 and p.lead = page.lead and p.date > ${since} and p.date < page.date
        and p.deleted_at is null`

const statusBetween = (since: string) =>
  `(select p.status from ${between(since)} and p.status is not null order by p.date desc limit 1)`

// an array, because the assignee may be null
const assigneeBetween = (since: string) =>
  `(select json_build_array(p.lead_assignee) from ${between(since)} order by p.date desc limit 1)`

const beginning = `'-infinity'`

/** Returns the text of a statement that reads events as one document. */
export function readEvents({ selected, order, count = '0', consecutive = false }: EventSelection): string {
  const lookUp = (value: (since: string) => string) =>
    consecutive ? `case when page.since = ${beginning} then ${value(beginning)} end` : value('page.since')
  const columns = `${stored}, ${lookUp(statusBetween)}, ${lookUp(assigneeBetween)}`
  // with arrays instead of joins, the planner uses the indexes for any expected number of rows
  return `with ${selected}, page as materialized (
      select ${stored}, coalesce(max(date) filter (where deleted_at is null) over (
          partition by lead order by date, deleted_at nulls last rows between unbounded preceding and 1 preceding
        ), ${beginning}) since
      from lead_event page where application_id = $1 and id = any(array(select id from selected))
    )
    select json_build_object(
      'count', ${count},
      'events', (select json_agg(json_build_array(${columns}) order by ${order}) from page),
      'noteVisibility', (select note_visibility from application where id = $1),
      'types', (select json_object_agg(id, type) from lead
        where application_id = $1 and id = any(array(select distinct lead from page))),
      'names', (select json_object_agg(id, name) from application_user
        where application_id = $1
          and id = any(array(select owner from page union select deleted_by from page where deleted_by is not null)))
    ) document`
}

/** Returns the text of a statement that reads the event `$2` as a document, and other columns of it and its lead `l`. */
export function readEvent(others = ''): string {
  return `select json_build_object(
      'count', 1,
      'events', json_build_array(
        json_build_array(${stored}, ${statusBetween(beginning)}, ${assigneeBetween(beginning)})
      ),
      'noteVisibility', (select note_visibility from application where id = $1),
      'types', json_build_object(l.id, l.type),
      'names', (select json_object_agg(id, name) from application_user
        where application_id = $1 and id = any(array[page.owner, page.deleted_by]))
    ) document${others}
    from lead_event page join lead l on l.application_id = $1 and l.id = page.lead
    where page.application_id = $1 and page.id = $2`
}

/** A stored event: the contract's item, and its tombstone if it was deleted. */
export interface StoredEvent {
  readonly item: LeadEvent
  readonly tombstone: { readonly at: Instant; readonly by: string } | undefined
}

/** Returns the events of a document, in its order. */
export function toStoredEvents(applicationId: string, document: EventDocument): StoredEvent[] {
  const { noteVisibility, types, names } = document
  const rows = (document.events ?? []).map((columns) => ({ columns, date: readJsonInstant(columns[4]) }))
  const statesBefore = findStatesBefore(rows)
  return rows.map(({ columns, date }) => {
    const [id, lead, status, note, , created, owner, updateTime, statusCollectionId, leadAssignee] = columns
    const [, , , , , , , , , , deletedAt, deletedBy] = columns
    const type = types?.[lead]
    if (type === undefined) throw new Error('an event without a lead')
    const previous = statesBefore.get(id) ?? noState
    // lists the members, because an object from a rest pattern is slower to create and to serialise, and larger
    const event = {
      id,
      lead,
      type,
      status,
      note,
      noteVisibility,
      date,
      created: readJsonInstant(created),
      updateTime: readJsonInstant(updateTime),
      statusCollectionId,
      leadAssignee,
      previousStatus: previous.status,
      previousLeadAssignee: previous.leadAssignee,
      owner: { id: owner, name: names?.[owner] ?? owner, application: applicationId },
    }
    if (deletedAt === null || deletedBy === null) return { item: event, tombstone: undefined }
    return {
      item: { ...event, deleted: true },
      tombstone: { at: readJsonInstant(deletedAt), by: names?.[deletedBy] ?? deletedBy },
    }
  })
}

/** Returns the events of a document as items, and the number of matching events. */
export function toPage(
  applicationId: string,
  rows: readonly EventRow[],
): { items: LeadEvent[]; count: number } {
  const [row] = rows
  if (row === undefined) return { items: [], count: 0 }
  const items = toStoredEvents(applicationId, row.document).map(({ item }) => item)
  return { items, count: row.document.count }
}

const noState: LeadState = { status: null, leadAssignee: null }

/**
 * Returns the state of the lead before each event, by the event's ID. The columns of an event contain the changes since the
 * previous event of its lead in the page.
 */
function findStatesBefore(rows: readonly DatedRow[]): Map<number, LeadState> {
  const current = new Map<string, LeadState>()
  const statesBefore = new Map<number, LeadState>()
  for (const { columns } of rows.toSorted(byDate)) {
    const [id, lead, status, , , , , , , leadAssignee, deletedAt, , statusBefore, assigneeBefore] = columns
    const last = current.get(lead) ?? noState
    const before = {
      status: statusBefore ?? last.status,
      leadAssignee: assigneeBefore === null ? last.leadAssignee : assigneeBefore[0],
    }
    statesBefore.set(id, before)
    current.set(lead, deletedAt === null ? stateAfter({ status, leadAssignee }, before) : before)
  }
  return statesBefore
}

type DatedRow = { readonly columns: EventColumns; readonly date: Instant }

/** Compares as the statement does: among events of one date, deleted ones come first, because they do not count. */
function byDate(a: DatedRow, b: DatedRow): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1
  return Number(a.columns[10] === null) - Number(b.columns[10] === null)
}

/** Parses PostgreSQL's JSON text of a `timestamptz(3)` in a UTC session. */
export function readJsonInstant(text: string): Instant {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00:00$/.exec(text)
  if (match === null) throw new Error(`not a UTC timestamp with a four-digit year: ${text}`)
  const [, seconds, fraction = ''] = match
  return `${seconds}.${fraction.padEnd(3, '0')}Z`
}
