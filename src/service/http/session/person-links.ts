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

/** The person of a used link, and the hash of the password that they chose. */
interface AcceptedLink {
  readonly applicationId: string
  readonly email: string
  readonly personId: string
  readonly passwordHash: string
}

interface Links {
  /**
   * Returns the person a link token belongs to. Throws the same `not_found` whether it is unknown, used or expired, so that
   * callers cannot tell which.
   */
  read(token: string): Promise<LinkedPerson>
  /** Consumes a token and sets its person's password; throws `not_found` like `read`, or an error of the password. */
  accept(token: string, password: string): Promise<AcceptedLink>
}

/** Creates the operations on links that managers send: invitations, and links for a new password. */
export function createLinks(database: Database, clock: () => Instant): Links {
  async function find(token: string) {
    const hash = hashToken(token)
    const applicationId = await findApplicationOfLink(database, hash)
    if (applicationId === undefined) throw invalidLink()
    const scoped = database.of(applicationId)
    const person = await findLinkedPerson(scoped, applicationId, hash, clock())
    if (person === undefined) throw invalidLink()
    return { hash, applicationId, scoped, person }
  }

  return {
    read: async (token) => (await find(token)).person,

    async accept(token, password) {
      const { hash, applicationId, scoped, person } = await find(token)
      if (isGuessable(password, person)) throw invalidRequest([guessablePassword('password')])
      const passwordHash = await hashPassword(password)
      const personId = await scoped.transaction(async (connection) => {
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
  if (invitation === undefined) throw invalidLink()
  const { id, name, email, role } = invitation
  // the invited person may have signed in with the identity provider since
  if (await isEmailKnown(connection, applicationId, email)) throw emailTaken()
  if (!(await insertUser(connection, applicationId, { id, name, role }))) throw invalidLink()
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

/** Sets a new password and ends all sessions, because others may know the old password. */
async function acceptReset(
  connection: Connection,
  { applicationId, hash, now, passwordHash }: UsedLink,
): Promise<string> {
  const person = await consumePasswordReset(connection, applicationId, hash, now)
  if (person === undefined) throw invalidLink()
  await writePasswordHash(connection, applicationId, person.id, passwordHash)
  await endSessionsOfUser(connection, applicationId, person.userId)
  await audit(connection, now, { ...byPerson(applicationId, person.userId), action: 'password.reset' })
  return person.id
}

/** The audit's actor and target for the use of a link: a user of a link acts as its person. */
function byPerson(applicationId: string, id: string) {
  return {
    applicationId,
    actor: { kind: 'person', id, onBehalfOf: null },
    target: { kind: 'user', id },
  } as const
}

function invalidLink(): Problem {
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
