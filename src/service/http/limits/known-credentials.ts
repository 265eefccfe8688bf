import { hashToken } from '../../store/applications/hash-token.ts'
import { bearer } from '../authenticate.ts'
import { cookieOf } from '../cookie-of.ts'

/** Credentials at the most that are remembered. */
const maxCredentials = 20_000

const tokenInQuery = /[?&]token=([^&#]+)/

const tokenInCookie = /leadline\.session_token=([\w-]+)\./g

/** The tokens that a request has before its body is read: in the address, in a header, of a session. */
function tokensOf(request: Request): string[] {
  const cookies = cookieOf(request).get('cookie') ?? ''
  const sessions = [...cookies.matchAll(tokenInCookie)].map(([, token]) => token)
  return [tokenInQuery.exec(request.url)?.[1], bearer(request), ...sessions].filter(
    (token) => token !== undefined,
  )
}

/** The credentials that were good when they were used last, by the SHA-256 of their tokens. */
export function createKnownCredentials() {
  const known = new Set<string>()
  return {
    /** The credential of a request if it was good before; it may have been revoked since. */
    find(request: Request): string | undefined {
      if (known.size === 0) return undefined
      return tokensOf(request)
        .map((token) => hashToken(token).toString('base64'))
        .find((credential) => known.has(credential))
    },
    /** Takes the SHA-256 of the token that authenticated a request, and nothing that came beside it. */
    add(hash: Buffer): void {
      const credential = hash.toString('base64')
      // the one that was used longest ago comes first
      known.delete(credential)
      known.add(credential)
      const [oldest] = known
      if (known.size > maxCredentials && oldest !== undefined) known.delete(oldest)
    },
  }
}
