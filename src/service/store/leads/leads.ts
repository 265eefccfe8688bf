import type { Instant } from '../../../contract/instant.ts'
import type { Lead, LeadSort, LeadType } from '../../../contract/lead.ts'
import type { Connection } from '../connection/database.ts'
import { parseNameSearch } from '../../../contract/search/name-search.ts'
import { directoryConditions, leadColumns, readLeadPage, type LeadCondition } from './lead-page.ts'
import { searchLeads } from './lead-search.ts'

const byId = { name: 'lead', text: `select ${leadColumns} from lead where application_id = $1 and id = $2` }

/** Returns a lead with its current state. */
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
  text: `select ${leadColumns} from lead where application_id = $1 and id = $2 for update`,
}

const insert = {
  name: 'take-on-lead',
  text: `insert into lead (application_id, id, type) values ($1, $2, $3) on conflict do nothing`,
}

/**
 * Locks a lead's row until the end of the transaction; `undefined` if there is no such lead. Every transaction that changes
 * the lead's dates or state takes this lock first, so that they run one after the other.
 */
export async function lockLead(
  connection: Connection,
  applicationId: string,
  id: string,
): Promise<Lead | undefined> {
  const [lead] = await connection.query<Lead>(lock, [applicationId, id])
  return lead
}

const setName = {
  name: 'set-lead-name',
  text: 'update lead set name = $3 where application_id = $1 and id = $2',
}

/** Sets a lead's name; the caller has locked its row. */
export async function setLeadName(
  connection: Connection,
  applicationId: string,
  { id, name }: Pick<Lead, 'id' | 'name'>,
): Promise<void> {
  await connection.query(setName, [applicationId, id, name])
}

/** Locks the lead's row, and creates the lead with `type` if it does not exist. */
export async function lockOrCreateLead(
  connection: Connection,
  applicationId: string,
  id: string,
  type: LeadType,
): Promise<Lead> {
  const existing = await lockLead(connection, applicationId, id)
  if (existing !== undefined) return existing
  await connection.query(insert, [applicationId, id, type])
  const lead = await lockLead(connection, applicationId, id)
  if (lead === undefined) throw new Error('a lead that was just created is missing')
  return lead
}

/**
 * The filter and the page of a lead list; `q` is a search in names and IDs. `quietSince` selects open leads whose latest
 * event is at that time or earlier; a lead without events is not quiet.
 */
export interface LeadFilter {
  readonly q?: string | undefined
  readonly type?: LeadType | undefined
  readonly leadAssignee?: string | undefined
  readonly unassigned?: boolean | undefined
  readonly status?: readonly string[] | undefined
  readonly withoutStatus?: boolean | undefined
  /** only open leads */
  readonly open?: boolean | undefined
  readonly quietSince?: Instant | undefined
  /** default: best match first for a search, else the most recent first */
  readonly sort?: LeadSort | undefined
  readonly offset: number
  readonly limit: number
}

/** The condition that a lead is open. Contract: "Open and quiet". */
export const isOpen = `(status is null or status not in (
  select label from lead_status where application_id = $1 and (sink or hidden)
    and status_collection_id = (select status_collection_id from application where id = $1)))`

/** Returns a page of an application's leads and the number of matching leads; with `more`, that count is a lower bound. */
export async function listLeads(
  connection: Connection,
  applicationId: string,
  { q, type, leadAssignee, unassigned, status, withoutStatus, open, quietSince, sort, ...page }: LeadFilter,
): Promise<{ items: Lead[]; count: number; more?: boolean }> {
  const conditions: LeadCondition[] = [
    ...directoryConditions({ type, leadAssignee, unassigned, status }),
    ['no-status', () => 'status is null', withoutStatus],
    ['open', () => isOpen, open || quietSince !== undefined],
    ['quiet', (placeholder) => `last_event_date <= ${placeholder}`, quietSince],
  ]
  if (q !== undefined && q.trim() !== '') {
    return searchLeads(connection, applicationId, { ...page, terms: parseNameSearch(q), q, sort }, conditions)
  }
  const own = { applicationId, name: 'leads', table: 'lead', columns: leadColumns }
  const sorted = { ...page, sort: sort ?? 'recent' }
  return readLeadPage<Lead>(connection, own, sorted, conditions, ({ count: _, ...lead }) => lead)
}
