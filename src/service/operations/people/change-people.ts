import type { UserCaller } from '../../core/caller.ts'
import { Problem } from '../../core/problem.ts'
import type { Connection, Database } from '../../store/connection/database.ts'
import { lockManagers } from '../../store/people/person-directory.ts'

/** What a change of an application's people needs. */
export interface AccessContext {
  readonly database: Pick<Database, 'of'>
  /** ends what is remembered of callers, for access has changed */
  readonly forgetCallers: () => void
}

/**
 * Changes who has access to an application, or which: every way of it is this one. Until the end of the transaction
 * nobody else does, `work` gets the ids of its managers, and the next request of anybody is looked up again.
 */
export async function changePeople<Result>(
  { database, forgetCallers }: AccessContext,
  applicationId: string,
  work: (connection: Connection, managers: readonly string[]) => Promise<Result>,
): Promise<Result> {
  try {
    return await database
      .of(applicationId)
      .transaction(async (connection) => work(connection, await lockManagers(connection, applicationId)))
  } finally {
    // also where it is not known whether the change was committed
    forgetCallers()
  }
}

/**
 * The same for a manager; one who was demoted, blocked or erased a moment ago is rejected, so that two cannot remove one
 * another.
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
