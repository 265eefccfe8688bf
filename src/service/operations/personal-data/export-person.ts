import type { Operation } from '../../core/backend.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import { listEventData } from '../../store/people/personal-data.ts'
import type { Context } from '../context.ts'
import { requirePerson } from '../people/require-person.ts'
import { explainQuery } from '../explain-query.ts'

/** Returns a page of all data stored about a person, without passwords and tokens: for managers. */
export const exportPerson =
  ({ database, clock }: Context): Operation<'exportPerson'> =>
  async (caller, { id, query }) => {
    const applicationId = caller.application.id
    const scoped = database.of(applicationId)
    const page = await scoped.snapshot(async (connection) => {
      const person = await requirePerson(connection, caller, id)
      return {
        person,
        ...(await listEventData(connection, caller.application.id, { kind: 'person', id: person.id }, query)),
        queryExplanation: explainQuery(`Personal data of the person ${person.id}.`, {
          id: person.id,
          ...query,
        }),
      }
    })
    // a snapshot is read-only; the export is audited before it is returned
    await audit(scoped, clock(), {
      applicationId,
      actor: actorOf(caller),
      action: 'personal-data.export',
      target: { kind: 'user', id },
    })
    return page
  }
