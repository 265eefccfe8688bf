import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { insertPerson } from '../store/people.ts'
import type { Connection } from '../store/database.ts'

/** A person to be: an e-mail address and a password for a user of an application. */
export interface NewPerson {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly applicationId: string
  readonly applicationUserId: string
}

/** Makes a user of an application able to sign in, in the caller's transaction; the user exists already. */
export async function createPerson(
  connection: Connection,
  { password, ...person }: NewPerson,
): Promise<void> {
  await insertPerson(connection, { ...person, id: randomUUID(), passwordHash: await hashPassword(password) })
}
