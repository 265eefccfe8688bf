import type { Instant } from '../../../contract/instant.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { LeadType } from '../../../contract/lead.ts'
import { stateAfter, type LeadState } from '../../../contract/rules/lead-state.ts'

/*
 * How events are read, whatever selects them: the statement returns one JSON document. 2026-11-29 and 30, two busy cores,
 * PostgreSQL 18, CPU of the database for 50 events of one lead of 10,000: 0.6 ms for the plainest select of the same rows.
 *
 * Context. Joined row by row, names and facts of the application made PostgreSQL read the page's rows once for each user,
 * and both previous values were looked up for each event: 3.5 ms.
 * Decision. Each fact that several events share (a name, a lead's type) is in the document once, and an event is an array of
 * its own columns. The values before an event come from the lead's event before it in the page; of the database only what
 * lies between the two is asked, and nothing where the page holds all events of its range.
 * Consequence. 1.0 ms with a generic plan (see client-scope.ts), whatever the number of users. Of 100 changes, most on leads of their own, the
 * previous values still cost more than all else: a look into an index reads a block of a lead's entries.
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

/** What a statement of `readEvents` returns: events in the order of the page, and the facts that they share. */
export interface EventDocument {
  readonly count: number
  readonly events: readonly EventColumns[] | null
  readonly noteVisibility: string
  readonly types: Readonly<Record<string, LeadType>> | null
  readonly names: Readonly<Record<string, string>> | null
}

export type EventRow = { readonly document: EventDocument }

/** Which events a statement reads. `$1` is the application. */
export interface EventSelection {
  /** common table expressions, the last of which is `place`: at least the `id` of each event */
  readonly place: string
  /** the order of the events, by columns of `lead_event` */
  readonly order: string
  /** a scalar expression: how many events match in all; default none */
  readonly count?: string
  /** whether the page has every remaining event of a lead from its earliest to its latest one; default false */
  readonly consecutive?: boolean
}

const stored = `page.id, page.lead, page.status, page.note, page.date, page.created, page.owner, page.update_time,
        page.status_collection_id, page.lead_assignee, page.deleted_at, page.deleted_by`

// beyond `since`, the date of the lead's event before this one in the page that is not deleted, because another event can
// have the date of a deleted one: PostgreSQL reads an index by blocks, and
// without it all that the lead has in one
const between = (since: string) => `lead_event p
      where p.application_id = $1 and p.lead = page.lead and p.date > ${since} and p.date < page.date
        and p.deleted_at is null`

const statusBetween = (since: string) =>
  `(select p.status from ${between(since)} and p.status is not null order by p.date desc limit 1)`

// an array, for the assignee may be null
const assigneeBetween = (since: string) =>
  `(select json_build_array(p.lead_assignee) from ${between(since)} order by p.date desc limit 1)`

const beginning = `'-infinity'`

/** The text of a statement that reads events as one document. */
export function readEvents({ place, order, count = '0', consecutive = false }: EventSelection): string {
  const asked = (value: (since: string) => string) =>
    consecutive ? `case when page.since = ${beginning} then ${value(beginning)} end` : value('page.since')
  const columns = `${stored}, ${asked(statusBetween)}, ${asked(assigneeBetween)}`
  // arrays, not joins: the planner then uses the indexes, whatever number of rows it expects
  return `with ${place}, page as materialized (
      select ${stored}, coalesce(max(date) filter (where deleted_at is null) over (
          partition by lead order by date, deleted_at nulls last rows between unbounded preceding and 1 preceding
        ), ${beginning}) since
      from lead_event page where application_id = $1 and id = any(array(select id from place))
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

/** The text of a statement that reads the event with the ID `$2` as a document, and other columns of it and its lead `l`. */
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

/** A stored event: the contract's item, and its tombstone where it was deleted. */
export interface StoredEvent {
  readonly item: LeadEvent
  readonly tombstone: { readonly at: Instant; readonly by: string } | undefined
}

/** The events of a document, in its order. */
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
    // member by member: what a copy of all but a few members makes is slow to make, slow to write as JSON, and larger
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

/** The events of a document as items, and how many match in all. */
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

/** The state of its lead before each event, by ID: what lies between two events of a lead is in the later one's columns. */
function findStatesBefore(rows: readonly DatedRow[]): Map<number, LeadState> {
  const current = new Map<string, LeadState>()
  const found = new Map<number, LeadState>()
  for (const { columns } of rows.toSorted(byDate)) {
    const [id, lead, status, , , , , , , leadAssignee, deletedAt, , statusBefore, assigneeBefore] = columns
    const last = current.get(lead) ?? noState
    const before = {
      status: statusBefore ?? last.status,
      leadAssignee: assigneeBefore === null ? last.leadAssignee : assigneeBefore[0],
    }
    found.set(id, before)
    current.set(lead, deletedAt === null ? stateAfter({ status, leadAssignee }, before) : before)
  }
  return found
}

type DatedRow = { readonly columns: EventColumns; readonly date: Instant }

/** As in the statement: of one date, deleted events come first, for they do not count. */
function byDate(a: DatedRow, b: DatedRow): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1
  return Number(a.columns[10] === null) - Number(b.columns[10] === null)
}

/** PostgreSQL's JSON text of a `timestamptz(3)` in a UTC session, as an instant. */
export function readJsonInstant(text: string): Instant {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00:00$/.exec(text)
  if (match === null) throw new Error(`not a UTC timestamp of four-digit year: ${text}`)
  const [, seconds, fraction = ''] = match
  return `${seconds}.${fraction.padEnd(3, '0')}Z`
}
