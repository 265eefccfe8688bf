import type { Instant } from '../../contract/instant.ts'
import type { Lead, LeadSort, LeadType } from '../../contract/lead.ts'
import { containing } from './applications.ts'
import type { Connection } from './database.ts'

const columns = `id, type, name, status, status_date "statusDate", lead_assignee "leadAssignee", last_event_date "lastEventDate",
  event_count "eventCount"`

const byId = { name: 'lead', text: `select ${columns} from lead where application_id = $1 and id = $2` }

/** A lead with its current state. */
export async function findLead(
  connection: Connection,
  applicationId: string,
  id: string,
): Promise<Lead | undefined> {
  const [lead] = await connection.query<Lead>(byId, [applicationId, id])
  return lead
}

const lock = {
  name: 'lock-lead',
  text: `select ${columns} from lead where application_id = $1 and id = $2 for update`,
}

const takeOn = {
  name: 'take-on-lead',
  text: `insert into lead (application_id, id, type) values ($1, $2, $3) on conflict do nothing`,
}

/**
 * Locks a lead's row until the end of the transaction: whoever decides about the lead's dates and state does it under
 * this lock, one after the other. `undefined` where there is no such lead.
 */
export async function lockLead(
  connection: Connection,
  applicationId: string,
  id: string,
): Promise<Lead | undefined> {
  const [lead] = await connection.query<Lead>(lock, [applicationId, id])
  return lead
}

/** Locks a lead's row, and takes the lead on with `type` where it was not seen before. */
export async function lockOrTakeOnLead(
  connection: Connection,
  applicationId: string,
  id: string,
  type: LeadType,
): Promise<Lead> {
  const known = await lockLead(connection, applicationId, id)
  if (known !== undefined) return known
  await connection.query(takeOn, [applicationId, id, type])
  const lead = await lockLead(connection, applicationId, id)
  if (lead === undefined) throw new Error('a lead that was just taken on is gone')
  return lead
}

/**
 * Which leads a page of the directory holds; `q` is a part of the name or the id. `quietSince`: those where nothing
 * happened since, and that have not reached the end of the funnel; a lead without events has not gone quiet.
 */
export interface LeadFilter {
  readonly q?: string | undefined
  readonly type?: LeadType | undefined
  readonly leadAssignee?: string | undefined
  readonly status?: string | undefined
  readonly quietSince?: Instant | undefined
  readonly sort: LeadSort
  readonly offset: number
  readonly limit: number
}

// the quiet order is the recent one from its other end, and so reads the same index
const orders = {
  recent: '"lastEventDate" desc nulls last, id',
  quiet: '"lastEventDate" nulls first, id desc',
  name: 'coalesce(name, id), id',
} as const satisfies Record<LeadSort, string>

const isOpen = `(status is null or status not in (
  select label from lead_status where application_id = $1 and sink
    and status_collection_id = (select status_collection_id from application where id = $1)))`

/** A page of an application's leads, and how many match in all. */
export async function listLeads(
  connection: Connection,
  applicationId: string,
  { q, type, leadAssignee, status, quietSince, sort, offset, limit }: LeadFilter,
): Promise<{ items: Lead[]; count: number }> {
  const conditions: [name: string, sql: (place: string) => string, value: string | undefined][] = [
    [
      'q',
      (place) => `(name ilike ${place} or id ilike ${place})`,
      q === undefined ? undefined : containing(q),
    ],
    ['type', (place) => `type = ${place}`, type],
    ['assignee', (place) => `lead_assignee = ${place}`, leadAssignee],
    ['status', (place) => `status = ${place}`, status],
    ['quiet', (place) => `last_event_date < ${place} and ${isOpen}`, quietSince],
  ]
  const given = conditions.filter(([, , value]) => value !== undefined)
  const where = ['application_id = $1', ...given.map(([, sql], index) => sql(`$${index + 4}`))].join(' and ')
  const statement = {
    // a name an SQL text: few combinations, each prepared once
    name: ['leads', sort, ...given.map(([name]) => name)].join('-'),
    text: `with page as (
        select ${columns} from lead where ${where} order by ${orders[sort].replace('"lastEventDate"', 'last_event_date')} offset $2 limit $3
      )
      select (select count(*) from lead where ${where}) count, page.*
      from (values (1)) one(x) left join page on true
      order by ${orders[sort]}`,
  }
  const rows = await connection.query<Lead & { count: number; id: string | null }>(statement, [
    applicationId,
    offset,
    limit,
    ...given.map(([, , value]) => value),
  ])
  const items = rows.filter((row) => row.id !== null).map(({ count: _, ...lead }) => lead)
  return { items, count: rows[0]?.count ?? 0 }
}
