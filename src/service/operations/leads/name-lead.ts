import type { Instant } from '../../../contract/instant.ts'
import { canNameLead } from '../../../contract/permissions.ts'
import type { Operation } from '../../core/backend.ts'
import type { UserCaller } from '../../core/caller.ts'
import { Problem } from '../../core/problem.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import type { Connection } from '../../store/connection/database.ts'
import { lockLead, setLeadName } from '../../store/leads/leads.ts'
import type { Context } from '../context.ts'
import { explainQuery } from '../explain-query.ts'
import { requireLead } from './require-lead.ts'

/** Sets or corrects a lead's name, and records it in the audit. The same name again changes nothing. */
export const nameLead =
  ({ database, clock }: Context): Operation<'nameLead'> =>
  async (caller, { id, body: { name } }) => {
    const item = await database.of(caller.application.id).transaction(async (connection) => {
      // under the lock, because the name and the assignee decide who may name the lead
      const lead = await requireLead(connection, caller, id, lockLead)
      if (!canNameLead(caller.user, lead)) throw new Problem('forbidden', notAllowed)
      if (lead.name === name) return lead
      await writeLeadName(connection, caller, clock(), { id, name })
      return { ...lead, name }
    })
    return { item, queryExplanation: explainQuery(`Named the lead ${id}.`, { id, name }) }
  }

/** Sets the name of a lead whose row is locked, and records it in the audit. */
export async function writeLeadName(
  connection: Connection,
  caller: UserCaller,
  now: Instant,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  await setLeadName(connection, caller.application.id, { id, name })
  await audit(connection, now, {
    applicationId: caller.application.id,
    actor: actorOf(caller),
    action: 'lead.name',
    target: { kind: 'lead', id },
  })
}

const notAllowed =
  'This lead has a name and is not assigned to you. Only its assignee and managers can correct the name.'
