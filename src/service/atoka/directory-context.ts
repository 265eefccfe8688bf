import type { Instant } from '../../contract/instant.ts'
import type { Database } from '../store/database.ts'
import type { AtokaClient } from './client.ts'
import type { Identities } from './identities.ts'

/** What the operations on leads work with. */
export interface DirectoryContext {
  readonly database: Database
  readonly clock: () => Instant
  /** the client of an application's token */
  readonly clientOf: (applicationId: string) => AtokaClient
  readonly identities: (applicationId: string) => Promise<Identities>
}
