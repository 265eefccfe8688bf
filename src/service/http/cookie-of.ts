/**
 * The headers of a request that sign-in is to see: its cookie. It would believe others that anybody can write, such as
 * `X-Forwarded-For`.
 */
export function cookieOf({ headers }: Request): Headers {
  const cookie = headers.get('cookie')
  return new Headers(cookie === null ? {} : { cookie })
}
