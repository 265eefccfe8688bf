import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { insertPerson, type PersonRow } from './people.ts'
import type { Connection } from '../connection/database.ts'

/** A person to be: an e-mail address and a password for a user of an application. */
export interface NewPerson extends Omit<PersonRow, 'id' | 'passwordHash'> {
  readonly password: string
}

/** Makes a user of an application able to sign in, in the caller's transaction; the user exists already. */
export async function createPerson(
  connection: Connection,
  { password, ...person }: NewPerson,
): Promise<void> {
  await insertCredentials(connection, { ...person, passwordHash: await hashPassword(password) })
}

/** The same where the password is hashed already, which takes longer than a transaction should; returns the person's id. */
export async function insertCredentials(
  connection: Connection,
  person: Omit<PersonRow, 'id'>,
): Promise<string> {
  const id = randomUUID()
  await insertPerson(connection, { ...person, id })
  return id
}
