import type { Instant } from '../../contract/instant.ts'
import type { Database } from '../store/connection/database.ts'

/** What the operations on our own store work with. */
export interface Context {
  readonly database: Database
  /** the service's clock, which tests stop */
  readonly clock: () => Instant
}
