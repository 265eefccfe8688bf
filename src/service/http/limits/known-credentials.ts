import { hashToken } from '../../store/applications/hash-token.ts'
import { cookieOf } from '../cookie-of.ts'

/** Credentials at the most that are remembered. */
const maxCredentials = 20_000

const tokenInQuery = /[?&]token=([^&#]+)/

/** Another scheme is a proxy's in front of the service, and may be the same for everybody. */
const bearerToken = /^Bearer +(\S+)$/i

/**
 * The SHA-256 of a request's credential, of one that a request has before its body is read: a token in the address or a
 * header, or a session. `undefined` where it has none.
 */
function credentialOf(request: Request): string | undefined {
  const credential =
    tokenInQuery.exec(request.url)?.[1] ??
    bearerToken.exec(request.headers.get('authorization') ?? '')?.[1] ??
    cookieOf(request).get('cookie')
  return credential === null ? undefined : hashToken(credential).toString('base64')
}

/** The credentials that were good when they were used last, by their SHA-256. */
export function createKnownCredentials() {
  const known = new Set<string>()
  return {
    /** The credential of a request if it was good before; it may have been revoked since. */
    find(request: Request): string | undefined {
      if (known.size === 0) return undefined
      const credential = credentialOf(request)
      return credential !== undefined && known.has(credential) ? credential : undefined
    },
    add(request: Request): void {
      const credential = credentialOf(request)
      if (credential === undefined) return
      // the one that was used longest ago comes first
      known.delete(credential)
      known.add(credential)
      const [oldest] = known
      if (known.size > maxCredentials && oldest !== undefined) known.delete(oldest)
    },
  }
}
