import type { Caller } from '../core/caller.ts'
import type { AtokaContext } from './atoka-context.ts'
import type { AtokaClient, AtokaParameters } from './client.ts'
import type { UserMapping } from './user-mapping.ts'

/** Access to Atoka on behalf of one caller, with our IDs for users. */
export interface AtokaSession {
  readonly client: AtokaClient
  readonly identities: UserMapping
  /** reads on behalf of the caller's user, if there is one */
  readonly read: (path: string, parameters?: AtokaParameters) => Promise<unknown>
}

/** Creates the access to Atoka for a caller. */
export async function sessionFor(
  context: AtokaContext,
  { application, user }: Caller,
): Promise<AtokaSession> {
  const client = context.clientOf(application.id)
  const identities = await context.identities(application.id)
  const appUserId = user === null ? undefined : identities.toAtoka(user.id)
  return {
    client,
    identities,
    read: async (path, parameters = {}) => client.read(path, parameters, appUserId),
  }
}
