import type { Caller } from '../core/caller.ts'
import type { AtokaContext } from './atoka-context.ts'
import type { AtokaClient, AtokaParameters } from './client.ts'
import type { UserMapping } from './user-mapping.ts'

/** Atoka as one caller has it: in their name, and with people known by our ids. */
export interface AtokaSession {
  readonly client: AtokaClient
  readonly identities: UserMapping
  /** reads in the caller's name, where a user calls */
  readonly read: (path: string, parameters?: AtokaParameters) => Promise<unknown>
}

/** Who calls, as Atoka knows them. */
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
