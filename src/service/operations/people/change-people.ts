import type { UserCaller } from '../../core/caller.ts'
import { Problem } from '../../core/problem.ts'
import type { Connection, Database } from '../../store/connection/database.ts'
import { lockManagers } from '../../store/people/person-directory.ts'

/** The dependencies of a change of people or their access. */
export interface AccessContext {
  readonly database: Pick<Database, 'of'>
  /** invalidates the cached callers, because their access has changed */
  readonly clearCallerCache: () => void
}

/**
 * Changes who has access to an application, or their permissions; every such change uses this function. Until the end
 * of the transaction no other one runs. `work` receives the IDs of the managers. Afterwards, the next request of
 * every caller is authenticated again.
 */
export async function changePeople<Result>(
  { database, clearCallerCache }: AccessContext,
  applicationId: string,
  work: (connection: Connection, managers: readonly string[]) => Promise<Result>,
): Promise<Result> {
  try {
    return await database
      .of(applicationId)
      .transaction(async (connection) => work(connection, await lockManagers(connection, applicationId)))
  } finally {
    // also if the outcome of the commit is unknown
    clearCallerCache()
  }
}

/**
 * Does the same on behalf of a manager. A manager who has just been demoted, blocked or erased is rejected, so that
 * two managers cannot remove each other.
 */
export async function changePeopleAs<Result>(
  context: AccessContext,
  { application, user }: Pick<UserCaller, 'application' | 'user'>,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  return changePeople(context, application.id, async (connection, managers) => {
    if (!managers.includes(user.id)) throw new Problem('forbidden', 'Requires the role manager.')
    return work(connection)
  })
}
