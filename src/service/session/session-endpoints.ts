import type { BodyOf } from '../../contract/endpoints.ts'
import type { Capability, Session } from '../../contract/user.ts'
import { demoApplicationId, demoPassword } from '../demo/demo-sign-in.ts'
import { invalidRequest } from '../problem.ts'
import { findApplication, listUsers } from '../store/applications.ts'
import type { Database, Connection } from '../store/database.ts'
import type { Identity } from './identity.ts'
import type { SessionCallers } from './session-caller.ts'

export interface SessionEndpointsOptions {
  readonly identity: Identity
  readonly callers: SessionCallers
  readonly database: Database
  readonly capabilities: readonly Capability[]
}

/** The three endpoints of `/session`: who am I, sign in, sign out. Each answers with the cookies to set. */
export function createSessionEndpoints({
  identity,
  callers,
  database,
  capabilities,
}: SessionEndpointsOptions) {
  const demo = database.of(demoApplicationId)

  async function demoPeople() {
    if ((await findApplication(demo, demoApplicationId)) === undefined) return []
    return (await listUsers(demo, demoApplicationId, { q: undefined, offset: 0, limit: 50 })).items
  }

  async function readSession(headers: Headers): Promise<Session> {
    const caller = await callers.find(headers)
    const { application, user } = caller ?? {}
    return {
      user:
        user && application ? { ...user, application: { id: application.id, name: application.name } } : null,
      capabilities: capabilities.filter(
        (capability) => capability !== 'sync' || application?.features.includes('useLeadEventsSync'),
      ),
      demoPeople: await demoPeople(),
    }
  }

  return {
    /** Who am I; renews the session, whose new cookie goes along. */
    async getSession(headers: Headers): Promise<{ session: Session; cookies: string[] }> {
      const { headers: answered } = await identity.auth.api.getSession({ headers, returnHeaders: true })
      return { session: await readSession(headers), cookies: answered.getSetCookie() }
    },

    async createSession(body: BodyOf<'createSession'>): Promise<{ session: Session; cookies: string[] }> {
      const { email, password } = await credentials(demo, body)
      try {
        const { headers } = await identity.auth.api.signInEmail({
          body: { email, password },
          returnHeaders: true,
        })
        const cookies = headers.getSetCookie()
        const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ')
        return { session: await readSession(new Headers({ cookie })), cookies }
      } catch (error) {
        if (isRefusal(error)) throw wrongCredentials()
        throw error
      }
    },

    async deleteSession(headers: Headers): Promise<string[]> {
      // better-auth signs out in the browser alone where it cannot in the database: ask first whether that is there
      await identity.auth.api.getSession({ headers, query: { disableRefresh: true } })
      const { headers: answered } = await identity.auth.api.signOut({ headers, returnHeaders: true })
      callers.forget()
      return answered.getSetCookie()
    },
  }
}

async function credentials(demo: Connection, { email, password, demoPerson }: BodyOf<'createSession'>) {
  if (demoPerson !== undefined) {
    const [person] = await demo.query<{ email: string }>(demoEmail, [demoApplicationId, demoPerson])
    if (person === undefined) throw wrongCredentials()
    return { email: person.email, password: demoPassword }
  }
  if (email === undefined || password === undefined) {
    const missing = Object.entries({ email, password }).filter(([, value]) => value === undefined)
    throw invalidRequest(
      missing.map(([field]) => ({
        field,
        code: 'required',
        message: 'Send both an e-mail address and a password.',
      })),
    )
  }
  return { email, password }
}

const demoEmail = {
  name: 'demo-person',
  text: 'select email from person where application_id = $1 and application_user_id = $2',
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  )
}

function wrongCredentials() {
  return invalidRequest([
    {
      field: 'password',
      code: 'wrong_credentials',
      message: 'E-mail address and password do not belong together.',
    },
  ])
}
