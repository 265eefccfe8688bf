import { randomBytes } from 'node:crypto'
import { canManageUsers } from '../../../contract/permissions.ts'
import type { Instant } from '../../../contract/instant.ts'
import { toInstant } from '../../../contract/instant.ts'
import type { Person, PersonLink } from '../../../contract/person.ts'
import type { UserCaller } from '../../core/caller.ts'
import { Problem } from '../../core/problem.ts'
import type { Connection } from '../../store/connection/database.ts'
import { hashToken } from '../../store/applications/hash-token.ts'
import { findPerson } from '../../store/people/person-directory.ts'
import type { StoredLink } from '../../store/people/person-links.ts'
import type { AccessContext } from './change-people.ts'
import type { Context } from '../context.ts'

/** The dependencies of the operations on people. */
export interface PeopleContext extends Context, Pick<AccessContext, 'clearCallerCache'> {
  /** creates the token of a link, which cannot be guessed */
  readonly makeToken: () => string
}

/** Creates a token of 256 random bits. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** The validity of a link in days: an invitation may wait in a mailbox, a reset is used at once. */
const linkDays = { invitation: 7, reset: 1 } as const

/** Creates a link: the response, which is returned once, and the stored part. */
export function newLink(
  { clock, makeToken }: Pick<PeopleContext, 'clock' | 'makeToken'>,
  kind: PersonLink['kind'],
): { link: PersonLink; stored: StoredLink } {
  const token = makeToken()
  const expires: Instant = toInstant(Date.parse(clock()) + linkDays[kind] * 86_400_000)
  return { link: { kind, token, expires }, stored: { hash: hashToken(token), expires } }
}

/** Returns the person of a path if the caller may change them. */
export async function requireManageablePerson(
  connection: Connection,
  caller: UserCaller,
  id: string,
): Promise<Person> {
  const person = id.includes('\0') ? undefined : await findPerson(connection, caller.application.id, id)
  if (person === undefined) {
    throw new Problem('not_found', 'No person with this ID exists in your application.')
  }
  if (!canManageUsers(caller.user, person)) {
    throw new Problem(
      'forbidden',
      'You cannot change your own role, block yourself or create a link for yourself. Ask another manager.',
    )
  }
  return person
}

/** Returns the person after the change. */
export async function reloadPerson(
  connection: Connection,
  { application }: Pick<UserCaller, 'application'>,
  id: string,
): Promise<Person> {
  const person = await findPerson(connection, application.id, id)
  if (person === undefined) throw new Error('a person is gone who was changed just now')
  return person
}
