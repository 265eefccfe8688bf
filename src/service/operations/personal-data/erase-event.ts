import type { Operation } from '../../core/backend.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import { eraseEventTexts, clearSampledTexts } from '../../store/events/erasure.ts'
import { lockLead } from '../../store/leads/leads.ts'
import type { Context } from '../context.ts'
import { findEvent } from '../../store/events/event-reads.ts'
import { requireStoredEvent } from '../events/require-event.ts'

/** Erases all texts of an event, also a deleted one: for managers. Repeating it has no further effect. */
export const eraseEvent =
  ({ database, clock }: Context): Operation<'eraseEvent'> =>
  async (caller, { id }) => {
    const { application, user } = caller
    const own = database.of(application.id)
    await own.transaction(async (connection) => {
      const { item } = await requireStoredEvent(connection, caller, id, findEvent)
      await lockLead(connection, application.id, item.lead)
      await audit(connection, clock(), {
        applicationId: application.id,
        actor: actorOf(caller),
        action: 'personal-data.erase',
        target: { kind: 'event', id },
      })
      await eraseEventTexts(connection, application.id, clock(), { events: [item.id], by: user.id })
    })
    await clearSampledTexts(own)
  }
