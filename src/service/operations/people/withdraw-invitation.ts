import type { Operation } from '../../core/backend.ts'
import { Problem } from '../../core/problem.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import { deleteInvitation } from '../../store/people/person-links.ts'
import { changePeopleAs } from './change-people.ts'
import type { PeopleContext } from './people-context.ts'

/** Revokes an invitation: its link becomes invalid, and all its data is deleted. */
export const withdrawInvitation =
  (context: PeopleContext): Operation<'withdrawInvitation'> =>
  async (caller, { id }) =>
    changePeopleAs(context, caller, async (connection) => {
      if (id.includes('\0') || !(await deleteInvitation(connection, caller.application.id, id))) {
        throw new Problem(
          'not_found',
          'No invitation exists for this ID. To stop an active person from signing in, block them.',
        )
      }
      await audit(connection, context.clock(), {
        applicationId: caller.application.id,
        actor: actorOf(caller),
        action: 'invitation.revoke',
        target: { kind: 'user', id },
      })
      return undefined
    })
