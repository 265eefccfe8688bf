import type { Operation } from '../../core/backend.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import { eraseLead as erase, clearSampledTexts } from '../../store/events/erasure.ts'
import type { Context } from '../context.ts'
import { requireLead } from '../leads/require-lead.ts'

/** Erases all texts about a lead, and its name if it is a person: for managers. */
export const eraseLead =
  ({ database, clock }: Context): Operation<'eraseLead'> =>
  async (caller, { id }) => {
    const { application, user } = caller
    const scoped = database.of(application.id)
    await scoped.transaction(async (connection) => {
      const lead = await requireLead(connection, caller, id)
      await audit(connection, clock(), {
        applicationId: application.id,
        actor: actorOf(caller),
        action: 'personal-data.erase',
        target: { kind: 'lead', id },
      })
      await erase(connection, application.id, clock(), { lead: lead.id, by: user.id })
    })
    await clearSampledTexts(scoped)
  }
