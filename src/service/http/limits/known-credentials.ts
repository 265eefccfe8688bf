import { hashToken } from '../../store/applications/hash-token.ts'
import { bearer } from '../authenticate.ts'
import { cookieOf } from '../cookie-of.ts'

/** The maximum number of remembered credentials. */
const maxCredentials = 20_000

const tokenInQuery = /[?&]token=[^&#]/

const tokenInCookie = /leadline\.session_token=([\w-]+)\./g

/** Returns the tokens of a request that are available without its body: in the URL, in a header, of a session. */
function tokensOf(request: Request): string[] {
  const cookies = cookieOf(request).get('cookie') ?? ''
  const sessions = [...cookies.matchAll(tokenInCookie)].map(([, token]) => token)
  const inQuery = tokenInQuery.test(request.url) ? new URL(request.url).searchParams.get('token') : null
  return [inQuery ?? undefined, bearer(request), ...sessions].filter((token) => token !== undefined)
}

/** The credentials that were valid when last used, by the SHA-256 of their tokens. */
export function createKnownCredentials() {
  const known = new Set<string>()
  return {
    /** Returns the credential of a request if it was valid before; it may have been revoked since. */
    find(request: Request): string | undefined {
      if (known.size === 0) return undefined
      return tokensOf(request)
        .map((token) => hashToken(token).toString('base64'))
        .find((credential) => known.has(credential))
    },
    /** Remembers the SHA-256 of the token that authenticated a request, and no other value of it. */
    add(hash: Buffer): void {
      const credential = hash.toString('base64')
      // sets keep their order: the least recently used one is first
      known.delete(credential)
      known.add(credential)
      const [oldest] = known
      if (known.size > maxCredentials && oldest !== undefined) known.delete(oldest)
    },
  }
}
