import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { ResponseOf, BodyOf } from '../../../contract/endpoints.ts'
import type { Instant } from '../../../contract/instant.ts'
import type { Session } from '../../../contract/user.ts'
import { PEOPLE } from '../../demo/people.ts'
import { demoApplicationId, demoPassword } from '../../demo/demo-sign-in.ts'
import type { Backend } from '../../core/backend.ts'
import type { SignedInCaller } from '../../core/caller.ts'
import { invalidRequest, Problem } from '../../core/problem.ts'
import { findApplication, findUser, listUsers } from '../../store/applications/applications.ts'
import type { Database, Connection } from '../../store/connection/database.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import { deleteReset } from '../../store/people/person-links.ts'
import {
  endSessionsOfUser,
  findPasswordHash,
  lockSignIn,
  writePasswordHash,
} from '../../store/people/person-sessions.ts'
import { findSession, insertSession } from '../../store/people/sessions.ts'
import { unauthenticated } from '../authenticate.ts'
import { guessablePassword, isGuessable } from './guessable-password.ts'
import { isWrongCredentials, type SignInAttempt } from './sign-in-throttle.ts'
import {
  findAccountsByPassword,
  findCheckedApplications,
  type Credentials,
  type MatchedAccount,
} from './check-password.ts'
import type { Auth, SignedInPerson } from './auth.ts'
import { createLinks } from './person-links.ts'
import type { SessionCallers } from './session-caller.ts'
import type { TrustedBrowser } from './trusted-browser.ts'

export interface SessionEndpointsOptions {
  readonly auth: Auth
  readonly callers: SessionCallers
  readonly database: Database
  readonly backend: Pick<Backend, 'capabilities' | 'hasFeature'>
  readonly clock: () => Instant
  readonly trustedBrowser: TrustedBrowser
  /** whether people can sign in with an identity provider */
  readonly singleSignOn: boolean
  /** days for which a browser shows its cached responses without the service */
  readonly offlineDays: number
}

/** A session, and the cookies to set. */
interface WithCookies {
  readonly session: Session
  readonly cookies: string[]
}

