import type { UserCaller } from '../caller.ts'
import { findApplication, findUser } from '../store/applications.ts'
import type { Connection } from '../store/database.ts'
import type { Identity } from './identity.ts'

/** Milliseconds for which a session is not looked up again: better-auth's look-up costs more than a list of events. */
const rememberedFor = 5_000

/** Tells who a request's session cookie belongs to. */
export interface SessionCallers {
  find(headers: Headers): Promise<UserCaller | undefined>
  /** Looks every session up anew from here on, as after somebody signed out. */
  forget(): void
}

/** Looks session cookies up, and remembers each answer for some seconds; `milliseconds` is a monotonic clock. */
export function createSessionCallers(
  { auth }: Identity,
  connection: Connection,
  milliseconds: () => number = () => performance.now(),
): SessionCallers {
  const remembered = new Map<string, { caller: UserCaller; until: number }>()
  let forgotten = 0

  async function lookUp(headers: Headers): Promise<UserCaller | undefined> {
    // a session is renewed by `GET /session` alone, which hands the new cookie on
    const session = await auth.api.getSession({ headers, query: { disableRefresh: true } })
    if (session === null) return undefined
    const { applicationId, applicationUserId } = session.user
    const application = await findApplication(connection, applicationId)
    const user = await findUser(connection, applicationId, applicationUserId)
    return application && user && { application, user }
  }

  return {
    async find(headers) {
      const cookie = headers.get('cookie')
      if (cookie === null || !cookie.includes('leadline.')) return undefined
      const known = remembered.get(cookie)
      if (known !== undefined && known.until > milliseconds()) return known.caller
      const before = forgotten
      const caller = await lookUp(headers)
      // what was looked up while somebody signed out may be old already
      if (caller === undefined || before !== forgotten) return caller
      if (remembered.size > 1_000) remembered.clear()
      remembered.set(cookie, { caller, until: milliseconds() + rememberedFor })
      return caller
    },
    forget() {
      forgotten++
      remembered.clear()
    },
  }
}
