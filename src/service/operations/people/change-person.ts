import type { Operation } from '../../core/backend.ts'
import { Problem } from '../../core/problem.ts'
import { actorOf, audit, type AuditAction } from '../../store/applications/audit.ts'
import { changeRole } from '../../store/people/people.ts'
import { writeBlocked } from '../../store/people/person-directory.ts'
import { endAccess, writeInvitedRole } from '../../store/people/person-links.ts'
import { changePeopleAs } from './change-people.ts'
import { reloadPerson, requireManageablePerson, type PeopleContext } from './people-context.ts'

/**
 * Changes a person's role, or blocks or unblocks them. Blocking ends their sessions in the same transaction, and
 * revokes their link for a new password.
 */
export const changePerson =
  (context: PeopleContext): Operation<'changePerson'> =>
  async (caller, { id, body }) => {
    const applicationId = caller.application.id
    const item = await changePeopleAs(context, caller, async (connection) => {
      const person = await requireManageablePerson(connection, caller, id)
      const { role = person.role, blocked = person.state === 'blocked' } = body
      const record = async (action: AuditAction) =>
        audit(connection, context.clock(), {
          applicationId,
          actor: actorOf(caller),
          action,
          target: { kind: 'user', id },
        })
      if (role !== person.role) await record('person.role')
      if (blocked !== (person.state === 'blocked')) await record(blocked ? 'person.block' : 'person.unblock')
      if (person.state === 'invited') {
        if (blocked)
          throw new Problem(
            'forbidden',
            'An invited person cannot be blocked. Revoke the invitation instead.',
          )
        await writeInvitedRole(connection, applicationId, { id, role })
      } else {
        await changeRole(connection, applicationId, { id, role })
        await writeBlocked(connection, applicationId, context.clock(), { id, blocked })
        if (blocked) await endAccess(connection, applicationId, id)
      }
      return reloadPerson(connection, caller, id)
    })
    return { item }
  }
