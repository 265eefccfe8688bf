import type { Lead } from '../../../contract/lead.ts'
import type { Caller } from '../../core/caller.ts'
import { Problem } from '../../core/problem.ts'
import type { Connection } from '../../store/connection/database.ts'
import { findLead } from '../../store/leads/leads.ts'

/** Returns the lead of a path, or throws `not_found`; with `find` `lockLead`, its row is locked. */
export async function requireLead(
  connection: Connection,
  caller: Caller,
  id: string,
  find: typeof findLead = findLead,
): Promise<Lead> {
  // no lead's ID contains a NUL, which PostgreSQL would reject in a query
  const lead = id.includes('\0') ? undefined : await find(connection, caller.application.id, id)
  if (lead === undefined) throw new Problem('not_found', 'No lead with this ID exists in your application.')
  return lead
}
