import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Browsers keep no cookie for longer. */
const maxAgeSeconds = 400 * 24 * 60 * 60

/** People that one browser is remembered for: at a shared desk. */
const maxPeople = 5

/** Tells browsers apart that somebody has been signed in with, whoever else guesses their password. */
export interface TrustedBrowser {
  /** what tells this browser apart, where somebody with this address has been signed in with it */
  find(headers: Headers, email: string): string | undefined
  /** the cookie that has the browser remembered for this address too */
  remember(headers: Headers, email: string): string
}

/**
 * A cookie with an ID of the browser and, for each person, a signature over both: it signs nobody in. The service stores
 * nothing of it. Source: OWASP, Slow Down Online Guessing Attacks with Device Cookies.
 */
export function createTrustedBrowser({
  secret,
  secureCookies,
}: {
  readonly secret: string
  readonly secureCookies: boolean
}): TrustedBrowser {
  const name = secureCookies ? '__Host-leadline.browser' : 'leadline.browser'

  const sign = (id: string, email: string): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['trusted browser', id, email.trim().toLowerCase()]))
      .digest('base64url')

  const read = (headers: Headers): readonly [id: string | undefined, signatures: string[]] => {
    const cookie = (headers.get('cookie') ?? '').split('; ').find((one) => one.startsWith(`${name}=`))
    const [id, ...signatures] = cookie?.slice(name.length + 1).split('.') ?? []
    return [id, signatures]
  }

  return {
    find(headers, email) {
      const [id, signatures] = read(headers)
      if (id === undefined) return undefined
      const own = sign(id, email)
      return signatures.some((one) => isSame(one, own)) ? id : undefined
    },
    remember(headers, email) {
      const [known, signatures] = read(headers)
      const id =
        known !== undefined && /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url')
      const own = sign(id, email)
      const others = id === known ? signatures.filter((one) => /^[\w-]{43}$/.test(one) && one !== own) : []
      const value = [id, own, ...others].slice(0, 1 + maxPeople).join('.')
      return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secureCookies ? '; Secure' : ''}`
    },
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
