import { randomBytes } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Database } from '../../store/connection/database.ts'
import { findAccount, findApplicationsOfEmail, type Account } from '../../store/people/people.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
  /** the id of the one application to sign in to, where that is known */
  readonly application?: string | undefined
  /** the ids of the applications to check, of those that the address has */
  readonly among?: readonly string[] | undefined
}

/** An account whose password was sent, and its application. */
export interface MatchedAccount extends Account {
  readonly applicationId: string
}

let unknownHash: Promise<string> | undefined

/** The applications whose passwords an attempt checks. */
export async function findCheckedApplications(
  database: Database,
  { email, application, among }: Omit<Credentials, 'password'>,
): Promise<{ readonly ids: readonly string[]; readonly most: number }> {
  const { ids, most } = await findApplicationsOfEmail(database, email.toLowerCase(), application)
  return { ids: ids.filter((id) => among === undefined || among.includes(id)), most }
}

/**
 * The accounts of an address that have this password: it can have one in several applications, with a password each. As many
 * hashes are computed as the address with the most accounts needs, five at the most, so that the time tells nothing about
 * this one.
 */
export async function findAccountsByPassword(
  database: Database,
  { password, ...wanted }: Credentials,
  isRight: typeof verifyPassword = verifyPassword,
): Promise<MatchedAccount[]> {
  const { ids, most } = await findCheckedApplications(database, wanted)
  const email = wanted.email.toLowerCase()
  const matched: MatchedAccount[] = []
  let hashes = 0
  for (const applicationId of ids) {
    const account = await findAccount(database.of(applicationId), applicationId, email)
    // somebody who signs in by a provider alone
    if (account === undefined || account.passwordHash === null) continue
    hashes++
    if (await isRight({ hash: account.passwordHash, password })) matched.push({ ...account, applicationId })
  }
  unknownHash ??= hashPassword(randomBytes(32).toString('hex'))
  for (; hashes < most; hashes++) await isRight({ hash: await unknownHash, password })
  return matched
}
