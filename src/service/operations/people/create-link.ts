import type { Operation } from '../../core/backend.ts'
import { Problem } from '../../core/problem.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import { insertReset, renewInvitation } from '../../store/people/person-links.ts'
import { changePeopleAs } from './change-people.ts'
import { reloadPerson, requireManageablePerson, newLink, type PeopleContext } from './people-context.ts'

/**
 * Creates a link to pass on: another invitation for a person who has not accepted one, otherwise a link for a new
 * password.
 */
export const createLink =
  (context: PeopleContext): Operation<'createLink'> =>
  async (caller, { id }) => {
    const applicationId = caller.application.id
    return changePeopleAs(context, caller, async (connection) => {
      const person = await requireManageablePerson(connection, caller, id)
      if (person.state === 'blocked')
        throw new Problem('forbidden', 'This person is blocked. Unblock them first.')
      if (person.email === null) {
        throw new Problem('not_found', 'This person has no email address to sign in with.')
      }
      const { link, stored } = newLink(context, person.state === 'invited' ? 'invitation' : 'reset')
      const write = link.kind === 'invitation' ? renewInvitation : insertReset
      await write(connection, applicationId, id, stored)
      await audit(connection, context.clock(), {
        applicationId,
        actor: actorOf(caller),
        action: 'link.create',
        target: { kind: 'user', id },
      })
      return { item: await reloadPerson(connection, caller, id), link }
    })
  }
