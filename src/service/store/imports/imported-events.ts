import type { Instant } from '../../../contract/instant.ts'
import type { Lead, LeadType } from '../../../contract/lead.ts'
import { maxChangesPerUpdateTime } from '../../../contract/paging.ts'
import { addCheckpoint } from '../events/change-checkpoints.ts'
import type { Connection } from '../connection/database.ts'
import type { NewEvent } from '../events/event-writes.ts'
import { leadColumns } from '../leads/lead-page.ts'
import { columns } from '../applications/new-application.ts'

/** A lead, and whether its personal data was erased. */
export interface ImportLead extends Lead {
  readonly erased: boolean
}

const importColumns = `${leadColumns}, erased_at is not null erased`

const find = {
  name: 'leads-by-id',
  text: `select ${importColumns} from lead where application_id = $1 and id = any($2)`,
}

/** Returns those of the leads that exist. */
export async function findLeads(
  connection: Connection,
  applicationId: string,
  ids: readonly string[],
): Promise<ImportLead[]> {
  return connection.query<ImportLead>(find, [applicationId, ids])
}

const takeOn = {
  name: 'take-on-leads',
  text: `insert into lead (application_id, id, type, name)
    select $1, id, type, name from unnest($2::text[], $3::text[], $4::text[]) as wanted(id, type, name) order by id
    on conflict (application_id, id) do update set name = excluded.name
      where lead.name is null and excluded.name is not null and lead.erased_at is null and lead.type = excluded.type`,
}

const lock = {
  name: 'lock-leads',
  text: `select ${importColumns} from lead where application_id = $1 and id = any($2) order by id for update`,
}

/**
 * Creates those of the leads that do not exist, sets missing names, and locks all leads until the end of the
 * transaction, ordered by ID, so that two transactions that lock several never wait for each other. A name that was
 * erased stays erased.
 */
export async function lockOrCreateLeads(
  connection: Connection,
  applicationId: string,
  requested: readonly { readonly id: string; readonly type: LeadType; readonly name: string | null }[],
): Promise<ImportLead[]> {
  const [ids = [], types = [], names = []] = columns(requested, 'id', 'type', 'name')
  await connection.query(takeOn, [applicationId, ids, types, names])
  return connection.query<ImportLead>(lock, [applicationId, ids])
}

/*
 * As with a single write (see event-writes.ts) the application's row is locked last, until the commit. As many events
 * as permitted share an `updateTime`, so that the time does not run ahead of the clock, as it would with one
 * millisecond per event.
 */

const insert = {
  name: 'insert-imported-events',
  text: `with stamp as (
      update application
      set changes = changes + cardinality($3::text[]), last_event_id = last_event_id + cardinality($3::text[]),
        last_update_time = greatest($2::timestamptz(3), last_update_time + interval '1 millisecond')
          + (cardinality($3::text[]) - 1) / ${maxChangesPerUpdateTime} * interval '1 millisecond'
      where id = $1
      returning changes, last_event_id - cardinality($3::text[]) as last_id,
        last_update_time - (cardinality($3::text[]) - 1) / ${maxChangesPerUpdateTime} * interval '1 millisecond' as first
    ), ${addCheckpoint('stamp', { first: 'first', added: 'cardinality($3::text[])' })}, external as (
      insert into event_external_id (application_id, external_id, event_id)
      select $1, external_id, last_id + position
      from stamp, unnest($10::text[]) with ordinality as event(external_id, position) where external_id is not null
    )
    insert into lead_event
      (application_id, id, lead, status, status_collection_id, note, lead_assignee, date, owner, effects, created,
        update_time)
    select $1, last_id + position, lead, status, status_collection_id, note, lead_assignee, date, owner, effects, moment.*
    from stamp, unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::text[],
        $11::smallint[]) with ordinality
        as event(lead, status, status_collection_id, note, lead_assignee, date, owner, effects, position),
      lateral (select first + (position - 1) / ${maxChangesPerUpdateTime} * interval '1 millisecond') as updated(time),
      lateral (select time, time) as moment`,
}

