import type { Operation } from '../backend.ts'
import { Problem } from '../problem.ts'
import { deleteInvitation } from '../store/person-links.ts'
import { lockPeople, type PeopleContext } from './people-context.ts'

/** Takes an invitation back: its link is good no more, and nothing stays of it. */
export const withdrawInvitation =
  ({ database }: PeopleContext): Operation<'withdrawInvitation'> =>
  async (caller, { id }) =>
    database.of(caller.application.id).transaction(async (connection) => {
      await lockPeople(connection, caller)
      if (id.includes('\0') || !(await deleteInvitation(connection, caller.application.id, id))) {
        throw new Problem('not_found', 'Nobody with this id is invited: who has come is blocked instead.')
      }
      return undefined
    })
