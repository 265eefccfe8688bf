import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** The maximum lifetime of a cookie in browsers. */
const maxAgeSeconds = 400 * 24 * 60 * 60

/** The maximum number of accounts of one browser: of users at a shared desk, some in several applications. */
const maxAccounts = 10

/** Recognises browsers that a user has signed in with, so that others who guess their password do not delay them. */
export interface TrustedBrowser {
  /**
   * Returns the ID of this browser, and those of an address's applications that it has signed in to: an account with
   * the same address in another application does not make it trusted.
   */
  find(
    headers: Headers,
    email: string,
    findApplications: () => Promise<readonly string[]>,
  ): Promise<{ readonly browser: string; readonly applications: readonly string[] } | undefined>
  /** Returns the cookie that makes the browser trusted for this address in this application too. */
  remember(headers: Headers, email: string, applicationId: string): string
}

/**
 * A cookie with an ID of the browser and, for each account, a signature over both; it signs no one in. The service
 * stores none of it. Source: OWASP, Slow Down Online Guessing Attacks with Device Cookies.
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
        const expected = sign(id, email, applicationId)
        return signatures.some((one) => isSame(one, expected))
      })
      return applications.length === 0 ? undefined : { browser: id, applications }
    },
    remember(headers, email, applicationId) {
      const [known, signatures] = read(headers)
      const id =
        known !== undefined && /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url')
      const signature = sign(id, email, applicationId)
      const others =
        id === known ? signatures.filter((one) => /^[\w-]{43}$/.test(one) && one !== signature) : []
      const value = [id, signature, ...others].slice(0, 1 + maxAccounts).join('.')
      return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secureCookies ? '; Secure' : ''}`
    },
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
