import { createAtokaBackend } from '../atoka/atoka-backend.ts'
import type { AtokaContext } from '../atoka/atoka-context.ts'
import type { AtokaClient } from '../atoka/client.ts'
import { createDirectory } from '../atoka/create-directory.ts'
import { probeFeatures } from '../atoka/probe-features.ts'
import { createUserMapping } from '../atoka/user-mapping.ts'
import { createLeadCache } from '../atoka/lead-cache.ts'
import type { Backend } from '../core/backend.ts'
import type { AccessContext } from '../operations/people/change-people.ts'
import type { Context } from '../operations/context.ts'
import { createStoreBackend } from '../operations/store-backend.ts'
import { StartupError } from '../core/startup-error.ts'

/** The connection to the Atoka API. */
export interface AtokaConnection {
  /** returns the client of one of our applications */
  readonly clientOf: (applicationId: string) => AtokaClient
  /** whether there is only one token, so that only one application is possible */
  readonly isOneApplication: boolean
}

interface BackendOptions extends Context, Pick<AccessContext, 'clearCallerCache'> {
  readonly atoka: AtokaConnection | undefined
  /** the IDs of the applications at the start */
  readonly applicationIds: readonly string[]
  readonly report: (error: unknown) => void
}

/**
 * Opens the back end of the service: our own store, or Atoka. Throws a `StartupError` if one token would be used for
 * several applications.
 */
export async function openBackend({ atoka, applicationIds, ...options }: BackendOptions): Promise<Backend> {
  if (atoka === undefined) return createStoreBackend(options)
  const { clientOf, isOneApplication } = atoka
  if (isOneApplication && applicationIds.length > 1) {
    throw new StartupError(
      `ATOKA_TOKEN belongs to one application, but the database has several (${applicationIds.join(', ')}). Use a DATA_DIR or DATABASE_URL with one application.`,
    )
  }
  const identities = createUserMapping(options.database)
  const context: AtokaContext = {
    ...options,
    clientOf,
    identities,
    memory: createLeadCache({ ...options, identities }),
  }
  return createAtokaBackend(context, createDirectory(context), await probeFeatures(applicationIds, clientOf))
}
