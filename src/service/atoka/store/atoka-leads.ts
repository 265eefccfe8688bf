import type { Instant } from '../../../contract/instant.ts'
import type { Lead } from '../../../contract/lead.ts'
import type { Connection } from '../../store/connection/database.ts'
import {
  directoryConditions,
  leadColumns,
  readLeadPage,
  type LeadCondition,
} from '../../store/leads/lead-page.ts'
import type { LeadFilter } from '../../store/leads/leads.ts'

/** A lead of Atoka as it was last read; with Atoka's ID of the assignee. */
export interface AtokaLead extends Lead {
  /** when the name was last looked up; `null` if never */
  readonly nameReadAt: Instant | null
  /** the number of changes that may have affected the state */
  readonly changes: number
  /** whether it changed since the state was read, or the state was never read */
  readonly stale: boolean
}

const columns = `${leadColumns}, name_read_at "nameReadAt", changes, read_changes is distinct from changes stale`

const byIds = {
  name: 'atoka-leads-by-id',
  text: `select ${columns} from atoka_lead where application_id = $1 and id = any($2)`,
}

/** Returns the cached leads with these IDs; leads that nobody has opened are not cached. */
export async function findAtokaLeads(
  connection: Connection,
  applicationId: string,
  ids: readonly string[],
): Promise<Map<string, AtokaLead>> {
  const rows = await connection.query<AtokaLead>(byIds, [applicationId, ids])
  return new Map(rows.map((row) => [row.id, row]))
}

/** A filter of the cached leads, with Atoka's ID of the assignee. `closing`: the statuses with which a lead is not open. */
export type AtokaLeadFilter = Omit<LeadFilter, 'open'> & { readonly closing?: readonly string[] | undefined }

/** Returns a page of the cached leads, and the number of all matches. */
export async function listAtokaLeads(
  connection: Connection,
  applicationId: string,
  {
    q,
    type,
    leadAssignee,
    unassigned,
    status,
    quietSince,
    closing,
    sort = 'recent',
    ...page
  }: AtokaLeadFilter,
): Promise<{ items: AtokaLead[]; count: number }> {
  const source = { applicationId, name: 'leads-of-atoka', table: 'atoka_lead', columns }
  const conditions: LeadCondition[] = [
    ...directoryConditions({ q, type, leadAssignee, unassigned, status }),
    ['quiet', (place) => `last_event_date <= ${place}`, quietSince],
    ['open', (place) => `(status is null or status <> all(${place}::text[]))`, closing],
  ]
  return readLeadPage<AtokaLead>(
    connection,
    source,
    { ...page, sort },
    conditions,
    ({ count: _, ...lead }) => lead,
  )
}

const write = {
  name: 'write-atoka-lead',
  text: `insert into atoka_lead as known (application_id, id, type, name, name_read_at, status, status_date, lead_assignee,
      last_event_date, event_count, changes, read_changes)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
    on conflict (application_id, id) do update set type = excluded.type, name = excluded.name,
      name_read_at = excluded.name_read_at, status = excluded.status, status_date = excluded.status_date,
      lead_assignee = excluded.lead_assignee, last_event_date = excluded.last_event_date,
      event_count = excluded.event_count, read_changes = excluded.read_changes
    where coalesce(known.read_changes, 0) <= excluded.read_changes`,
}

/**
 * Stores a lead as it was just read. `changes` is the number known before the read began: a change during the read
 * leaves the lead stale, and a later read is not overwritten.
 */
export async function writeAtokaLead(
  connection: Connection,
  applicationId: string,
  lead: Omit<AtokaLead, 'stale'>,
): Promise<void> {
  const { id, type, name, nameReadAt, status, statusDate, leadAssignee, lastEventDate, eventCount, changes } =
    lead
  const state = [status, statusDate, leadAssignee, lastEventDate, eventCount]
  await connection.query(write, [applicationId, id, type, name, nameReadAt, ...state, changes])
}
