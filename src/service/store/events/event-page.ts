import type { Instant } from '../../../contract/instant.ts'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { LeadType } from '../../../contract/lead.ts'
import type { EventEffect } from '../../../contract/overview.ts'
import { assigneeBefore, effectBits, statusBefore } from './event-effects.ts'

/*
 * Reads events for every kind of selection; the statement returns one JSON document. Measured on 2026-11-30 with two busy
 * cores and PostgreSQL 18, as CPU time of the database for 50 events of one lead with 10,000: 0.20 ms for the simplest
 * select of the same rows.
 *
 * Context. With joins per row for names and data of the application, PostgreSQL read the page's rows once for each user, and
 * looked up both previous values for each event. A lookup takes 11 to 19 µs, because PostgreSQL reads the entries of the lead
 * in a block of the index. Rows in place of a document took 0.2 ms less of the database, and 0.3 ms more of the service.
 * Decision. A value that several events share (a name) is in the document once, and an event is an array of its own columns. A
 * page that contains all events of its leads in a range needs the values before the first one of each lead only. Elsewhere, they
 * are derived from the effects stored with the event and from the lead's current status, and looked up if these do not contain
 * them.
 * Consequence. CPU of the database, the lowest of 40 medians (n = 200) beside the same with lookups and a window: 0.62 and 0.72 ms
 * for the list, independent of the number of users; 2.2 and 4.0 ms for the last 100 changes, on 62 leads; 2.2 and 2.8 for the
 * first 100; 0.7 and 1.2 for 50 recent events.
 */

/** A lead's type, and its state before an event. */
type LeadBefore = readonly [type: LeadType, status: string | null, leadAssignee: string | null]

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
  /** its lead before it; none on a consecutive page */
  before?: LeadBefore,
]

/** The result of a statement of `readEvents`: events in the order of the page, and the values that they share. */
export interface EventDocument {
  readonly count: number
  readonly events: readonly EventColumns[] | null
  readonly noteVisibility: string
  readonly names: Readonly<Record<string, string>> | null
  /** on a consecutive page, each lead before its first event of the page */
  readonly leads?: Readonly<Record<string, LeadBefore>> | null
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

// the effects of a deleted event may be outdated
const hasNoEffect = (effect: EventEffect) =>
  `page.deleted_at is null and page.effects & ${effectBits[effect]} = 0`

// the lead has had its current status since its status date
const leadBeforeEvent = `json_build_array(
        l.type,
        case when l.status is null then null when page.date > l.status_date then l.status
          when page.status is not null and ${hasNoEffect('status')} then page.status
          else ${statusBefore('page')} end,
        case when ${hasNoEffect('leadAssignee')} then page.lead_assignee else ${assigneeBefore('page')} end
      )`

const leadsBeforePage = `(select json_object_agg(lead, json_build_array(
        (select type from lead where application_id = $1 and id = first.lead),
        ${statusBefore('first')}, ${assigneeBefore('first')}
      )) from (select lead, min(date) date from page group by lead) first)`

const application = `'noteVisibility', (select note_visibility from application where id = $1)`

const namesOf = (people: string) =>
  `'names', (select json_object_agg(id, name) from application_user
        where application_id = $1 and id = any(array${people}))`

const owners = 'select owner from page'
const people = `${owners} union select deleted_by from page where deleted_by is not null`

/** Returns the text of a statement that reads events as one document. */
export function readEvents({ selected, order, count = '0', consecutive = false }: EventSelection): string {
  const events = consecutive
    ? `(select json_agg(json_build_array(${stored}) order by ${order}) from page),
      'leads', ${leadsBeforePage}`
    : `(select json_agg(json_build_array(${stored}, ${leadBeforeEvent}) order by ${order})
        from page join lead_of_page l on l.lead_id = page.lead)`
  // with arrays instead of joins, the planner uses the indexes for any expected number of rows
  const leads = `, lead_of_page as materialized (
      select id lead_id, type, status, status_date from lead
      where application_id = $1 and id = any(array(select distinct lead from page))
    )`
  return `with ${selected}, page as materialized (
      select ${stored}, page.effects from lead_event page
      where application_id = $1 and id = any(array(select id from selected))
    )${consecutive ? '' : leads}
    select json_build_object(
      'count', ${count},
      'events', ${events},
      ${application},
      ${namesOf(`(${consecutive ? owners : people})`)}
    ) document`
}

/** Returns the text of a statement that reads the event `$2` as a document, and other columns of it and its lead `l`. */
export function readEvent(others = ''): string {
  return `select json_build_object(
      'count', 1,
      'events', json_build_array(json_build_array(${stored}, ${leadBeforeEvent})),
      ${application},
      ${namesOf('[page.owner, page.deleted_by]')}
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
  const { noteVisibility, names, leads } = document
  const rows = (document.events ?? []).map((columns) => ({ columns, date: readJsonInstant(columns[4]) }))
  const leadsBefore = leads && findLeadsBefore(rows, leads)
  return rows.map(({ columns, date }) => {
    const [id, lead, status, note, , created, owner, updateTime, statusCollectionId, leadAssignee] = columns
    const [, , , , , , , , , , deletedAt, deletedBy, leadBefore = leadsBefore?.get(id)] = columns
    if (leadBefore === undefined) throw new Error('an event without a lead')
    const [type, previousStatus, previousLeadAssignee] = leadBefore
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
      previousStatus,
      previousLeadAssignee,
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

/** Returns the lead before each event of a consecutive page, by the event's ID. */
function findLeadsBefore(
  rows: readonly DatedRow[],
  leads: Readonly<Record<string, LeadBefore>>,
): Map<number, LeadBefore> {
  const current = new Map(Object.entries(leads))
  const leadsBefore = new Map<number, LeadBefore>()
  for (const { columns } of rows.toSorted(byDate)) {
    const [id, lead, status, , , , , , , leadAssignee] = columns
    const leadBefore = current.get(lead)
    if (leadBefore === undefined) continue
    leadsBefore.set(id, leadBefore)
    const [type, previousStatus] = leadBefore
    current.set(lead, [type, status ?? previousStatus, leadAssignee])
  }
  return leadsBefore
}

type DatedRow = { readonly columns: EventColumns; readonly date: Instant }

function byDate(a: DatedRow, b: DatedRow): number {
  if (a.date === b.date) return 0
  return a.date < b.date ? -1 : 1
}

/** Parses PostgreSQL's JSON text of a `timestamptz(3)` in a UTC session. */
export function readJsonInstant(text: string): Instant {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00:00$/.exec(text)
  if (match === null) throw new Error(`not a UTC timestamp with a four-digit year: ${text}`)
  const [, seconds, fraction = ''] = match
  return `${seconds}.${fraction.padEnd(3, '0')}Z`
}
