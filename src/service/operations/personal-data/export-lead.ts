import type { Operation } from '../../core/backend.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import { findHeldLead, listHeldEvents } from '../../store/people/personal-data.ts'
import type { Context } from '../context.ts'
import { requireLead } from '../leads/require-lead.ts'
import { explainQuery } from '../explain-query.ts'

/** A page of all that is held about a lead: for managers. */
export const exportLead =
  ({ database, clock }: Context): Operation<'exportLead'> =>
  async (caller, { id, query }) => {
    const applicationId = caller.application.id
    const own = database.of(applicationId)
    const page = await own.snapshot(async (connection) => {
      const { id: lead } = await requireLead(connection, caller, id)
      const held = await findHeldLead(connection, caller.application.id, lead)
      if (held === undefined) throw new Error('a lead that was just found is gone')
      return {
        lead: held,
        ...(await listHeldEvents(connection, caller.application.id, { kind: 'lead', id: lead }, query)),
        queryExplanation: explainQuery(`Personal data of the lead ${lead}.`, { id: lead, ...query }),
      }
    })
    // a snapshot only reads; nothing is returned that is not recorded
    await audit(own, clock(), {
      applicationId,
      actor: actorOf(caller),
      action: 'personal-data.export',
      target: { kind: 'lead', id },
    })
    return page
  }
