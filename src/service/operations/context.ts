import type { Instant } from '../../contract/instant.ts'
import type { Database } from '../store/connection/database.ts'

/** The dependencies of the operations on our own store. */
export interface Context {
  readonly database: Database
  /** the service's clock, which tests control */
  readonly clock: () => Instant
  /** resolves when the search index is complete, without which a search would take minutes; default: it is complete */
  readonly searchIndexed?: Promise<void> | undefined
}
