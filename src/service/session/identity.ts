import { betterAuth, type BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import type { PoolConfig } from 'pg'
import * as z from 'zod'
import type { ServiceRole } from '../store/client-scope.ts'
import type { SessionLimits } from './session-limits.ts'
import { answerTimeoutMs, openPool } from '../store/open-pool.ts'

/** Seconds after which a session that is used is renewed. */
const renewalSeconds = 10 * 60

export interface IdentityOptions {
  readonly connection: PoolConfig
  /** what the sessions of the pool work as; without one, as who connects */
  readonly role: ServiceRole | undefined
  /** signs the cookies; kept in the database */
  readonly secret: string
  /** whether browsers reach the service by TLS: `__Host-` needs `Secure`, which plain HTTP has not */
  readonly secureCookies: boolean
  readonly limits: SessionLimits
}

/** Starts a session without a password. No route leads here: it is called by us alone. */
const knownPerson = {
  id: 'known-person',
  endpoints: {
    startSession: createAuthEndpoint(
      '/start-session',
      { method: 'POST', body: z.object({ personId: z.string() }) },
      async (context) => {
        const { internalAdapter } = context.context
        const user = await internalAdapter.findUserById(context.body.personId)
        if (user === null) throw new Error('nobody has this id')
        const session = await internalAdapter.createSession(user.id)
        await setSessionCookie(context, { session, user })
        return context.json({})
      },
    ),
  },
} satisfies BetterAuthPlugin

/**
 * People, their passwords and their sessions: better-auth on our own tables.
 *
 * It has a small pool of its own, for it reads timestamps as `Date`, the store as texts.
 */
export function createIdentity({ connection, role, secret, secureCookies, limits }: IdentityOptions) {
  const { pool, close } = openPool(
    { max: 3, application_name: 'leadline-sign-in', ...connection },
    { role, maxHoldMs: answerTimeoutMs },
  )
  const auth = betterAuth({
    appName: 'Leadline',
    database: pool,
    secret,
    // only ever called from our own routes, never as a handler of its own
    baseURL: 'http://localhost',
    emailAndPassword: { enabled: true, disableSignUp: true },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        applicationId: { type: 'string', required: true, input: false, fieldName: 'application_id' },
        applicationUserId: { type: 'string', required: true, input: false, fieldName: 'application_user_id' },
      },
    },
    session: {
      modelName: 'person_session',
      expiresIn: limits.idleSeconds,
      updateAge: Math.min(renewalSeconds, limits.idleSeconds / 2),
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'person_account',
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'person_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      cookiePrefix: secureCookies ? '__Host-leadline' : 'leadline',
      // would put __Secure- before the name
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/', secure: secureCookies },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [knownPerson],
    logger: { disabled: true },
    telemetry: { enabled: false },
  })
  return {
    auth,
    limits,
    /** Signs a person in who has shown otherwise who they are; answers the cookies to set. */
    async startSession(personId: string): Promise<string[]> {
      const { headers } = await auth.api.startSession({ body: { personId }, returnHeaders: true })
      return headers.getSetCookie()
    },
    close,
  }
}

export type Identity = ReturnType<typeof createIdentity>