const move = {
  name: 'move-leads',
  text: `update lead set event_count = event_count + moved.count, last_event_date = moved.date, status = moved.status,
      status_date = moved.status_date, lead_assignee = moved.lead_assignee
    from unnest($2::text[], $3::int[], $4::timestamptz[], $5::text[], $6::timestamptz[], $7::text[])
      as moved(id, count, date, status, status_date, lead_assignee)
    where lead.application_id = $1 and lead.id = moved.id`,
}

/** An event of an import, with the collection of its status. */
export interface ImportedEvent extends Omit<NewEvent, 'leadStatus'> {
  readonly statusCollectionId: string
  readonly externalId: string | null
  /** what the event changes on its lead, see `effectsOf` */
  readonly effects: number
}

/** The state of a lead with its new events, and their number. */
export interface ChangedLead extends Pick<
  Lead,
  'id' | 'lastEventDate' | 'status' | 'statusDate' | 'leadAssignee'
> {
  readonly added: number
}

/** Writes events as their leads' newest, in the given order; the caller has locked the leads' rows. */
export async function insertImportedEvents(
  connection: Connection,
  applicationId: string,
  now: Instant,
  { events, leads }: { readonly events: readonly ImportedEvent[]; readonly leads: readonly ChangedLead[] },
): Promise<void> {
  await connection.query(move, [
    applicationId,
    ...columns(leads, 'id', 'added', 'lastEventDate', 'status', 'statusDate', 'leadAssignee'),
  ])
  await connection.query(insert, [
    applicationId,
    now,
    ...columns(
      events,
      'lead',
      'status',
      'statusCollectionId',
      'note',
      'leadAssignee',
      'date',
      'owner',
      'externalId',
      'effects',
    ),
  ])
}

/** What happens to a lead of a file; `erased` if the file has a name and the lead's was erased. */
export type LeadOutcome = 'written' | 'type_differs' | 'erased'

/** Writes or checks leads; returns the outcome of each by ID. */
export type WriteLeads = (
  connection: Connection,
  applicationId: string,
  leads: readonly Pick<Lead, 'id' | 'type' | 'name'>[],
) => Promise<Map<string, LeadOutcome>>

const wanted =
  'wanted as (select * from unnest($2::text[], $3::text[], $4::text[]) as wanted(id, type, name))'

const upsert = {
  name: 'import-leads',
  text: `with ${wanted}, written as (
      insert into lead (application_id, id, type, name) select $1, id, type, name from wanted order by id
      on conflict (application_id, id) do update set name = coalesce(excluded.name, lead.name)
        where lead.type = excluded.type and (excluded.name is null or lead.erased_at is null or lead.name is not null)
      returning id
    )
    select wanted.id, case when written.id is not null then 'written' when lead.type = wanted.type then 'erased'
      else 'type_differs' end outcome
    from wanted left join written using (id) left join lead on lead.application_id = $1 and lead.id = wanted.id`,
}

const check = {
  name: 'check-leads',
  text: `with ${wanted}, checked as (
      insert into checked_lead select id, type from wanted on conflict do nothing
    )
    select wanted.id, case when coalesce(lead.type, checked_lead.type, wanted.type) <> wanted.type then 'type_differs'
      when wanted.name is not null and lead.name is null and lead.erased_at is not null then 'erased'
      else 'written' end outcome
    from wanted
      left join lead on lead.application_id = $1 and lead.id = wanted.id
      left join checked_lead on checked_lead.id = wanted.id`,
}

/** Creates leads or renames them; a name that was erased stays erased. */
export const upsertLeads: WriteLeads = async (connection, applicationId, leads) =>
  outcomes(await connection.query(upsert, [applicationId, ...columns(leads, 'id', 'type', 'name')]))

/** Checks like `upsertLeads`, in a transaction that began with `beginCheck`. */
export const checkLeads: WriteLeads = async (connection, applicationId, leads) =>
  outcomes(await connection.query(check, [applicationId, ...columns(leads, 'id', 'type', 'name')]))

function outcomes(rows: readonly { id: string; outcome: LeadOutcome }[]): Map<string, LeadOutcome> {
  return new Map(rows.map(({ id, outcome }) => [id, outcome]))
}
