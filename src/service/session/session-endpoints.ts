import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { AnswerOf, BodyOf } from '../../contract/endpoints.ts'
import type { Instant } from '../../contract/instant.ts'
import type { Session } from '../../contract/user.ts'
import { PEOPLE } from '../demo/people.ts'
import { demoApplicationId, demoPassword } from '../demo/demo-sign-in.ts'
import type { Backend } from '../backend.ts'
import type { SignedInCaller } from '../caller.ts'
import { invalidRequest, Problem } from '../problem.ts'
import { findApplication, listUsers } from '../store/applications.ts'
import type { Database, Connection } from '../store/database.ts'
import { actorOf, audit } from '../store/audit.ts'
import { deleteReset } from '../store/person-links.ts'
import { endSessions, findPasswordHash, writePasswordHash } from '../store/person-sessions.ts'
import { guessablePassword, isGuessable } from './guessable-password.ts'
import type { SignInAttempt } from './slow-sign-in.ts'
import type { Identity } from './identity.ts'
import { createLinks } from './person-links.ts'
import type { SessionCallers } from './session-caller.ts'
import type { TrustedBrowser } from './trusted-browser.ts'

export interface SessionEndpointsOptions {
  readonly identity: Identity
  readonly callers: SessionCallers
  readonly database: Database
  readonly backend: Pick<Backend, 'capabilities' | 'hasFeature'>
  readonly clock: () => Instant
  readonly trustedBrowser: TrustedBrowser
  /** whether people can sign in by a provider */
  readonly singleSignOn: boolean
  /** days for which a browser shows what it read last without the service */
  readonly offlineDays: number
}

/** A session, and the cookies that go along. */
interface WithCookies {
  readonly session: Session
  readonly cookies: string[]
}

/** The endpoints of `/session`: who am I, sign in and out, and passwords. Each answers with the cookies to set. */
export function createSessionEndpoints({
  identity,
  callers,
  database,
  backend,
  clock,
  trustedBrowser,
  singleSignOn,
  offlineDays,
}: SessionEndpointsOptions) {
  const demo = database.of(demoApplicationId)
  const links = createLinks(database, clock)

  async function demoPeople() {
    if ((await findApplication(demo, demoApplicationId)) === undefined) return []
    const { items } = await listUsers(demo, demoApplicationId, { q: undefined, offset: 0, limit: 50 })
    // whoever was invited since has a password of their own
    return items
      .filter((user) => !user.blocked && PEOPLE.some(({ id }) => id === user.id))
      .map(({ id, name, role }) => ({ id, name, role }))
  }

  const record = async (
    connection: Connection,
    { application, user }: Pick<SignedInCaller, 'application' | 'user'>,
    action: 'sessions.end' | 'password.change',
  ) =>
    audit(connection, clock(), {
      applicationId: application.id,
      actor: actorOf({ user }),
      action,
      target: { kind: 'user', id: user.id },
    })

  async function readSession(headers: Headers): Promise<Session> {
    const caller = await callers.find(headers)
    const { application, user } = caller ?? {}
    return {
      user:
        user && application ? { ...user, application: { id: application.id, name: application.name } } : null,
      capabilities: backend.capabilities.filter(
        (capability) =>
          capability !== 'sync' ||
          (application !== undefined && backend.hasFeature(application, 'useLeadEventsSync')),
      ),
      singleSignOn,
      offlineDays,
      demoPeople: await demoPeople(),
    }
  }

  async function signIn(email: string, password: string, headers: Headers): Promise<WithCookies> {
    const cookies = await cookiesOf(email, password)
    const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ')
    const signedIn = new Headers({ cookie })
    const session = await readSession(signedIn)
    if (session.user === null) {
      await identity.auth.api.signOut({ headers: signedIn })
      throw new Problem('forbidden', 'Your access is blocked. Contact a manager of your application.')
    }
    return { session, cookies: [...cookies, trustedBrowser.remember(headers, email)] }
  }

  async function cookiesOf(email: string, password: string): Promise<string[]> {
    try {
      const { headers } = await identity.auth.api.signInEmail({
        body: { email, password },
        returnHeaders: true,
      })
      return headers.getSetCookie()
    } catch (error) {
      if (isRefusal(error)) throw wrongCredentials()
      throw error
    }
  }

  return {
    /** Who am I; renews the session, whose new cookie goes along. */
    async getSession(headers: Headers): Promise<WithCookies> {
      const { headers: answered } = await identity.auth.api.getSession({ headers, returnHeaders: true })
      return { session: await readSession(headers), cookies: answered.getSetCookie() }
    },

    /** How an attempt to sign in is told apart from those of other browsers. */
    attemptOf({ email }: BodyOf<'createSession'>, headers: Headers): SignInAttempt {
      return email === undefined ? {} : { email, browser: trustedBrowser.find(headers, email) }
    },

    async createSession(body: BodyOf<'createSession'>, headers: Headers): Promise<WithCookies> {
      const { email, password } = await credentials(demo, body)
      return signIn(email, password, headers)
    },

    async deleteSession(headers: Headers): Promise<string[]> {
      // better-auth signs out in the browser alone where it cannot in the database: ask first whether that is there
      await identity.auth.api.getSession({ headers, query: { disableRefresh: true } })
      const { headers: answered } = await identity.auth.api.signOut({ headers, returnHeaders: true })
      callers.forget()
      return answered.getSetCookie()
    },

    /** Ends all of a person's sessions, on every device. */
    async deleteSessions(
      { application, user, session }: SignedInCaller,
      headers: Headers,
    ): Promise<string[]> {
      await database.of(application.id).transaction(async (connection) => {
        await endSessions(connection, session.personId)
        await record(connection, { application, user }, 'sessions.end')
      })
      const { headers: answered } = await identity.auth.api.signOut({ headers, returnHeaders: true })
      callers.forget()
      return answered.getSetCookie()
    },

    async readLink({ token }: BodyOf<'readLink'>): Promise<AnswerOf<'readLink'>> {
      return { item: await links.read(token) }
    },

    /** Takes the password that somebody chose by a link, and signs them in with it. */
    async acceptLink({ token, password }: BodyOf<'acceptLink'>, headers: Headers): Promise<WithCookies> {
      const email = await links.accept(token, password)
      callers.forget()
      return signIn(email, password, headers)
    },

    /**
     * Changes one's own password; whoever else was signed in with the old one is signed out, and a link that was made to
     * replace it is good no more.
     */
    async changePassword(
      { application, user, session }: SignedInCaller,
      body: BodyOf<'changePassword'>,
    ): Promise<void> {
      const hash = await findPasswordHash(database, session.personId)
      const isRight = hash !== undefined && (await verifyPassword({ hash, password: body.password }))
      if (!isRight) throw wrongCredentials()
      const owner = { name: user.name, email: session.email, application: application.name }
      if (isGuessable(body.newPassword, owner)) throw invalidRequest([guessablePassword('newPassword')])
      const newHash = await hashPassword(body.newPassword)
      await database.of(application.id).transaction(async (connection) => {
        await writePasswordHash(connection, session.personId, newHash)
        await endSessions(connection, session.personId, session.token)
        await deleteReset(connection, application.id, user.id)
        await record(connection, { application, user }, 'password.change')
      })
      callers.forget()
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
        message: 'Send both email and password.',
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
      message: 'Incorrect email or password.',
    },
  ])
}
