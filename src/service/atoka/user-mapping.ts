import { listMappings } from './store/atoka-users.ts'
import type { Database } from '../store/connection/database.ts'

/** Milliseconds for which mappings are cached, like callers: `session/caller-cache.ts`. */
const cacheMs = 5_000

/** The prefix of an Atoka ID that is another user's ID here. */
const foreignPrefix = 'atoka:'

/** Converts IDs of owners and assignees between our service and Atoka. */
export interface UserMapping {
  /** returns the `appUserId` of one of our users; an unknown ID is not changed */
  readonly toAtoka: (userId: string) => string
  /**
   * Returns our ID of an Atoka user. An unknown ID is not changed, but gets the prefix `atoka:` if one of our users
   * has the same ID and another one in Atoka; otherwise events of the Atoka user would count as theirs.
   */
  readonly toOurs: (atokaUserId: string) => string
}

/** Creates the mapping of one application from its users with another ID in Atoka. */
export function toUserMapping(
  mappings: readonly { readonly id: string; readonly atokaUserId: string }[],
): UserMapping {
  const atokaIds = new Map(mappings.map(({ id, atokaUserId }) => [id, atokaUserId]))
  const ourIds = new Map(mappings.map(({ id, atokaUserId }) => [atokaUserId, id]))
  const unmasked = (id: string) => {
    const rest = id.startsWith(foreignPrefix) ? id.slice(foreignPrefix.length) : undefined
    return rest !== undefined && atokaIds.has(rest) && !ourIds.has(rest) ? rest : id
  }
  return {
    toAtoka: (userId) => atokaIds.get(userId) ?? unmasked(userId),
    toOurs: (atokaUserId) =>
      ourIds.get(atokaUserId) ?? (atokaIds.has(atokaUserId) ? `${foreignPrefix}${atokaUserId}` : atokaUserId),
  }
}

/**
 * Reads the mapping of an application, and caches it for five seconds, after which a change by the command line takes
 * effect. `milliseconds` is a monotonic clock.
 */
export function createUserMapping(
  database: Database,
  milliseconds: () => number = () => performance.now(),
): (applicationId: string) => Promise<UserMapping> {
  const remembered = new Map<string, { identities: UserMapping; until: number }>()

  return async (applicationId) => {
    const known = remembered.get(applicationId)
    if (known !== undefined && known.until > milliseconds()) return known.identities
    const identities = toUserMapping(await listMappings(database.of(applicationId), applicationId))
    remembered.set(applicationId, { identities, until: milliseconds() + cacheMs })
    return identities
  }
}
