import type { Instant } from '../../../contract/instant.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { LeadType } from '../../../contract/lead.ts'
import type { LeadState } from '../../../contract/rules/lead-state.ts'

/*
 * How events are read, whatever selects them: the statement returns one JSON document. 2026-11-29, two busy cores,
 * PostgreSQL 18, 50 events of one lead of 10,000; CPU of the database and of the service: 0.6 and 1.5 ms for the plainest
 * select of the same rows.
 *
 * Context. Joined row by row, names and facts of the application made PostgreSQL read the page's rows once for each user,
 * and both previous values were looked up for each event: 3.5 and 2.2 ms.
 * Decision. Each fact that several events share (a name, a lead's type) is in the document once, an event is an array of its
 * own columns, and where the events of a lead follow one another its state is looked up once, before the first of them.
 * Consequence. 1.0 and 1.1 ms with a generic plan (see client-scope.ts), whatever the number of users.
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
  previousStatus: string | null,
  previousLeadAssignee: string | null,
]

/** What a statement of `readEvents` returns: events in the order of the page, and the facts that they share. */
export interface EventDocument {
  readonly count: number
  readonly events: readonly EventColumns[] | null
  readonly noteVisibility: string
  readonly types: Readonly<Record<string, LeadType>> | null
  readonly names: Readonly<Record<string, string>> | null
  /** per lead its status and assignee just before the earliest of its events, where these follow one another */
  readonly before: Readonly<Record<string, readonly [string | null, string | null]>> | null
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
  /** whether the events of a lead follow one another by date, so that one has the values before the next; default false */
  readonly consecutive?: boolean
}

const storedPreviousValues = `(select p.status from lead_event p
      where p.application_id = $1 and p.lead = e.lead and p.date < e.date and p.deleted_at is null
        and p.status is not null
      order by p.date desc limit 1) previous_status,
    (select p.lead_assignee from lead_event p
      where p.application_id = $1 and p.lead = e.lead and p.date < e.date and p.deleted_at is null
      order by p.date desc limit 1) previous_lead_assignee`

const statesBefore = `(select json_object_agg(earliest.lead, json_build_array(
      (select p.status from lead_event p
        where p.application_id = $1 and p.lead = earliest.lead and p.date < earliest.date and p.deleted_at is null
          and p.status is not null
        order by p.date desc limit 1),
      (select p.lead_assignee from lead_event p
        where p.application_id = $1 and p.lead = earliest.lead and p.date < earliest.date and p.deleted_at is null
        order by p.date desc limit 1)
    )) from (select lead, min(date) date from page group by lead) earliest)`

const stored = `id, lead, status, note, date, created, owner, update_time, status_collection_id, lead_assignee,
        deleted_at, deleted_by`

/** The text of a statement that reads events as one document. */
export function readEvents({ place, order, count = '0', consecutive = false }: EventSelection): string {
  // arrays and a lateral limit, not joins: the planner then uses the indexes, whatever number of rows it expects
  return `with ${place}, page as materialized (
      select e.*, ${consecutive ? 'null previous_status, null previous_lead_assignee' : storedPreviousValues}
      from place cross join lateral (
        select ${stored} from lead_event where application_id = $1 and id = place.id limit 1
      ) e
    )
    select json_build_object(
      'count', ${count},
      'events', (select json_agg(json_build_array(${stored}, previous_status, previous_lead_assignee) order by ${order}) from page),
      'noteVisibility', (select note_visibility from application where id = $1),
      'types', (select json_object_agg(id, type) from lead
        where application_id = $1 and id = any(array(select distinct lead from page))),
      'names', (select json_object_agg(id, name) from application_user
        where application_id = $1
          and id = any(array(select owner from page union select deleted_by from page where deleted_by is not null))),
      'before', ${consecutive ? statesBefore : 'null'}
    ) document`
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
  const previousOf = document.before === null ? storedPrevious : previousOfRows(rows, document.before)
  return rows.map(({ columns, date }) => {
    const [id, lead, status, note, , created, owner, updateTime, statusCollectionId, leadAssignee] = columns
    const [, , , , , , , , , , deletedAt, deletedBy] = columns
    const type = types?.[lead]
    if (type === undefined) throw new Error('an event without a lead')
    const previous = previousOf(columns)
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

type PreviousState = (columns: EventColumns) => LeadState

/** The state before an event that the statement looked up for it. */
const storedPrevious: PreviousState = ([, , , , , , , , , , , , status, leadAssignee]) => ({
  status,
  leadAssignee,
})

/** The state before each event, where the events of a lead follow one another and `before` is what they start from. */
function previousOfRows(
  rows: readonly { readonly columns: EventColumns; readonly date: Instant }[],
  before: NonNullable<EventDocument['before']>,
): PreviousState {
  const states = new Map<string, LeadState>()
  for (const [lead, [status, leadAssignee]] of Object.entries(before))
    states.set(lead, { status, leadAssignee })
  const found = new Map<number, LeadState>()
  for (const { columns } of rows.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const [id, lead, status, , , , , , , leadAssignee] = columns
    const state = states.get(lead) ?? { status: null, leadAssignee: null }
    found.set(id, state)
    states.set(lead, { status: status ?? state.status, leadAssignee })
  }
  return ([id]) => found.get(id) ?? { status: null, leadAssignee: null }
}

/** PostgreSQL's JSON text of a `timestamptz(3)` in a UTC session, as an instant. */
export function readJsonInstant(text: string): Instant {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00:00$/.exec(text)
  if (match === null) throw new Error(`not a UTC timestamp of four-digit year: ${text}`)
  const [, seconds, fraction = ''] = match
  return `${seconds}.${fraction.padEnd(3, '0')}Z`
}
