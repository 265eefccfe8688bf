import type { Instant } from '../../../contract/instant.ts'
import type { SignedInCaller } from '../../core/caller.ts'
import { findApplication, findUser } from '../../store/applications/applications.ts'
import type { Database } from '../../store/connection/database.ts'
import { recordLastSeen } from '../../store/people/person-directory.ts'
import { createCallerMemory } from './caller-cache.ts'
import type { Auth } from './auth.ts'

/** Finds the caller of a request's session cookie. */
export interface SessionCallers {
  find(headers: Headers): Promise<SignedInCaller | undefined>
  /** Clears the cache, for example after a user has signed out. */
  forget(): void
}

/** Looks up session cookies, and caches each result for some seconds. */
export function createSessionCallers(
  identity: Auth,
  database: Database,
  clock: () => Instant,
): SessionCallers {
  const memory = createCallerMemory<SignedInCaller>()

  async function lookUp(headers: Headers): Promise<SignedInCaller | undefined> {
    // only `GET /session` renews a session, because it returns the new cookie
    const found = await identity.find(headers)
    if (found === undefined) return undefined
    const { applicationId, userId, personId, email, hash } = found
    const scoped = database.of(applicationId)
    const application = await findApplication(scoped, applicationId)
    const user = await findUser(scoped, applicationId, userId)
    if (application === undefined || user === undefined) return undefined
    await recordLastSeen(scoped, applicationId, userId, clock())
    return { application, user, session: { personId, email, hash } }
  }

  return {
    async find(headers) {
      const cookie = headers.get('cookie')
      if (cookie === null || !cookie.includes('leadline.')) return undefined
      return memory.find(cookie, async () => lookUp(headers))
    },
    forget: () => memory.forget(),
  }
}
