import type { Backend } from '../backend.ts'
import { listUsers } from '../operations/list-users.ts'
import type { DirectoryContext } from './directory-context.ts'
import { getLead } from './get-lead.ts'
import { listLeads } from './list-leads.ts'

/** The picker's side of the back end: leads by Atoka's directory and our memory, people by our own tables. */
export function createDirectory(
  context: DirectoryContext,
): Pick<Backend, 'listLeads' | 'getLead' | 'listUsers'> {
  return { listLeads: listLeads(context), getLead: getLead(context), listUsers: listUsers(context) }
}
