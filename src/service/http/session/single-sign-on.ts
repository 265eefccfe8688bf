import type { Instant } from '../../../contract/instant.ts'
import { cookieOf } from '../cookie-of.ts'
import { dataHeaders } from '../page/security-headers.ts'
import type { AccessContext } from '../../operations/people/change-people.ts'
import { provisionSsoUser, type SsoError } from './provision-sso-user.ts'
import type { Auth } from './auth.ts'
import {
  createProvider,
  signInStateSchema,
  type SignInState,
  type SingleSignOnSettings,
} from './oidc-provider.ts'

/** The two routes that a browser navigates to: to the provider, and back from it. */
export interface SingleSignOn {
  begin(request: Request): Promise<Response>
  finish(request: Request): Promise<Response>
}

export interface SingleSignOnOptions extends AccessContext {
  readonly clock: () => Instant
  readonly settings: SingleSignOnSettings
  readonly auth: Auth
  readonly report: (error: unknown) => void
}

const plainName = 'leadline.oidc'

/** Seconds within which the provider must redirect the browser back. */
const signInTimeoutSeconds = 600

/** The maximum length of the path to return to: browsers drop a cookie of more than 4 KB, and then the sign-in fails. */
const maxPathLength = 2_000

/** Signs people in with an OpenID Connect provider. A rejected person returns to the sign-in page, which shows the reason. */
export function createSingleSignOn({
  settings,
  auth,
  database,
  clock,
  clearCallerCache,
  report,
}: SingleSignOnOptions): SingleSignOn {
  const provider = createProvider(settings)
  const isSecure = settings.publicUrl.protocol === 'https:'
  const cookieName = isSecure ? `__Host-${plainName}` : plainName
  // Lax, because the provider's redirect comes from another site; the session's cookie is Strict
  const stateCookie = (value: string, seconds: number) =>
    `${cookieName}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`

  function reject(error: SsoError, to = '/'): Response {
    const url = new URL(to, settings.publicUrl)
    url.searchParams.set('sso', error)
    return redirect(url.pathname + url.search, [stateCookie('', 0)])
  }

  return {
    async begin(request) {
      const to = ownPath(new URL(request.url).searchParams.get('to'))
      // a page of another site must not start a sign-in without the user
      if (/^(cross|same)-site$/.test(request.headers.get('sec-fetch-site') ?? '')) return redirect(to, [])
      try {
        const { url, state } = await provider.begin(to)
        const begun = stateCookie(encode(state), signInTimeoutSeconds)
        const cookie = cookieOf(request)
        if ((await auth.find(cookie)) === undefined) return redirect(url.href, [begun])
        // ends the session here, because the redirect from another site does not contain its cookie
        const ended = await auth.end(cookie)
        clearCallerCache()
        return redirect(url.href, [begun, ...ended])
      } catch (error) {
        report(error)
        return reject('failed', to)
      }
    },

    async finish(request) {
      const state = decode(request.headers.get('cookie'), cookieName)
      // the sign-in began in another browser, or took too long
      if (state === undefined) return reject('failed')
      const to = ownPath(state.to)
      try {
        const profile = await provider.finish(new URL(request.url).search, state)
        const provisioned = await provisionSsoUser({ database, clock, clearCallerCache }, settings, profile)
        if ('error' in provisioned) return reject(provisioned.error, to)
        const { applicationId } = settings
        const started = await auth.startSession({ applicationId, personId: provisioned.personId })
        if ('error' in started) return reject('blocked', to)
        return redirect(to, [...started.cookies, stateCookie('', 0)])
      } catch (error) {
        report(error)
        return reject('failed', to)
      }
    },
  }
}

/** Returns the path if it is one of the app, else `/`, so that the service never redirects to another site. */
function ownPath(to: string | null): string {
  const base = 'http://leadline.invalid'
  if (to === null || !URL.canParse(to, base)) return '/'
  const { origin, pathname, search } = new URL(to, base)
  const path = pathname + search
  return origin === base && !path.startsWith('//') && path.length <= maxPathLength ? path : '/'
}

function encode(state: SignInState): string {
  return Buffer.from(JSON.stringify(state)).toString('base64url')
}

function decode(cookies: string | null, name: string): SignInState | undefined {
  const value = (cookies ?? '')
    .split('; ')
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1)
  if (value === undefined) return undefined
  try {
    return signInStateSchema.parse(JSON.parse(Buffer.from(value, 'base64url').toString()))
  } catch {
    return undefined
  }
}

function redirect(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ ...dataHeaders, location, 'referrer-policy': 'no-referrer' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 302, headers })
}
