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

/** Who is behind a request: `token` as a query parameter, a form field or `Authorization: Bearer`, else the session. */
export type Authenticate = (request: Request, parameters: Parameters, arrival: ClientInfo) => Promise<Caller>

export interface AuthenticateOptions {
  readonly database: Database
  readonly sessions: SessionCallers
  /** remembers whose a token is, and whom it names */
  readonly memory: CallerCache<Caller>
  readonly clock: () => Instant
  /** told of every token in force that is used */
  readonly tokenUsed: (hash: Buffer) => void
}

/** Throws `unauthenticated` where nobody is, and `forbidden` for a session in another's name or from another site. */
export function createAuthenticate({
  database,
  sessions,
  memory,
  clock,
  tokenUsed,
}: AuthenticateOptions): Authenticate {
  async function byToken(token: string, appUserId: unknown): Promise<Caller> {
    const hash = hashToken(token)
    // what nobody can be called is not kept, however long it is
    const named = appUserId === undefined || isUserId(appUserId) ? appUserId : ''
    const key = JSON.stringify([hash.toString('base64'), named])
    const caller = await memory.find(key, async () => lookUp(hash, appUserId))
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
    return user === undefined ? { ...found, user: null, userFault: unknownUser } : { ...found, user }
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

/** The longest id of a user, in code units. */
const maxUserIdLength = 640

function isUserId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxUserIdLength && !value.includes('\0')
}

const unknownUser: FieldError = {
  field: 'appUserId',
  code: 'unknown_user',
  message: 'Send the ID of exactly one user of your application (in a form or query, write "+" as %2B).',
}

/** The token that a request is authenticated by; `undefined` where it is the session. */
export function tokenOf(request: Request, parameters: Parameters): unknown {
  return parameters['token'] ?? bearer(request)
}

/** Another scheme is a proxy's in front of the service, and may be the same for everybody. */
export function bearer(request: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
}

/** The problem of a caller whom no token or session identifies. */
export function unauthenticated(detail: string): Problem {
  return new Problem('unauthenticated', detail, {
    headers: { 'www-authenticate': 'Bearer realm="leadline"' },
  })
}