/** Creates the endpoints of `/session`: the current session, signing in and out, and passwords. Most return cookies to set. */
export function createSessionEndpoints({
  auth,
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
    // a user who was invited later has a password of their own
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
          (capability !== 'sync' && capability !== 'changeStream') ||
          (application !== undefined && backend.hasFeature(application, 'useLeadEventsSync')),
      ),
      singleSignOn,
      offlineDays,
      demoPeople: await demoPeople(),
    }
  }

  /**
   * Signs a person in who has proved their identity, and ends the browser's previous session. Throws if they no longer have
   * access. Source: ASVS 5.0, 7.2.4.
   */
  async function signIn(
    { email, ...person }: SignedInPerson & { readonly email: string },
    headers: Headers,
  ): Promise<WithCookies> {
    const started = await auth.startSession(person)
    if ('error' in started) throw started.error === 'access' ? noAccess() : wrongCredentials()
    const { cookies } = started
    const session = await readSession(
      new Headers({ cookie: cookies.map((line) => line.split(';', 1)[0]).join('; ') }),
    )
    if (session.user === null) throw noAccess()
    if ((await auth.find(headers)) !== undefined) {
      await auth.end(headers)
      callers.clear()
    }
    return { session, cookies: [...cookies, trustedBrowser.remember(headers, email, person.applicationId)] }
  }

  /** Returns the only account with access that has the password; throws if there is none, or more than one. */
  async function chooseAccount(matched: readonly MatchedAccount[]): Promise<MatchedAccount> {
    if (matched.length === 0) throw wrongCredentials()
    const names = new Map<string, string>()
    for (const { applicationId, userId } of matched) {
      const scoped = database.of(applicationId)
      const application = await findApplication(scoped, applicationId)
      const user = await findUser(scoped, applicationId, userId)
      if (application !== undefined && user !== undefined) names.set(applicationId, application.name)
    }
    const [account, ...others] = matched.filter(({ applicationId }) => names.has(applicationId))
    if (account === undefined) throw noAccess()
    if (others.length > 0) throw severalApplications(Object.fromEntries(names))
    return account
  }

  return {
    /** Returns the current session with the SHA-256 of its token, and renews it if it is time. */
    async getSession(headers: Headers): Promise<WithCookies & { readonly credential: Buffer | undefined }> {
      const cookies = await auth.renew(headers)
      const credential = (await callers.find(headers))?.session.hash
      return { session: await readSession(headers), cookies, credential }
    },

    /**
     * Signs a person in with their password, subject to `limit`. A browser is trusted only for the accounts that it has
     * signed in to. If the password is that of none of these, the attempt is repeated as from any other browser, whether or
     * not the address has other accounts.
     */
    async createSession(
      body: BodyOf<'createSession'>,
      headers: Headers,
      limit: (attempt: SignInAttempt, work: () => Promise<WithCookies>) => Promise<WithCookies>,
    ): Promise<WithCookies> {
      const { email, application } = body
      // a new password may be a guess: a user could set it in one application to test whether the same address has it in another
      let isGuess = false
      const attempt = async (among?: readonly string[]): Promise<WithCookies> => {
        const credentials = await credentialsIn(demo, body)
        const matched = await findAccountsByPassword(database, { ...credentials, among })
        isGuess = application === undefined && matched.some(({ isPasswordNew }) => isPasswordNew)
        const account = await chooseAccount(matched)
        const { applicationId, personId, passwordHash } = account
        return signIn({ applicationId, personId, passwordHash, email: credentials.email }, headers)
      }
      // with `demoPerson`, the email address in the body is ignored
      if (email === undefined || body.demoPerson !== undefined) return limit({}, attempt)
      const trusted = await trustedBrowser.find(
        headers,
        email,
        async () => (await findCheckedApplications(database, { email, application })).ids,
      )
      if (trusted !== undefined) {
        try {
          return await limit({ email, browser: trusted.browser }, async () => attempt(trusted.applications))
        } catch (error) {
          if (!(isWrongCredentials(error) || (error instanceof Problem && error.code === 'forbidden')))
            throw error
        }
      }
      return limit({ email, staysCounted: () => isGuess }, attempt)
    },

    async deleteSession(headers: Headers): Promise<string[]> {
      const cookies = await auth.end(headers)
      callers.clear()
      return cookies
    },

    /** Ends all of a person's sessions, on every device. */
    async deleteSessions({ application, user }: SignedInCaller, headers: Headers): Promise<string[]> {
      await database.of(application.id).transaction(async (connection) => {
        await lockSignIn(connection, application.id, user.id)
        await endSessionsOfUser(connection, application.id, user.id)
        await record(connection, { application, user }, 'sessions.end')
      })
      const cookies = await auth.end(headers)
      callers.clear()
      return cookies
    },

    async readLink({ token }: BodyOf<'readLink'>): Promise<ResponseOf<'readLink'>> {
      return { item: await links.read(token) }
    },

    /** Sets the password that a person chose with a link, and signs them in. */
    async acceptLink({ token, password }: BodyOf<'acceptLink'>, headers: Headers): Promise<WithCookies> {
      const accepted = await links.accept(token, password)
      callers.clear()
      return signIn(accepted, headers)
    },

    /**
     * Changes the caller's password. All of their sessions end, the caller gets a new one, and a link for a new password
     * becomes invalid. Returns the cookies to set.
     */
    async changePassword(
      { application, user, session }: SignedInCaller,
      body: BodyOf<'changePassword'>,
    ): Promise<string[]> {
      const scoped = database.of(application.id)
      const hash = await findPasswordHash(scoped, application.id, session.personId)
      const isCorrect = hash !== undefined && (await verifyPassword({ hash, password: body.password }))
      if (!isCorrect) throw wrongCredentials()
      const owner = { name: user.name, email: session.email, application: application.name }
      if (isGuessable(body.newPassword, owner)) throw invalidRequest([guessablePassword('newPassword')])
      const newHash = await hashPassword(body.newPassword)
      const renewed = auth.newSession()
      await scoped.transaction(async (connection) => {
        await lockSignIn(connection, application.id, user.id)
        // the session may have ended, and the password may have changed, while the passwords were hashed
        if ((await findSession(connection, application.id, session.hash)) === undefined)
          throw unauthenticated('This session has ended. Sign in again.')
        if ((await findPasswordHash(connection, application.id, session.personId)) !== hash)
          throw wrongCredentials()
        await writePasswordHash(connection, application.id, session.personId, newHash)
        await endSessionsOfUser(connection, application.id, user.id)
        await insertSession(connection, application.id, session.personId, renewed.session)
        await deleteReset(connection, application.id, user.id)
        await record(connection, { application, user }, 'password.change')
      })
      callers.clear()
      return renewed.cookies
    },
  }
}

async function credentialsIn(
  demo: Connection,
  { email, password, application, demoPerson }: BodyOf<'createSession'>,
): Promise<Credentials> {
  if (demoPerson !== undefined) {
    const [person] = await demo.query<{ email: string }>(demoEmail, [demoApplicationId, demoPerson])
    if (person === undefined) throw wrongCredentials()
    return { email: person.email, password: demoPassword, application: demoApplicationId }
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
  return { email, password, application }
}

const demoEmail = {
  name: 'demo-person',
  text: 'select email from person where application_id = $1 and application_user_id = $2',
}

function noAccess(): Problem {
  return new Problem('forbidden', 'Your access is blocked. Contact a manager of your application.')
}

function severalApplications(names: Readonly<Record<string, string>>): Problem {
  return invalidRequest([
    {
      field: 'application',
      code: 'application_needed',
      message: 'Must be the ID of one of the applications that address and password belong to.',
      values: names,
    },
  ])
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
