import type { Instant } from '../../../contract/instant.ts'
import { recordTokenUse } from '../../store/applications/api-tokens.ts'
import type { Connection } from '../../store/connection/database.ts'

/** Milliseconds within which a token that was used is not looked at again. */
const recordedFor = 60_000

/** Tokens at the most that are remembered; the database would say the same, only later. */
const most = 1_000

export interface TokenUseOptions {
  readonly database: Connection
  readonly clock: () => Instant
  readonly report: (error: unknown) => void
}

/**
 * Records when tokens are used, each at most once a minute, and beside the request: it neither waits for it nor fails with
 * it.
 */
export function createTokenUse({ database, clock, report }: TokenUseOptions): (hash: Buffer) => void {
  const recorded = new Map<string, number>()
  return (hash) => {
    const key = hash.toString('base64')
    const now = performance.now()
    if (now - (recorded.get(key) ?? -Infinity) < recordedFor) return
    if (recorded.size >= most) recorded.clear()
    recorded.set(key, now)
    recordTokenUse(database, hash, clock()).catch((error: unknown) => {
      recorded.delete(key)
      report(error)
    })
  }
}
