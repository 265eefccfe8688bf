import { listMappings } from './store/atoka-users.ts'
import type { Database } from '../store/connection/database.ts'

/** Milliseconds for which mappings are not read again, as callers are not: `session/caller-memory.ts`. */
const rememberedFor = 5_000

/** What stands before the id of somebody of Atoka whose id here is another person's. */
const stranger = 'atoka:'

/** Who is who, here and in Atoka: owners and assignees. */
export interface UserMapping {
  /** the `appUserId` of somebody here; an id that nobody here has stays as it is */
  readonly toAtoka: (userId: string) => string
  /**
   * Who an id of Atoka's is here; one that nobody here has stays as it is, but `atoka:` stands before it where somebody
   * here has the same id and is somebody else there: else what that one wrote would count as theirs.
   */
  readonly toOurs: (atokaUserId: string) => string
}

/** Who is who by the mappings of one application: those of its people whom Atoka knows by another id. */
export function identitiesOf(
  mappings: readonly { readonly id: string; readonly atokaUserId: string }[],
): UserMapping {
  const theirs = new Map(mappings.map(({ id, atokaUserId }) => [id, atokaUserId]))
  const ours = new Map(mappings.map(({ id, atokaUserId }) => [atokaUserId, id]))
  const unmasked = (id: string) => {
    const rest = id.startsWith(stranger) ? id.slice(stranger.length) : undefined
    return rest !== undefined && theirs.has(rest) && !ours.has(rest) ? rest : id
  }
  return {
    toAtoka: (userId) => theirs.get(userId) ?? unmasked(userId),
    toOurs: (atokaUserId) =>
      ours.get(atokaUserId) ?? (theirs.has(atokaUserId) ? `${stranger}${atokaUserId}` : atokaUserId),
  }
}

/**
 * Reads who is who in an application, and remembers it for five seconds: what the command line changes holds then.
 * `milliseconds` is a monotonic clock.
 */
export function createIdentities(
  database: Database,
  milliseconds: () => number = () => performance.now(),
): (applicationId: string) => Promise<UserMapping> {
  const remembered = new Map<string, { identities: UserMapping; until: number }>()

  return async (applicationId) => {
    const known = remembered.get(applicationId)
    if (known !== undefined && known.until > milliseconds()) return known.identities
    const identities = identitiesOf(await listMappings(database.of(applicationId), applicationId))
    remembered.set(applicationId, { identities, until: milliseconds() + rememberedFor })
    return identities
  }
}
