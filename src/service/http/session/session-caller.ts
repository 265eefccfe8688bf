import type { Instant } from '../../../contract/instant.ts'
import type { SignedInCaller } from '../../core/caller.ts'
import { findApplication, findUser } from '../../store/applications/applications.ts'
import type { Database } from '../../store/connection/database.ts'
import { recordLastSeen } from '../../store/people/person-directory.ts'
import { createCallerCache } from './caller-cache.ts'
import type { Auth } from './auth.ts'

/** Finds the caller of a request's session cookie. */
export interface SessionCallers {
  find(headers: Headers): Promise<SignedInCaller | undefined>
  /** Clears the cache, for example after a user has signed out. */
  clear(): void
}

/** Looks up session cookies, and caches each result for some seconds. */
export function createSessionCallers(auth: Auth, database: Database, clock: () => Instant): SessionCallers {
  const cache = createCallerCache<SignedInCaller>()

  async function lookUp(headers: Headers): Promise<SignedInCaller | undefined> {
    // only `GET /session` renews a session, because it returns the new cookie
    const found = await auth.find(headers)
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
      return cache.find(cookie, async () => lookUp(headers))
    },
    clear: () => cache.clear(),
  }
}
