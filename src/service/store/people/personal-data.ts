import type { EventChange } from '../../../contract/event-change.ts'
import type { Instant } from '../../../contract/instant.ts'
import type { Lead } from '../../../contract/lead.ts'
import type { EventData, LeadData, PersonData } from '../../../contract/personal-data.ts'
import type { ApplicationUser } from '../../core/caller.ts'
import type { Connection } from '../connection/database.ts'
import { listHistories } from '../events/event-changes.ts'
import { readEvents, toStoredEvents, type EventRow } from '../events/event-page.ts'

/** A page of events: those with an ID after the given one. */
export interface DataPage {
  readonly after: number
  readonly limit: number
}

interface Erased {
  readonly erasedAt: Instant | null
  readonly erasedBy: string | null
}

const lead = {
  name: 'held-lead',
  text: `select id, type, name, status, status_date "statusDate", lead_assignee "leadAssignee",
      last_event_date "lastEventDate", event_count "eventCount", erased_at "erasedAt", erased_by "erasedBy"
    from lead where application_id = $1 and id = $2`,
}

/** Returns a lead's row, with its erasure; `undefined` if there is no such lead. */
export async function findLeadData(
  connection: Connection,
  applicationId: string,
  id: string,
): Promise<LeadData | undefined> {
  const [row] = await connection.query<Lead & Erased>(lead, [applicationId, id])
  if (row === undefined) return undefined
  const { erasedAt, erasedBy, ...stored } = row
  return { ...stored, erasure: deed(erasedBy, erasedAt) }
}

const user = {
  name: 'held-user',
  text: `select id, name, role, atoka_user_id "atokaUserId", erased_at "erasedAt", erased_by "erasedBy" from application_user
    where application_id = $1 and id = $2`,
}

const signIn = {
  name: 'held-sign-in',
  text: `select p.id, p.email, p.name, p.created_at::timestamptz(3) created, p.updated_at::timestamptz(3) updated,
      (select coalesce(array_agg(provider_id order by provider_id), '{}') from person_account where application_id = $1 and person_id = p.id) methods
    from person p where p.application_id = $1 and p.application_user_id = $2`,
}

const sessions = {
  name: 'held-sessions',
  text: `select created_at::timestamptz(3) created, updated_at::timestamptz(3) updated,
      expires_at::timestamptz(3) expires, ip_address address, user_agent browser
    from person_session where application_id = $1 and person_id = $2 order by created_at`,
}

const assigned = {
  name: 'held-assigned-leads',
  text: 'select id from lead where application_id = $1 and lead_assignee = $2 order by id',
}

/** Returns a person's rows, without passwords and tokens; `undefined` if there is no such user. */
export async function findPersonData(
  connection: Connection,
  applicationId: string,
  id: string,
): Promise<PersonData | undefined> {
  const [row] = await connection.query<ApplicationUser & Erased & { atokaUserId: string | null }>(user, [
    applicationId,
    id,
  ])
  if (row === undefined) return undefined
  const [person] = await connection.query<{ id: string } & NonNullable<PersonData['signIn']>>(signIn, [
    applicationId,
    id,
  ])
  const { id: personId, ...signsIn } = person ?? { id: undefined }
  const leads = await connection.query<{ id: string }>(assigned, [applicationId, id])
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    ...(row.atokaUserId !== null && { atokaUserId: row.atokaUserId }),
    erasure: deed(row.erasedBy, row.erasedAt),
    signIn: 'email' in signsIn ? signsIn : null,
    sessions:
      personId === undefined
        ? []
        : await connection.query<PersonData['sessions'][number]>(sessions, [applicationId, personId]),
    leads: leads.map((one) => one.id),
  }
}

const pageOf = (name: string, ids: string) => ({
  name,
  text: readEvents({ selected: `selected as materialized (${ids} order by id limit $4::int)`, order: 'id' }),
})

const ofLead = pageOf(
  'held-lead-events',
  `select id from (
      select id from lead_event where application_id = $1 and lead = $2 and deleted_at is null
      union all
      select id from lead_event where application_id = $1 and lead = $2 and deleted_at is not null
    ) event where id > $3`,
)

const ofPerson = pageOf(
  'held-person-events',
  `select id from lead_event e where application_id = $1 and id > $3 and (
      owner = $2 or exists (
        select from lead_event_change where application_id = $1 and event_id = e.id and changed_by = $2
      )
    )`,
)

const pages = { lead: ofLead, person: ofPerson }

/** Returns a page of all events of a lead, or of those that a person wrote or changed, each with all its changes. */
export async function listEventData(
  connection: Connection,
  applicationId: string,
  about: { readonly kind: keyof typeof pages; readonly id: string },
  { after, limit }: DataPage,
): Promise<{ events: EventData[]; next: number | null }> {
  const [row] = await connection.query<EventRow>(pages[about.kind], [applicationId, about.id, after, limit])
  const stored = row === undefined ? [] : toStoredEvents(applicationId, row.document)
  const changes = await listHistories(
    connection,
    applicationId,
    stored.map(({ item }) => item.id),
  )
  const ofEvent = new Map<number, EventChange[]>()
  for (const change of changes) ofEvent.set(change.event, [...(ofEvent.get(change.event) ?? []), change])
  const events = stored.map(({ item, tombstone }) => ({
    ...item,
    deletion: tombstone ?? null,
    changes: ofEvent.get(item.id) ?? [],
  }))
  return { events, next: events.length < limit ? null : (events.at(-1)?.id ?? null) }
}

function deed(by: string | null, at: Instant | null) {
  return by === null || at === null ? null : { by, at }
}
