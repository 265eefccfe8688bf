import { hashPassword } from 'better-auth/crypto'
import type { Instant } from '../../../contract/instant.ts'
import type { LinkedPerson } from '../../../contract/person.ts'
import { invalidRequest, Problem } from '../../core/problem.ts'
import type { Connection, Database } from '../../store/connection/database.ts'
import { audit } from '../../store/applications/audit.ts'
import { hashToken } from '../../store/applications/hash-token.ts'
import { isEmailKnown } from '../../store/people/person-directory.ts'
import { insertUser } from '../../store/people/people.ts'
import {
  findApplicationOfLink,
  findLinkedPerson,
  consumeInvitation,
  consumePasswordReset,
} from '../../store/people/person-links.ts'
import { endSessionsOfUser, writePasswordHash } from '../../store/people/person-sessions.ts'
import { guessablePassword, isGuessable } from './guessable-password.ts'
import { insertCredentials } from '../../store/people/create-person.ts'

/** Whose link was used, and the hash of the password that they chose. */
interface AcceptedLink {
  readonly applicationId: string
  readonly email: string
  readonly personId: string
  readonly passwordHash: string
}

interface Links {
  /** Whom a token is for; throws `not_found` for one that is unknown, used or too old, which are told apart by nobody. */
  read(token: string): Promise<LinkedPerson>
  /** Uses a token up: its person has this password from now on, and can be signed in. */
  accept(token: string, password: string): Promise<AcceptedLink>
}

/** The links that managers hand over: to come in for the first time, or to choose a new password. */
export function createLinks(database: Database, clock: () => Instant): Links {
  async function find(token: string) {
    const hash = hashToken(token)
    const applicationId = await findApplicationOfLink(database, hash)
    if (applicationId === undefined) throw goneLink()
    const own = database.of(applicationId)
    const person = await findLinkedPerson(own, applicationId, hash, clock())
    if (person === undefined) throw goneLink()
    return { hash, applicationId, own, person }
  }

  return {
    read: async (token) => (await find(token)).person,

    async accept(token, password) {
      const { hash, applicationId, own, person } = await find(token)
      if (isGuessable(password, person)) throw invalidRequest([guessablePassword('password')])
      const passwordHash = await hashPassword(password)
      const personId = await own.transaction(async (connection) => {
        const link = { applicationId, hash, now: clock(), passwordHash }
        return person.kind === 'invitation'
          ? acceptInvitation(connection, link)
          : acceptReset(connection, link)
      })
      return { applicationId, email: person.email, personId, passwordHash }
    },
  }
}

interface UsedLink {
  readonly applicationId: string
  readonly hash: Buffer
  readonly now: Instant
  readonly passwordHash: string
}

async function acceptInvitation(
  connection: Connection,
  { applicationId, hash, now, passwordHash }: UsedLink,
): Promise<string> {
  const invitation = await consumeInvitation(connection, applicationId, hash, now)
  if (invitation === undefined) throw goneLink()
  const { id, name, email, role } = invitation
  // by single sign-on since
  if (await isEmailKnown(connection, applicationId, email)) throw emailTaken()
  if (!(await insertUser(connection, applicationId, { id, name, role }))) throw goneLink()
  const personId = await insertCredentials(connection, {
    email,
    name,
    passwordHash,
    applicationId,
    applicationUserId: id,
  })
  await audit(connection, now, { ...byPerson(applicationId, id), action: 'invitation.accept' })
  return personId
}

/** Whoever knew the old password is signed out. */
async function acceptReset(
  connection: Connection,
  { applicationId, hash, now, passwordHash }: UsedLink,
): Promise<string> {
  const person = await consumePasswordReset(connection, applicationId, hash, now)
  if (person === undefined) throw goneLink()
  await writePasswordHash(connection, applicationId, person.id, passwordHash)
  await endSessionsOfUser(connection, applicationId, person.userId)
  await audit(connection, now, { ...byPerson(applicationId, person.userId), action: 'password.reset' })
  return person.id
}

/** Who has a link acts as its person. */
function byPerson(applicationId: string, id: string) {
  return {
    applicationId,
    actor: { kind: 'person', id, onBehalfOf: null },
    target: { kind: 'user', id },
  } as const
}

function goneLink(): Problem {
  return new Problem('not_found', 'This link is invalid, used or expired. Ask a manager for a new one.')
}

function emailTaken(): Problem {
  return invalidRequest([
    {
      field: 'email',
      code: 'email_taken',
      message: 'Must not be an address that signs in to this application already.',
    },
  ])
}
