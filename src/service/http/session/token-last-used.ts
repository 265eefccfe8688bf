import type { Instant } from '../../../contract/instant.ts'
import { recordTokenUse } from '../../store/applications/api-tokens.ts'
import type { Connection } from '../../store/connection/database.ts'

/** Milliseconds within which a further use of a token is not recorded. */
const recordIntervalMs = 60_000

/** The maximum number of remembered tokens; beyond it, the database skips repeated writes. */
const maxTokens = 1_000

export interface TokenUseOptions {
  readonly database: Connection
  readonly clock: () => Instant
  readonly report: (error: unknown) => void
}

/** Records when tokens are used, each at most once a minute, without delaying the request or making it fail. */
export function createTokenUse({ database, clock, report }: TokenUseOptions): (hash: Buffer) => void {
  const recorded = new Map<string, number>()
  return (hash) => {
    const key = hash.toString('base64')
    const now = performance.now()
    if (now - (recorded.get(key) ?? -Infinity) < recordIntervalMs) return
    if (recorded.size >= maxTokens) recorded.clear()
    recorded.set(key, now)
    recordTokenUse(database, hash, clock()).catch((error: unknown) => {
      recorded.delete(key)
      report(error)
    })
  }
}
