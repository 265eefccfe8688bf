import { setTimeout as sleep } from 'node:timers/promises'
import type { Backend } from '../core/backend.ts'
import { Problem } from '../core/problem.ts'
import type { AtokaClient } from './client.ts'
import { syncPath } from './sync-events.ts'

/** Milliseconds for which the service waits with its start. */
const longest = 5_000

/**
 * Asks Atoka once whether it grants `sync` to each application. Where nobody answers in five seconds, or anything but 403,
 * it is taken to be granted: who then uses it is told.
 */
export async function probeFeatures(
  applicationIds: readonly string[],
  clientOf: (applicationId: string) => AtokaClient,
): Promise<Backend['hasFeature']> {
  const asked = await Promise.all(
    applicationIds.map(async (id) => {
      const granted = clientOf(id)
        .read(syncPath, { limit: 1 })
        .then(
          () => true,
          (error: unknown) => !(error instanceof Problem && error.code === 'forbidden'),
        )
      const late = sleep(longest, true, { ref: false })
      return [id, await Promise.race([granted, late])] as const
    }),
  )
  const refused = new Set(asked.filter(([, granted]) => !granted).map(([id]) => id))
  return ({ id }) => !refused.has(id)
}
