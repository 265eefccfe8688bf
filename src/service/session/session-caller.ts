import type { Instant } from '../../contract/instant.ts'
import type { SignedInCaller } from '../caller.ts'
import { findApplication, findUser } from '../store/applications.ts'
import type { Database } from '../store/database.ts'
import { noteSeen } from '../store/person-directory.ts'
import { createCallerMemory } from './caller-memory.ts'
import type { Identity } from './identity.ts'

/** Tells who a request's session cookie belongs to. */
export interface SessionCallers {
  find(headers: Headers): Promise<SignedInCaller | undefined>
  /** Looks every session up anew from here on, as after somebody signed out. */
  forget(): void
}

/** Looks session cookies up, and remembers each answer for some seconds. */
export function createSessionCallers(
  { auth, limits }: Identity,
  database: Database,
  clock: () => Instant,
): SessionCallers {
  const memory = createCallerMemory<SignedInCaller>()

  async function lookUp(headers: Headers): Promise<SignedInCaller | undefined> {
    // a session is renewed by `GET /session` alone, which hands the new cookie on
    const found = await auth.api.getSession({ headers, query: { disableRefresh: true } })
    if (found === null) return undefined
    const { user: person, session } = found
    // by the clock that wrote it, which is the process's: better-auth knows no other
    if (Date.now() - session.createdAt.getTime() >= limits.absoluteSeconds * 1_000) return undefined
    const { applicationId, applicationUserId } = person
    const own = database.of(applicationId)
    const application = await findApplication(own, applicationId)
    const user = await findUser(own, applicationId, applicationUserId)
    if (application === undefined || user === undefined) return undefined
    await noteSeen(own, applicationId, applicationUserId, clock())
    const { id: personId, email } = person
    return { application, user, session: { personId, email, token: session.token } }
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
