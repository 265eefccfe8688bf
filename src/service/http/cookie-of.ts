/** The names of our cookies, with TLS and without it. */
const names = ['session_token', 'browser'].flatMap((name) => [`__Host-leadline.${name}`, `leadline.${name}`])

/** The maximum length of a cookie in characters: browsers store no longer one. */
const maxCookieLength = 4_096

/**
 * Returns the headers that sign-in may use: only our own cookies of the request. Other headers can be forged by
 * anyone, and the host may have many other cookies to parse.
 */
export function cookieOf({ headers }: Request): Headers {
  const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim())
  const own = names.flatMap((name) => cookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? [])
  const cookie = own.filter(({ length }) => length <= maxCookieLength).join('; ')
  return new Headers(cookie === '' ? {} : { cookie })
}
