import type { Context } from '../operations/context.ts'
import type { AtokaClient } from './client.ts'
import type { UserMapping } from './user-mapping.ts'
import type { LeadCache } from './lead-cache.ts'

/** The dependencies of the operations on the Atoka API: our database, and Atoka. */
export interface AtokaContext extends Context {
  /** returns the client of an application, which has its own token */
  readonly clientOf: (applicationId: string) => AtokaClient
  /** returns the mapping of users */
  readonly identities: (applicationId: string) => Promise<UserMapping>
  readonly memory: LeadCache
}
