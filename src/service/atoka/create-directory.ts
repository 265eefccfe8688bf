import { listUsers } from '../operations/people/list-users.ts'
import type { AtokaContext } from './atoka-context.ts'
import type { Directory } from './atoka-backend.ts'
import { getLead } from './get-lead.ts'
import { listLeads } from './list-leads.ts'

/** The picker's side of the back end: leads by Atoka's directory and our memory, people by our own tables. */
export function createDirectory(context: AtokaContext): Directory {
  return { listLeads: listLeads(context), getLead: getLead(context), listUsers: listUsers(context) }
}
