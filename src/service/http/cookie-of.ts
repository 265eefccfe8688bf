/** The cookies of sign-in, with TLS and without it. */
const names = ['session_token', 'browser'].flatMap((name) => [`__Host-leadline.${name}`, `leadline.${name}`])

/** Characters of a cookie at the most: browsers keep none that is longer. */
const maxCookieLength = 4_096

/**
 * The headers of a request that sign-in is to see: its cookies. It would believe others that anybody can write,
 * such as `X-Forwarded-For`, and parse all cookies of the host.
 */
export function cookieOf({ headers }: Request): Headers {
  const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim())
  const own = names.flatMap((name) => cookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? [])
  const cookie = own.filter(({ length }) => length <= maxCookieLength).join('; ')
  return new Headers(cookie === '' ? {} : { cookie })
}
