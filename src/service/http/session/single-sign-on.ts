import type { Instant } from '../../../contract/instant.ts'
import { cookieOf } from '../cookie-of.ts'
import { dataHeaders } from '../page/security-headers.ts'
import type { AccessContext } from '../../operations/people/change-people.ts'
import { provisionSsoUser, type SsoRefusal } from './provision-sso-user.ts'
import type { Auth } from './auth.ts'
import {
  createProvider,
  signInStateSchema,
  type SignInState,
  type SingleSignOnSettings,
} from './oidc-provider.ts'

/** Two addresses that a browser goes to, rather than calls: to the provider, and back from it. */
export interface SingleSignOn {
  begin(request: Request): Promise<Response>
  finish(request: Request): Promise<Response>
}

export interface SingleSignOnOptions extends AccessContext {
  readonly clock: () => Instant
  readonly settings: SingleSignOnSettings
  readonly identity: Auth
  readonly report: (error: unknown) => void
}

const plainName = 'leadline.oidc'

/** Seconds in which somebody comes back from the provider. */
const patience = 600

/** Characters of the path to go on at: browsers drop a cookie of more than 4 KB, and the sign-in with it. */
const longestPath = 2_000

/** Signs people in by an OpenID Connect provider. Whoever is refused is back at the sign-in, which says why. */
export function createSingleSignOn({
  settings,
  identity,
  database,
  clock,
  forgetCallers,
  report,
}: SingleSignOnOptions): SingleSignOn {
  const provider = createProvider(settings)
  const isSecure = settings.publicUrl.protocol === 'https:'
  const cookieName = isSecure ? `__Host-${plainName}` : plainName
  // Lax, for the way back begins at another site; the session's own cookie stays Strict
  const keep = (value: string, seconds: number) =>
    `${cookieName}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`

  function refuse(refusal: SsoRefusal, to = '/'): Response {
    const address = new URL(to, settings.publicUrl)
    address.searchParams.set('sso', refusal)
    return redirect(address.pathname + address.search, [keep('', 0)])
  }

  return {
    async begin(request) {
      const to = ownPath(new URL(request.url).searchParams.get('to'))
      // another site's page would sign somebody in who pressed nothing
      if (/^(cross|same)-site$/.test(request.headers.get('sec-fetch-site') ?? '')) return redirect(to, [])
      try {
        const { address, kept } = await provider.begin(to)
        const cookie = cookieOf(request)
        if ((await identity.find(cookie)) === undefined)
          return redirect(address.href, [keep(encode(kept), patience)])
        // here, because the browser does not send the session's cookie on its way back from another site
        const ended = await identity.end(cookie)
        forgetCallers()
        return redirect(address.href, [keep(encode(kept), patience), ...ended])
      } catch (error) {
        report(error)
        return refuse('failed', to)
      }
    },

    async finish(request) {
      const kept = decode(request.headers.get('cookie'), cookieName)
      // another browser's, or one that took too long
      if (kept === undefined) return refuse('failed')
      const to = ownPath(kept.to)
      try {
        const provided = await provider.finish(new URL(request.url).search, kept)
        const admitted = await provisionSsoUser({ database, clock, forgetCallers }, settings, provided)
        if ('refusal' in admitted) return refuse(admitted.refusal, to)
        const { applicationId } = settings
        const started = await identity.startSession({ applicationId, personId: admitted.personId })
        if ('refusal' in started) return refuse('blocked', to)
        return redirect(to, [...started.cookies, keep('', 0)])
      } catch (error) {
        report(error)
        return refuse('failed', to)
      }
    },
  }
}

/** A path of our own page, whatever was asked for: nobody is sent elsewhere by us. */
function ownPath(to: string | null): string {
  const base = 'http://leadline.invalid'
  if (to === null || !URL.canParse(to, base)) return '/'
  const { origin, pathname, search } = new URL(to, base)
  const path = pathname + search
  return origin === base && !path.startsWith('//') && path.length <= longestPath ? path : '/'
}

function encode(kept: SignInState): string {
  return Buffer.from(JSON.stringify(kept)).toString('base64url')
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
