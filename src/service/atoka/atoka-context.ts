import type { Context } from '../operations/context.ts'
import type { AtokaClient } from './client.ts'
import type { UserMapping } from './user-mapping.ts'
import type { LeadCache } from './lead-cache.ts'

/** What the operations work with that are carried out by the real API: our database, and Atoka. */
export interface AtokaContext extends Context {
  /** the client of an application, which is what a token of Atoka's stands for */
  readonly clientOf: (applicationId: string) => AtokaClient
  /** who is who here and there */
  readonly identities: (applicationId: string) => Promise<UserMapping>
  readonly memory: LeadCache
}
