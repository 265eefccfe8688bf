import type { FieldError } from '../../contract/problem.ts'
import type { Instant } from '../../contract/instant.ts'
import type { Application, Caller } from '../core/caller.ts'
import { Problem } from '../core/problem.ts'
import type { CallerCache } from './session/caller-cache.ts'
import type { SessionCallers } from './session/session-caller.ts'
import { findToken } from '../store/applications/api-tokens.ts'
import { findUser } from '../store/applications/applications.ts'
import type { Database } from '../store/connection/database.ts'
import { hashToken } from '../store/applications/hash-token.ts'
import type { Parameters } from './parameters/read-parameters.ts'
import type { ClientInfo } from './limits/client-address.ts'
import { cookieOf } from './cookie-of.ts'
import { refuseCrossSite } from './refuse-cross-site.ts'

/**
 * Returns the caller of a request, from its `token` (a query parameter, a form field or `Authorization: Bearer`), otherwise
 * from its session.
 */
export type Authenticate = (request: Request, parameters: Parameters, client: ClientInfo) => Promise<Caller>

export interface AuthenticateOptions {
  readonly database: Database
  readonly sessions: SessionCallers
  /** caches the callers of tokens, each with the user that it named */
  readonly tokenCallers: CallerCache<Caller>
  readonly clock: () => Instant
  /** called with the SHA-256 of every valid token that is used */
  readonly tokenUsed: (hash: Buffer) => void
}

/**
 * Authenticates requests. Throws `unauthenticated` without valid credentials, and `forbidden` if the session belongs to
 * another user or the request is cross-site.
 */
export function createAuthenticate({
  database,
  sessions,
  tokenCallers,
  clock,
  tokenUsed,
}: AuthenticateOptions): Authenticate {
  async function byToken(token: string, appUserId: unknown): Promise<Caller> {
    const hash = hashToken(token)
    // an invalid user ID is not part of the key, however long it is
    const named = appUserId === undefined || isUserId(appUserId) ? appUserId : ''
    const key = JSON.stringify([hash.toString('base64'), named])
    const caller = await tokenCallers.find(key, async () => lookUp(hash, appUserId))
    if (caller === undefined) throw unauthenticated('This token is unknown or has been revoked.')
    const expires = caller.token?.expires ?? null
    if (expires !== null && expires <= clock())
      throw unauthenticated(`This token expired at ${expires}. Use a valid token.`)
    tokenUsed(hash)
    return caller
  }

  async function lookUp(hash: Buffer, appUserId: unknown): Promise<Caller | undefined> {
    const found = await findToken(database, hash)
    if (found === undefined) return undefined
    if (appUserId === undefined) return { ...found, user: null }
    const user = await actingUser(found.application, appUserId)
    return user === undefined ? { ...found, user: null, userError: unknownUser } : { ...found, user }
  }

  async function actingUser({ id }: Application, appUserId: unknown) {
    return isUserId(appUserId) ? findUser(database.of(id), id, appUserId) : undefined
  }

  return async (request, parameters, { origin }) => {
    const token = tokenOf(request, parameters)
    const appUserId = parameters['appUserId']
    if (token !== undefined) {
      if (typeof token !== 'string') throw unauthenticated('Send exactly one token.')
      return byToken(token, appUserId)
    }
    const caller = await sessions.find(cookieOf(request))
    if (caller === undefined) throw unauthenticated('Authentication required: sign in or send a token.')
    refuseCrossSite(request, origin)
    if (appUserId !== undefined && appUserId !== caller.user.id) {
      throw new Problem('forbidden', 'The session belongs to a user other than appUserId. Sign in again.')
    }
    return caller
  }
}

/** The maximum length of a user's ID in UTF-16 code units. */
const maxUserIdLength = 640

function isUserId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxUserIdLength && !value.includes('\0')
}

const unknownUser: FieldError = {
  field: 'appUserId',
  code: 'unknown_user',
  message: 'Send the ID of exactly one user of your application (in a form or query, write "+" as %2B).',
}

/** Returns the token that authenticates a request; `undefined` if its session does. */
export function tokenOf(request: Request, parameters: Parameters): unknown {
  return parameters['token'] ?? bearer(request)
}

/** Returns the bearer token of a request. Another scheme may belong to a proxy, with the same value for all users. */
export function bearer(request: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
}

/** Creates the problem of a request without valid credentials. */
export function unauthenticated(detail: string): Problem {
  return new Problem('unauthenticated', detail, {
    headers: { 'www-authenticate': 'Bearer realm="leadline"' },
  })
}
