import { randomBytes } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Database } from '../../store/connection/database.ts'
import { findAccount, findApplicationsOfEmail, type Account } from '../../store/people/people.ts'
import { failurePeriodSeconds } from './sign-in-throttle.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
  /** the ID of the application to sign in to, if the request names one */
  readonly application?: string | undefined
  /** the IDs of the only applications to check, of those in which the address has an account */
  readonly among?: readonly string[] | undefined
}

/** An account that has the password of a request, and its application. */
export interface MatchedAccount extends Account {
  readonly applicationId: string
  readonly passwordHash: string
}

let unknownHash: Promise<string> | undefined

/**
 * Returns the applications in which an attempt checks the password; `most` is the maximum number of accounts of any address,
 * at most five.
 */
export async function findCheckedApplications(
  database: Database,
  { email, application, among }: Omit<Credentials, 'password'>,
): Promise<{ readonly ids: readonly string[]; readonly most: number }> {
  const { ids, most } = await findApplicationsOfEmail(database, email.toLowerCase(), application)
  return { ids: ids.filter((id) => among === undefined || among.includes(id)), most }
}

/**
 * Returns the accounts of an address that have this password: an address can have accounts in several applications, each
 * with a password of its own. For every address, the same number of accounts is looked up and of hashes computed, so that
 * the response time does not reveal whether the address exists.
 */
export async function findAccountsByPassword(
  database: Database,
  { password, ...account }: Credentials,
  verify: typeof verifyPassword = verifyPassword,
): Promise<MatchedAccount[]> {
  const { ids, most } = await findCheckedApplications(database, account)
  const email = account.email.toLowerCase()
  unknownHash ??= hashPassword(randomBytes(32).toString('hex'))
  const matched: MatchedAccount[] = []
  for (let index = 0; index < most; index++) {
    const applicationId = ids[index] ?? ''
    const found = await findAccount(database.of(applicationId), applicationId, {
      email,
      newForSeconds: failurePeriodSeconds,
    })
    // `null` for a person who signs in only with the identity provider
    const passwordHash = found?.passwordHash ?? null
    const isMatch = await verify({ hash: passwordHash ?? (await unknownHash), password })
    if (found !== undefined && passwordHash !== null && isMatch)
      matched.push({ ...found, passwordHash, applicationId })
  }
  return matched
}
