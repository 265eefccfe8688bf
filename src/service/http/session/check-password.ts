import { randomBytes } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Database } from '../../store/connection/database.ts'
import { findAccount, findApplicationsOfEmail, type Account } from '../../store/people/people.ts'
import { failurePeriodSeconds } from './sign-in-throttle.ts'

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
  readonly passwordHash: string
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
 * The accounts of an address that have this password: it can have one in several applications, with a password each. For
 * every address as many accounts are looked up and as many hashes computed as one can have, five at the most, so that the
 * time tells nothing about this one.
 */
export async function findAccountsByPassword(
  database: Database,
  { password, ...wanted }: Credentials,
  isRight: typeof verifyPassword = verifyPassword,
): Promise<MatchedAccount[]> {
  const { ids, most } = await findCheckedApplications(database, wanted)
  const email = wanted.email.toLowerCase()
  unknownHash ??= hashPassword(randomBytes(32).toString('hex'))
  const matched: MatchedAccount[] = []
  for (let index = 0; index < most; index++) {
    const applicationId = ids[index] ?? ''
    const account = await findAccount(database.of(applicationId), applicationId, {
      email,
      newForSeconds: failurePeriodSeconds,
    })
    // null for somebody who signs in by a provider alone
    const passwordHash = account?.passwordHash ?? null
    const isMatch = await isRight({ hash: passwordHash ?? (await unknownHash), password })
    if (account !== undefined && passwordHash !== null && isMatch)
      matched.push({ ...account, passwordHash, applicationId })
  }
  return matched
}
