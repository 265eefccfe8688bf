import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { toInstant } from '../../../contract/instant.ts'
import type { Database } from '../../store/connection/database.ts'
import { hashToken } from '../../store/applications/hash-token.ts'
import { findPasswordHash, holdSignIn } from '../../store/people/person-sessions.ts'
import {
  endSession,
  findApplicationOfSession,
  findSession,
  insertSession,
  renewSession,
  type NewSession,
  type StoredSession,
} from '../../store/people/sessions.ts'
import type { SessionLimits } from './session-limits.ts'

/** Milliseconds after which a session that is used is renewed. */
const renewalMs = 10 * 60 * 1_000

export interface IdentityOptions {
  readonly database: Database
  /** signs the cookies; kept in the database */
  readonly secret: string
  /** whether browsers reach the service by TLS: `__Host-` needs `Secure`, which plain HTTP has not */
  readonly secureCookies: boolean
  readonly limits: SessionLimits
}

/** A session that a browser has. */
export interface FoundSession extends StoredSession {
  readonly applicationId: string
  /** the SHA-256 of its token */
  readonly hash: Buffer
}

/** A person who has shown who they are. */
export interface SignedInPerson {
  readonly applicationId: string
  readonly personId: string
  /** the hash of the password that was checked; none where there was no password */
  readonly passwordHash?: string | undefined
}

/** The sessions of people, and the cookies that browsers have of them. */
export interface Auth {
  /** A session to store, and the cookies to set once it is stored. */
  newSession(): { readonly session: NewSession; readonly cookies: string[] }
  /**
   * Signs a person in; returns the cookies to set, or why not: their access has ended, or their password is another one
   * since it was checked.
   */
  startSession(
    person: SignedInPerson,
  ): Promise<{ readonly cookies: string[] } | { readonly refusal: 'access' | 'password' }>
  /** The session of a request, unless it has ended. */
  find(headers: Headers): Promise<FoundSession | undefined>
  /** Renews the session of a request if it is time; returns the cookies to set. */
  renew(headers: Headers): Promise<string[]>
  /** Ends the session of a request; returns the cookies to set. */
  end(headers: Headers): Promise<string[]>
}

/*
 * 2026-11-30. Context: an account belongs to an application, an address can have several, sessions are stored by their
 * hash, and all of it is under row level security by application. The library that kept sessions (better-auth) finds
 * people by address alone, stores tokens as they are and has connections of its own. Decision: sessions are kept here,
 * with the same cookies, on the store's connections. Consequence: sessions and cookies from before stay valid.
 */
export function createIdentity({ database, secret, secureCookies, limits }: IdentityOptions): Auth {
  const name = `${secureCookies ? '__Host-' : ''}leadline.session_token`
  const idleMs = limits.idleSeconds * 1_000

  const cookie = (value: string, seconds: number): string =>
    `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Strict${secureCookies ? '; Secure' : ''}`
  const sessionCookie = (token: string): string =>
    cookie(encodeURIComponent(`${token}.${sign(token)}`), limits.idleSeconds)
  const noCookie = [cookie('', 0)]

  function sign(token: string): string {
    return createHmac('sha256', secret).update(token).digest('base64')
  }

  /** The token in a request's cookie, where its signature is ours. */
  function tokenOf(headers: Headers): string | undefined {
    const found = (headers.get('cookie') ?? '').split('; ').find((one) => one.startsWith(`${name}=`))
    const [, token = '', signature = ''] = /^(.+)\.(.+)$/.exec(decode(found?.slice(name.length + 1))) ?? []
    const [sent, own] = [Buffer.from(signature), Buffer.from(sign(token))]
    return sent.length === own.length && timingSafeEqual(sent, own) ? token : undefined
  }

  // by the clock that wrote it, which is the process's
  async function find(headers: Headers): Promise<FoundSession | undefined> {
    const token = tokenOf(headers)
    if (token === undefined) return undefined
    const hash = hashToken(token)
    const applicationId = await findApplicationOfSession(database, hash)
    if (applicationId === undefined) return undefined
    const session = await findSession(database.of(applicationId), applicationId, hash)
    const hasEnded =
      session === undefined ||
      Date.parse(session.expires) <= Date.now() ||
      Date.now() - Date.parse(session.created) >= limits.absoluteSeconds * 1_000
    return hasEnded ? undefined : { ...session, applicationId, hash }
  }

  function newSession() {
    const token = randomBytes(32).toString('base64url')
    const now = Date.now()
    const session: NewSession = {
      hash: hashToken(token),
      created: toInstant(now),
      expires: toInstant(now + idleMs),
    }
    return { session, cookies: [sessionCookie(token)] }
  }

  return {
    find,
    newSession,

    async startSession({ applicationId, personId, passwordHash }) {
      return database.of(applicationId).transaction(async (connection) => {
        if (!(await holdSignIn(connection, applicationId, personId))) return { refusal: 'access' }
        const isCurrent =
          passwordHash === undefined ||
          passwordHash === (await findPasswordHash(connection, applicationId, personId))
        if (!isCurrent) return { refusal: 'password' }
        const { session, cookies } = newSession()
        await insertSession(connection, applicationId, personId, session)
        return { cookies }
      })
    },

    async renew(headers) {
      const token = tokenOf(headers)
      const found = await find(headers)
      // a cookie of a session that has ended stays, because the browser may have another one by the time of the response
      if (token === undefined || found === undefined) return []
      const now = Date.now()
      const age = now + idleMs - Date.parse(found.expires)
      if (age < Math.min(renewalMs, idleMs / 2)) return []
      const { applicationId, hash } = found
      const isRenewed = await renewSession(database.of(applicationId), applicationId, hash, {
        now: toInstant(now),
        expires: toInstant(now + idleMs),
      })
      return isRenewed ? [sessionCookie(token)] : []
    },

    async end(headers) {
      const token = tokenOf(headers)
      if (token === undefined) return noCookie
      const hash = hashToken(token)
      const applicationId = await findApplicationOfSession(database, hash)
      if (applicationId !== undefined) await endSession(database.of(applicationId), applicationId, hash)
      return noCookie
    },
  }
}

function decode(value = ''): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
