import type { Operation } from '../../core/backend.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import { findLeadData, listEventData } from '../../store/people/personal-data.ts'
import type { Context } from '../context.ts'
import { requireLead } from '../leads/require-lead.ts'
import { explainQuery } from '../explain-query.ts'

/** Returns a page of all data stored about a lead: for managers. */
export const exportLead =
  ({ database, clock }: Context): Operation<'exportLead'> =>
  async (caller, { id, query }) => {
    const applicationId = caller.application.id
    const scoped = database.of(applicationId)
    const page = await scoped.snapshot(async (connection) => {
      const { id: lead } = await requireLead(connection, caller, id)
      const stored = await findLeadData(connection, caller.application.id, lead)
      if (stored === undefined) throw new Error('a lead that was just found is gone')
      return {
        lead: stored,
        ...(await listEventData(connection, caller.application.id, { kind: 'lead', id: lead }, query)),
        queryExplanation: explainQuery(`Personal data of the lead ${lead}.`, { id: lead, ...query }),
      }
    })
    // a snapshot is read-only; the export is audited before it is returned
    await audit(scoped, clock(), {
      applicationId,
      actor: actorOf(caller),
      action: 'personal-data.export',
      target: { kind: 'lead', id },
    })
    return page
  }
