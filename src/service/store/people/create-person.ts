import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { insertPerson, type PersonRow } from './people.ts'
import type { Connection } from '../connection/database.ts'

/** A new person: an email address and a password for a user of an application. */
export interface NewPerson extends Omit<PersonRow, 'id' | 'passwordHash'> {
  readonly password: string
}

/** Creates the credentials of an existing user, in the caller's transaction. */
export async function createPerson(
  connection: Connection,
  { password, ...person }: NewPerson,
): Promise<void> {
  await insertCredentials(connection, { ...person, passwordHash: await hashPassword(password) })
}

/**
 * Does the same with a hashed password, because hashing takes longer than a transaction should; returns the person's
 * ID.
 */
export async function insertCredentials(
  connection: Connection,
  person: Omit<PersonRow, 'id'>,
): Promise<string> {
  const id = randomUUID()
  await insertPerson(connection, { ...person, id })
  return id
}
