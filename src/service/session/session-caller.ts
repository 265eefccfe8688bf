import type { UserCaller } from '../caller.ts'
import { findApplication, findUser } from '../store/applications.ts'
import type { Database } from '../store/database.ts'
import { createCallerMemory } from './caller-memory.ts'
import type { Identity } from './identity.ts'

/** Tells who a request's session cookie belongs to. */
export interface SessionCallers {
  find(headers: Headers): Promise<UserCaller | undefined>
  /** Looks every session up anew from here on, as after somebody signed out. */
  forget(): void
}

/** Looks session cookies up, and remembers each answer for some seconds. */
export function createSessionCallers({ auth }: Identity, database: Database): SessionCallers {
  const memory = createCallerMemory<UserCaller>()

  async function lookUp(headers: Headers): Promise<UserCaller | undefined> {
    // a session is renewed by `GET /session` alone, which hands the new cookie on
    const session = await auth.api.getSession({ headers, query: { disableRefresh: true } })
    if (session === null) return undefined
    const { applicationId, applicationUserId } = session.user
    const own = database.of(applicationId)
    const application = await findApplication(own, applicationId)
    const user = await findUser(own, applicationId, applicationUserId)
    return application && user && { application, user }
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
