import type { Operation } from '../backend.ts'
import { invalidRequest } from '../problem.ts'
import { isEmailKnown, listIdsLike } from '../store/person-directory.ts'
import { insertInvitation } from '../store/person-links.ts'
import { changedPerson, lockPeople, newLink, type PeopleContext } from './people-context.ts'

/** Asks somebody in, by a link that the manager hands over. */
export const invitePerson =
  (context: PeopleContext): Operation<'invitePerson'> =>
  async (caller, { body }) => {
    const { link, stored } = newLink(context, 'invitation')
    const applicationId = caller.application.id
    return context.database.of(applicationId).transaction(async (connection) => {
      await lockPeople(connection, caller)
      if (await isEmailKnown(connection, applicationId, body.email)) throw emailTaken()
      const wanted = idFrom(body.name)
      const id = firstFree(wanted, await listIdsLike(connection, applicationId, wanted))
      await insertInvitation(connection, applicationId, { ...body, id }, stored)
      return { item: await changedPerson(connection, caller, id), link }
    })
  }

/** An id that can be read, such as `giulia-rossi`: API clients send it as `appUserId`. */
function idFrom(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const id = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return id === '' ? 'person' : id
}

function firstFree(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted
  for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`
  return id
}

function emailTaken() {
  return invalidRequest([
    {
      field: 'email',
      code: 'email_taken',
      message: 'Somebody of your application has this address already: look at the list of people.',
    },
  ])
}
