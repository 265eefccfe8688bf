import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Browsers keep no cookie for longer. */
const maxAgeSeconds = 400 * 24 * 60 * 60

/** Accounts that one browser is remembered for: of people at a shared desk, some in several applications. */
const maxAccounts = 10

/** Tells browsers apart that somebody has been signed in with, whoever else guesses their password. */
export interface TrustedBrowser {
  /**
   * What tells this browser apart, and those of an address's applications that somebody has been signed in to with it: who
   * has the address in one application is not trusted in another.
   */
  find(
    headers: Headers,
    email: string,
    findApplications: () => Promise<readonly string[]>,
  ): Promise<{ readonly browser: string; readonly applications: readonly string[] } | undefined>
  /** the cookie that has the browser remembered for this address in this application too */
  remember(headers: Headers, email: string, applicationId: string): string
}

/**
 * A cookie with an ID of the browser and, for each account, a signature over both: it signs nobody in. The service stores
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

  const sign = (id: string, email: string, applicationId: string): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['trusted browser', id, email.trim().toLowerCase(), applicationId]))
      .digest('base64url')

  const read = (headers: Headers): readonly [id: string | undefined, signatures: string[]] => {
    const cookie = (headers.get('cookie') ?? '').split('; ').find((one) => one.startsWith(`${name}=`))
    const [id, ...signatures] = cookie?.slice(name.length + 1).split('.') ?? []
    return [id, signatures]
  }

  return {
    async find(headers, email, findApplications) {
      const [id, signatures] = read(headers)
      if (id === undefined || signatures.length === 0) return undefined
      const applications = (await findApplications()).filter((applicationId) => {
        const own = sign(id, email, applicationId)
        return signatures.some((one) => isSame(one, own))
      })
      return applications.length === 0 ? undefined : { browser: id, applications }
    },
    remember(headers, email, applicationId) {
      const [known, signatures] = read(headers)
      const id =
        known !== undefined && /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url')
      const own = sign(id, email, applicationId)
      const others = id === known ? signatures.filter((one) => /^[\w-]{43}$/.test(one) && one !== own) : []
      const value = [id, own, ...others].slice(0, 1 + maxAccounts).join('.')
      return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secureCookies ? '; Secure' : ''}`
    },
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
