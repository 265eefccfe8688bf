import { listUsers } from '../operations/people/list-users.ts'
import type { AtokaContext } from './atoka-context.ts'
import type { Directory } from './atoka-backend.ts'
import { getLead } from './get-lead.ts'
import { listLeads } from './list-leads.ts'

/** Creates the operations of the lead picker: leads from Atoka's directory and our cache, users from our own tables. */
export function createDirectory(context: AtokaContext): Directory {
  return { listLeads: listLeads(context), getLead: getLead(context), listUsers: listUsers(context) }
}
