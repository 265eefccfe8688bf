import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { toInstant } from '../../../contract/instant.ts'
import type { Database } from '../../store/connection/database.ts'
import { hashToken } from '../../store/applications/hash-token.ts'
import { findPasswordHash, lockSignInShared } from '../../store/people/person-sessions.ts'
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

/** Milliseconds between two renewals of a session in use. */
const renewalMs = 10 * 60 * 1_000

export interface AuthOptions {
  readonly database: Database
  /** signs the cookies; stored in the database */
  readonly secret: string
  /** whether browsers use TLS: the prefix `__Host-` requires `Secure`, which plain HTTP does not permit */
  readonly secureCookies: boolean
  readonly limits: SessionLimits
}

/** The session of a request. */
export interface ActiveSession extends StoredSession {
  readonly applicationId: string
  /** the SHA-256 of its token */
  readonly hash: Buffer
}

/** A person who has proved their identity. */
export interface SignedInPerson {
  readonly applicationId: string
  readonly personId: string
  /** the hash of the password that was checked; `undefined` for a sign-in without a password */
  readonly passwordHash?: string | undefined
}

/** Manages people's sessions and their cookies in browsers. */
export interface Auth {
  /** Creates a session to store, and the cookies to set once it is stored. */
  newSession(): { readonly session: NewSession; readonly cookies: string[] }
  /**
   * Signs a person in. Returns the cookies to set, or an error: `access` if their access has ended, `password` if their
   * password has changed since it was checked.
   */
  startSession(
    person: SignedInPerson,
  ): Promise<{ readonly cookies: string[] } | { readonly error: 'access' | 'password' }>
  /** Returns the session of a request, unless it has ended. */
  find(headers: Headers): Promise<ActiveSession | undefined>
  /** Renews the session of a request if it is time; returns the cookies to set. */
  renew(headers: Headers): Promise<string[]>
  /** Ends the session of a request; returns the cookies to set. */
  end(headers: Headers): Promise<string[]>
}

/*
 * 2026-11-30. Context: an account belongs to an application, an address can have several accounts, sessions are stored by
 * the hash of their token, and row level security separates the applications. The library that managed sessions
 * (better-auth) finds people by address alone, stores tokens in plain text and opens its own connections. Decision: this
 * file manages sessions, with the same cookies, on the store's connections. Consequence: earlier sessions and cookies
 * remain valid.
 */
export function createAuth({ database, secret, secureCookies, limits }: AuthOptions): Auth {
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

  /** Returns the token in a request's cookie if its signature is valid. */
  function tokenOf(headers: Headers): string | undefined {
    const value = (headers.get('cookie') ?? '').split('; ').find((one) => one.startsWith(`${name}=`))
    const [, token = '', signature = ''] = /^(.+)\.(.+)$/.exec(decode(value?.slice(name.length + 1))) ?? []
    const [received, expected] = [Buffer.from(signature), Buffer.from(sign(token))]
    return received.length === expected.length && timingSafeEqual(received, expected) ? token : undefined
  }

  // compares with the clock of this process, which has set the session's times
  async function find(headers: Headers): Promise<ActiveSession | undefined> {
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
        if (!(await lockSignInShared(connection, applicationId, personId))) return { error: 'access' }
        const isCurrent =
          passwordHash === undefined ||
          passwordHash === (await findPasswordHash(connection, applicationId, personId))
        if (!isCurrent) return { error: 'password' }
        const { session, cookies } = newSession()
        await insertSession(connection, applicationId, personId, session)
        return { cookies }
      })
    },

    async renew(headers) {
      const token = tokenOf(headers)
      const session = await find(headers)
      // does not remove the cookie of an ended session, because the browser may have a newer one when the response arrives
      if (token === undefined || session === undefined) return []
      const now = Date.now()
      const age = now + idleMs - Date.parse(session.expires)
      if (age < Math.min(renewalMs, idleMs / 2)) return []
      const { applicationId, hash } = session
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
