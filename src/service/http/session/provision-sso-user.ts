import { randomUUID } from 'node:crypto'
import { emailAddress } from '../../../contract/person.ts'
import type { Role } from '../../../contract/user.ts'
import { ParseIssue } from '../../../contract/params.ts'
import type { Instant } from '../../../contract/instant.ts'
import { findUser } from '../../store/applications/applications.ts'
import { changePeople, type AccessContext } from '../../operations/people/change-people.ts'
import { audit, type AuditAction } from '../../store/applications/audit.ts'
import type { Connection } from '../../store/connection/database.ts'
import { insertUser } from '../../store/people/people.ts'
import { generateUserId } from '../../store/people/generate-user-id.ts'
import { isLastManager, writeRole } from '../../store/people/person-directory.ts'
import { takeInvitedEmail } from '../../store/people/person-links.ts'
import {
  findOidcPerson,
  findProvidedByEmail,
  insertProvidedPerson,
  linkOidcAccount,
} from '../../store/people/oidc-accounts.ts'
import type { OidcProfile, SingleSignOnSettings } from './oidc-provider.ts'

/** Reasons for rejecting a person whom the provider has authenticated. */
export const ssoErrors = ['address', 'domain', 'unverified', 'blocked', 'other', 'failed'] as const

export type SsoRefusal = (typeof ssoErrors)[number]

/*
 * 2026-11-28. Context: the same person may have come in by a password before, so that the provider's account has to be
 * joined with theirs; whoever joined a wrong one would be let in as somebody else. Decision: an account is known by
 * issuer and subject, which no provider gives twice. The first time it is joined by e-mail address, and only where the
 * provider says that the address is verified, it is in the domain that the operator named (whose addresses the provider
 * gives out), and the person is of the one application named. An address that is joined to another subject is not joined
 * again: it was given to somebody else since. Consequence: who gets a colleague's old address waits for a manager.
 */

/** Finds or creates the person of a provider's account; returns their ID, or the reason for the rejection. */
export async function provisionSsoUser(
  context: AccessContext & { readonly clock: () => Instant },
  settings: SingleSignOnSettings,
  provided: OidcProfile,
): Promise<{ personId: string } | { refusal: SsoRefusal }> {
  const { applicationId, allowedDomain, managerClaim } = settings
  if (!provided.emailVerified) return { refusal: 'unverified' }
  if (emailAddress(provided.email) instanceof ParseIssue) return { refusal: 'address' }
  if (provided.email.split('@').at(-1) !== allowedDomain) return { refusal: 'domain' }
  const role = managerClaim && roleOf(provided, managerClaim)
  const account = `${settings.issuer.href} ${provided.subject}`
  return changePeople(context, applicationId, async (connection) => {
    const record = async (id: string, action: AuditAction) =>
      audit(connection, context.clock(), {
        applicationId,
        actor: { kind: 'person', id, onBehalfOf: null },
        action,
        target: { kind: 'user', id },
      })
    const known = await findOidcPerson(connection, applicationId, account)
    const person = known ?? (await joinOrMake(connection, { applicationId, account, provided, role }, record))
    if (person === undefined) return { refusal: 'other' }
    const user = await findUser(connection, applicationId, person.userId)
    if (user === undefined) return { refusal: 'blocked' }
    const changesRole = role !== undefined && role !== user.role
    if (changesRole && !(await isLastManager(connection, applicationId, user.id))) {
      await writeRole(connection, applicationId, { id: user.id, role })
      await record(user.id, 'person.role')
    }
    return { personId: person.id }
  })
}

function roleOf({ claims }: OidcProfile, { name, value }: { name: string; value: string }): Role {
  const said = claims[name]
  return (Array.isArray(said) ? said.includes(value) : said === value) ? 'manager' : 'rep'
}

interface Newcomer {
  readonly applicationId: string
  readonly account: string
  readonly provided: OidcProfile
  readonly role: Role | undefined
}

/**
 * Returns the person with this address, or a new one, linked to the account; undefined if the address belongs to
 * another account.
 */
async function joinOrMake(
  connection: Connection,
  { applicationId, account, provided: { email, name }, role = 'rep' }: Newcomer,
  record: (id: string, action: AuditAction) => Promise<void>,
): Promise<{ id: string; userId: string } | undefined> {
  const person = await findProvidedByEmail(connection, applicationId, email)
  if (person !== undefined) {
    if (person.isJoined) return undefined
    await linkOidcAccount(connection, applicationId, person.id, account)
    await record(person.userId, 'person.link')
    return person
  }
  const invited = await takeInvitedEmail(connection, applicationId, email)
  const user = invited ?? { id: await generateUserId(connection, applicationId, name), name, role }
  if (!(await insertUser(connection, applicationId, user))) throw new Error(`the id ${user.id} is taken`)
  const id = randomUUID()
  await insertProvidedPerson(connection, applicationId, { id, name, email, userId: user.id })
  await linkOidcAccount(connection, applicationId, id, account)
  await record(user.id, invited === undefined ? 'person.create' : 'invitation.accept')
  return { id, userId: user.id }
}
