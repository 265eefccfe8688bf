import type { Instant } from '../../../contract/instant.ts'
import type { Lead, LeadSort, LeadType } from '../../../contract/lead.ts'
import type { Connection } from '../connection/database.ts'
import { parseNameSearch } from '../../../contract/search/name-search.ts'
import { directoryConditions, leadColumns, readLeadPage, type LeadCondition } from './lead-page.ts'
import { searchLeads } from './lead-search.ts'

const byId = { name: 'lead', text: `select ${leadColumns} from lead where application_id = $1 and id = $2` }

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
  text: `select ${leadColumns} from lead where application_id = $1 and id = $2 for update`,
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

/** Locks a lead's row, and takes the lead on with `type` where it was not seen before. */
export async function lockOrCreateLead(
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
 * Which leads a page of the directory holds; `q`: words of the name or ID. `quietSince`: open leads
 * whose latest event was then or before; a lead without events is not quiet.
 */
export interface LeadFilter {
  readonly q?: string | undefined
  readonly type?: LeadType | undefined
  readonly leadAssignee?: string | undefined
  readonly unassigned?: boolean | undefined
  readonly status?: readonly string[] | undefined
  /** only open leads */
  readonly open?: boolean | undefined
  readonly quietSince?: Instant | undefined
  /** default: best match first for a search, else the most recent first */
  readonly sort?: LeadSort | undefined
  readonly offset: number
  readonly limit: number
}

const isOpen = `(status is null or status not in (
  select label from lead_status where application_id = $1 and (sink or hidden)
    and status_collection_id = (select status_collection_id from application where id = $1)))`

/** A page of an application's leads, and how many match in all; `more`: the count of a search is a lower bound. */
export async function listLeads(
  connection: Connection,
  applicationId: string,
  { q, type, leadAssignee, unassigned, status, open, quietSince, sort, ...page }: LeadFilter,
): Promise<{ items: Lead[]; count: number; more?: boolean }> {
  const conditions: LeadCondition[] = [
    ...directoryConditions({ type, leadAssignee, unassigned, status }),
    ['open', () => isOpen, open || quietSince !== undefined],
    ['quiet', (place) => `last_event_date <= ${place}`, quietSince],
  ]
  if (q !== undefined && q.trim() !== '') {
    return searchLeads(connection, applicationId, { ...page, terms: parseNameSearch(q), q, sort }, conditions)
  }
  const own = { applicationId, name: 'leads', table: 'lead', columns: leadColumns }
  const sorted = { ...page, sort: sort ?? 'recent' }
  return readLeadPage<Lead>(connection, own, sorted, conditions, ({ count: _, ...lead }) => lead)
}
