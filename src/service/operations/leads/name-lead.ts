import { canNameLead } from '../../../contract/permissions.ts'
import type { Operation } from '../../core/backend.ts'
import { Problem } from '../../core/problem.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import { lockLead, setLeadName } from '../../store/leads/leads.ts'
import type { Context } from '../context.ts'
import { explainQuery } from '../explain-query.ts'
import { requireLead } from './require-lead.ts'

/** Sets or corrects a lead's name, and records it in the audit. The same name again changes nothing. */
export const nameLead =
  ({ database, clock }: Context): Operation<'nameLead'> =>
  async (caller, { id, body: { name } }) => {
    const { application, user } = caller
    const item = await database.of(application.id).transaction(async (connection) => {
      await requireLead(connection, caller, id)
      // read again under the lock: the name and the assignee decide who may name it
      const lead =
        (await lockLead(connection, application.id, id)) ?? (await requireLead(connection, caller, id))
      if (!canNameLead(user, lead)) throw new Problem('forbidden', notAllowed)
      if (lead.name === name) return lead
      await setLeadName(connection, application.id, { id, name })
      await audit(connection, clock(), {
        applicationId: application.id,
        actor: actorOf(caller),
        action: 'lead.name',
        target: { kind: 'lead', id },
      })
      return { ...lead, name }
    })
    return { item, queryExplanation: explainQuery(`Named the lead ${id}.`, { id, name }) }
  }

const notAllowed =
  'This lead has a name and is not assigned to you. Only its assignee and managers can correct the name.'
