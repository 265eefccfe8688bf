import type { Lead } from '../../../contract/lead.ts'
import type { Caller } from '../../core/caller.ts'
import { Problem } from '../../core/problem.ts'
import type { Connection } from '../../store/connection/database.ts'
import { findLead } from '../../store/leads/leads.ts'

/** The lead that a path names, or a `not_found` problem. */
export async function requireLead(connection: Connection, caller: Caller, id: string): Promise<Lead> {
  // no lead's id holds a NUL, which PostgreSQL would refuse to look up
  const lead = id.includes('\0') ? undefined : await findLead(connection, caller.application.id, id)
  if (lead === undefined) throw new Problem('not_found', 'No lead with this ID exists in your application.')
  return lead
}
