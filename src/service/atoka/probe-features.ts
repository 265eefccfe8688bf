import { setTimeout as sleep } from 'node:timers/promises'
import type { Backend } from '../core/backend.ts'
import { Problem } from '../core/problem.ts'
import type { AtokaClient } from './client.ts'
import { syncPath } from './sync-events.ts'

/** Milliseconds for which the start waits. */
const timeoutMs = 5_000

/**
 * Asks Atoka once per application whether it grants `sync`. Without a response within five seconds, or with any error
 * but 403, the feature is assumed to be granted; a request that then uses it gets the error.
 */
export async function probeFeatures(
  applicationIds: readonly string[],
  clientOf: (applicationId: string) => AtokaClient,
): Promise<Backend['hasFeature']> {
  const results = await Promise.all(
    applicationIds.map(async (id) => {
      const granted = clientOf(id)
        .read(syncPath, { limit: 1 })
        .then(
          () => true,
          (error: unknown) => !(error instanceof Problem && error.code === 'forbidden'),
        )
      const late = sleep(timeoutMs, true, { ref: false })
      return [id, await Promise.race([granted, late])] as const
    }),
  )
  const withoutSync = new Set(results.filter(([, isGranted]) => !isGranted).map(([id]) => id))
  return ({ id }) => !withoutSync.has(id)
}
