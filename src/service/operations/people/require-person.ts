import type { PersonData } from '../../../contract/personal-data.ts'
import type { Caller } from '../../core/caller.ts'
import { Problem } from '../../core/problem.ts'
import type { Connection } from '../../store/connection/database.ts'
import { findPersonData } from '../../store/people/personal-data.ts'

/** Returns the person of a path, also an erased one, or throws `not_found`. */
export async function requirePerson(connection: Connection, caller: Caller, id: string): Promise<PersonData> {
  // no user's ID contains a NUL, which PostgreSQL would reject in a query
  const person = id.includes('\0') ? undefined : await findPersonData(connection, caller.application.id, id)
  if (person === undefined) throw new Problem('not_found', 'No user with this ID exists in your application.')
  return person
}
