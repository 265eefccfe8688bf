import type { Instant } from '../../../contract/instant.ts'
import type { SignedInCaller } from '../../core/caller.ts'
import { findApplication, findUser } from '../../store/applications/applications.ts'
import type { Database } from '../../store/connection/database.ts'
import { recordLastSeen } from '../../store/people/person-directory.ts'
import { createCallerMemory } from './caller-cache.ts'
import type { Auth } from './auth.ts'

/** Tells who a request's session cookie belongs to. */
export interface SessionCallers {
  find(headers: Headers): Promise<SignedInCaller | undefined>
  /** Looks every session up anew from here on, as after somebody signed out. */
  forget(): void
}

/** Looks session cookies up, and remembers each answer for some seconds. */
export function createSessionCallers(
  identity: Auth,
  database: Database,
  clock: () => Instant,
): SessionCallers {
  const memory = createCallerMemory<SignedInCaller>()

  async function lookUp(headers: Headers): Promise<SignedInCaller | undefined> {
    // a session is renewed by `GET /session` alone, which hands the new cookie on
    const found = await identity.find(headers)
    if (found === undefined) return undefined
    const { applicationId, userId, personId, email, hash } = found
    const own = database.of(applicationId)
    const application = await findApplication(own, applicationId)
    const user = await findUser(own, applicationId, userId)
    if (application === undefined || user === undefined) return undefined
    await recordLastSeen(own, applicationId, userId, clock())
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
