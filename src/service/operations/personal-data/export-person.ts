import type { Operation } from '../../core/backend.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import { listHeldEvents } from '../../store/people/personal-data.ts'
import type { Context } from '../context.ts'
import { requirePerson } from '../people/require-person.ts'
import { explainQuery } from '../explain-query.ts'

/** A page of all that is held about a person, without passwords and tokens: for managers. */
export const exportPerson =
  ({ database, clock }: Context): Operation<'exportPerson'> =>
  async (caller, { id, query }) => {
    const applicationId = caller.application.id
    const own = database.of(applicationId)
    const page = await own.snapshot(async (connection) => {
      const person = await requirePerson(connection, caller, id)
      return {
        person,
        ...(await listHeldEvents(
          connection,
          caller.application.id,
          { kind: 'person', id: person.id },
          query,
        )),
        queryExplanation: explainQuery(`Personal data of the person ${person.id}.`, {
          id: person.id,
          ...query,
        }),
      }
    })
    // a snapshot only reads; nothing is returned that is not recorded
    await audit(own, clock(), {
      applicationId,
      actor: actorOf(caller),
      action: 'personal-data.export',
      target: { kind: 'user', id },
    })
    return page
  }
