/** The session's cookie, with TLS and without it. */
const names = ['__Host-leadline.session_token', 'leadline.session_token']

/** Characters of a cookie at the most: browsers keep none that is longer. */
const maxCookieLength = 4_096

/**
 * The headers of a request that sign-in is to see: its session cookie. It would believe others that anybody can write,
 * such as `X-Forwarded-For`, and parse all cookies of the host.
 */
export function cookieOf({ headers }: Request): Headers {
  const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim())
  const own = names.flatMap((name) => cookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? [])
  const cookie = own.filter(({ length }) => length <= maxCookieLength).join('; ')
  return new Headers(cookie === '' ? {} : { cookie })
}
