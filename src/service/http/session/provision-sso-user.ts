import { randomUUID } from 'node:crypto'
import { emailAddress } from '../../../contract/person.ts'
import type { Role } from '../../../contract/user.ts'
import { ParseIssue } from '../../../contract/params.ts'
import type { Instant } from '../../../contract/instant.ts'
import { findUser } from '../../store/applications/applications.ts'
import { changePeople, type AccessContext } from '../../operations/people/change-people.ts'
import { audit, type AuditAction } from '../../store/applications/audit.ts'
import type { Connection } from '../../store/connection/database.ts'
import { changeRole, insertUser } from '../../store/people/people.ts'
import { generateUserId } from '../../store/people/generate-user-id.ts'
import { isLastManager } from '../../store/people/person-directory.ts'
import { consumeInvitationByEmail } from '../../store/people/person-links.ts'
import {
  findOidcPerson,
  findPersonByEmail,
  insertOidcPerson,
  linkOidcAccount,
} from '../../store/people/oidc-accounts.ts'
import type { OidcProfile, SingleSignOnSettings } from './oidc-provider.ts'

/** Reasons for rejecting a person whom the provider has authenticated. */
export type SsoError = 'address' | 'domain' | 'unverified' | 'blocked' | 'other' | 'failed'

/*
 * 2026-11-28. Context: a person may have signed in with a password before, so that the provider's account has to be linked
 * to theirs; a wrong link would sign a user in as another person. Decision: an account is identified by issuer and subject,
 * which a provider never reassigns. The first time, it is linked by email address, and only if the provider has verified the
 * address, the address is in the domain that the operator configured (whose addresses the provider assigns), and the person
 * belongs to the configured application. A person who is linked to another subject is not linked again, because the address
 * has been reassigned. Consequence: a user with a former colleague's address cannot sign in until a manager helps.
 */

/** Finds or creates the person of a provider's account; returns their ID, or the reason for the rejection. */
export async function provisionSsoUser(
  context: AccessContext & { readonly clock: () => Instant },
  settings: SingleSignOnSettings,
  profile: OidcProfile,
): Promise<{ personId: string } | { error: SsoError }> {
  const { applicationId, allowedDomain, managerClaim } = settings
  if (!profile.emailVerified) return { error: 'unverified' }
  if (emailAddress(profile.email) instanceof ParseIssue) return { error: 'address' }
  if (profile.email.split('@').at(-1) !== allowedDomain) return { error: 'domain' }
  const role = managerClaim && roleOf(profile, managerClaim)
  const account = `${settings.issuer.href} ${profile.subject}`
  return changePeople(context, applicationId, async (connection) => {
    const record = async (id: string, action: AuditAction) =>
      audit(connection, context.clock(), {
        applicationId,
        actor: { kind: 'person', id, onBehalfOf: null },
        action,
        target: { kind: 'user', id },
      })
    const linked = await findOidcPerson(connection, applicationId, account)
    const person =
      linked ?? (await linkOrCreate(connection, { applicationId, account, profile, role }, record))
    if (person === undefined) return { error: 'other' }
    const user = await findUser(connection, applicationId, person.userId)
    if (user === undefined) return { error: 'blocked' }
    const changesRole = role !== undefined && role !== user.role
    if (changesRole && !(await isLastManager(connection, applicationId, user.id))) {
      await changeRole(connection, applicationId, { id: user.id, role })
      await record(user.id, 'person.role')
    }
    return { personId: person.id }
  })
}

function roleOf({ claims }: OidcProfile, { name, value }: { name: string; value: string }): Role {
  const claim = claims[name]
  return (Array.isArray(claim) ? claim.includes(value) : claim === value) ? 'manager' : 'rep'
}

interface UnlinkedAccount {
  readonly applicationId: string
  readonly account: string
  readonly profile: OidcProfile
  readonly role: Role | undefined
}

/**
 * Returns the person with this address, or a new one, linked to the account; `undefined` if the person is linked to
 * another account.
 */
async function linkOrCreate(
  connection: Connection,
  { applicationId, account, profile: { email, name }, role = 'rep' }: UnlinkedAccount,
  record: (id: string, action: AuditAction) => Promise<void>,
): Promise<{ id: string; userId: string } | undefined> {
  const person = await findPersonByEmail(connection, applicationId, email)
  if (person !== undefined) {
    if (person.isLinked) return undefined
    await linkOidcAccount(connection, applicationId, person.id, account)
    await record(person.userId, 'person.link')
    return person
  }
  const invited = await consumeInvitationByEmail(connection, applicationId, email)
  const user = invited ?? { id: await generateUserId(connection, applicationId, name), name, role }
  if (!(await insertUser(connection, applicationId, user))) throw new Error(`the id ${user.id} is taken`)
  const id = randomUUID()
  await insertOidcPerson(connection, applicationId, { id, name, email, userId: user.id })
  await linkOidcAccount(connection, applicationId, id, account)
  await record(user.id, invited === undefined ? 'person.create' : 'invitation.accept')
  return { id, userId: user.id }
}
