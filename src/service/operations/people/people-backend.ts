import type { Operation, PeopleEndpoint } from '../../core/backend.ts'
import { changePerson } from './change-person.ts'
import type { PeopleContext } from './people-context.ts'
import { createLink } from './create-link.ts'
import { invitePerson } from './invite-person.ts'
import { listPeople } from './list-people.ts'
import { withdrawInvitation } from './withdraw-invitation.ts'

/** The operations with which managers manage the people of their application. */
export type PeopleBackend = { readonly [Name in PeopleEndpoint]: Operation<Name> }

/** Creates these operations on our own database, for every back end. */
export function createPeopleBackend(context: PeopleContext): PeopleBackend {
  return {
    listPeople: listPeople(context),
    invitePerson: invitePerson(context),
    changePerson: changePerson(context),
    withdrawInvitation: withdrawInvitation(context),
    createLink: createLink(context),
  }
}
