import { betterAuth } from 'better-auth'
import type { PoolConfig } from 'pg'
import type { ServiceRole } from '../store/client-scope.ts'
import { openPool } from '../store/open-pool.ts'

/** How long a session lasts. */
export interface SessionLimits {
  /** seconds after it was last renewed */
  readonly idleSeconds: number
  /** seconds after the person signed in, however busy they were */
  readonly absoluteSeconds: number
}

/** A working day and the night after it, and a month: what people bear, with the least that is left open. */
export const defaultSessionLimits: SessionLimits = {
  idleSeconds: 24 * 60 * 60,
  absoluteSeconds: 30 * 24 * 60 * 60,
}

/** Seconds after which a session that is used is renewed. */
const renewalSeconds = 10 * 60

export interface IdentityOptions {
  readonly connection: PoolConfig
  /** what the sessions of the pool work as; without one, as who connects */
  readonly role: ServiceRole | undefined
  /** signs the cookies; kept in the database */
  readonly secret: string
  readonly limits: SessionLimits
}

/**
 * People, their passwords and their sessions: better-auth on our own tables.
 *
 * It has a small pool of its own, for it reads timestamps as `Date`, the store as texts.
 */
export function createIdentity({ connection, role, secret, limits }: IdentityOptions) {
  const pool = openPool({ max: 3, application_name: 'leadline-sign-in', ...connection }, role)
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
      cookiePrefix: 'leadline',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
  })
  return { auth, limits, close: async () => pool.end() }
}

export type Identity = ReturnType<typeof createIdentity>
