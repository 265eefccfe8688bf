import type { Operation } from '../backend.ts'
import { listHeldEvents } from '../store/personal-data.ts'
import type { Context } from './context.ts'
import { existingPerson } from './existing-person.ts'
import { explain } from './explain.ts'

/** A page of all that is held about a person, without passwords and tokens: for managers. */
export const exportPerson =
  ({ database }: Context): Operation<'exportPerson'> =>
  async (caller, { id, query }) =>
    database.of(caller.application.id).snapshot(async (connection) => {
      const person = await existingPerson(connection, caller, id)
      return {
        person,
        ...(await listHeldEvents(
          connection,
          caller.application.id,
          { kind: 'person', id: person.id },
          query,
        )),
        queryExplanation: explain(`All that is held about the person ${person.id}.`, {
          id: person.id,
          ...query,
        }),
      }
    })
