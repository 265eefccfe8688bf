import type { Operation } from '../../core/backend.ts'
import { invalidRequest } from '../../core/problem.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import { generateUserId } from '../../store/people/generate-user-id.ts'
import { isEmailKnown } from '../../store/people/person-directory.ts'
import { insertInvitation } from '../../store/people/person-links.ts'
import { changePeopleAs } from './change-people.ts'
import { reloadPerson, newLink, type PeopleContext } from './people-context.ts'

/** Invites a person with a link that the manager passes on. */
export const invitePerson =
  (context: PeopleContext): Operation<'invitePerson'> =>
  async (caller, { body }) => {
    const { link, stored } = newLink(context, 'invitation')
    const applicationId = caller.application.id
    return changePeopleAs(context, caller, async (connection) => {
      if (await isEmailKnown(connection, applicationId, body.email)) throw emailTaken()
      const id = await generateUserId(connection, applicationId, body.name)
      await insertInvitation(connection, applicationId, { ...body, id }, stored)
      await audit(connection, context.clock(), {
        applicationId,
        actor: actorOf(caller),
        action: 'invitation.create',
        target: { kind: 'user', id },
      })
      return { item: await reloadPerson(connection, caller, id), link }
    })
  }

function emailTaken() {
  return invalidRequest([
    {
      field: 'email',
      code: 'email_taken',
      message: 'A person in your application already has this email address. See the list of people.',
    },
  ])
}
