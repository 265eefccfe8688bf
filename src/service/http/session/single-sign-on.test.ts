import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signIn } from '../../../testing/sign-in.ts'
import { startProvider, type ProviderAccount, type TestProvider } from '../../../testing/start-provider.ts'
import { startService, testPassword, type TestService } from '../../../testing/start-service.ts'
import { createPerson } from '../../store/people/create-person.ts'
import { insertUser } from '../../store/people/people.ts'

/*
 * Signs in with a real OpenID Connect provider over the network; the browser is a client that follows redirects and stores
 * cookies.
 */
const page = 'http://leadline.test'
let provider: TestProvider
let service: TestService
let cookies: Map<string, string>

const anna: ProviderAccount = {
  sub: 'anna-1',
  email: 'anna@example.test',
  email_verified: true,
  name: 'Anna Verdi',
}

beforeEach(async () => {
  cookies = new Map()
  provider = await startProvider(`${page}/session/oidc/callback`, anna)
  service = await startService({
    singleSignOn: {
      issuer: new URL(provider.issuer),
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
      allowedDomain: 'example.test',
      applicationId: 'acme',
      managerClaim: { name: 'groups', value: 'sales-managers' },
      publicUrl: new URL(page),
    },
  })
})

afterEach(async () => {
  await service.close()
  await provider.close()
})

async function send(address: URL): Promise<Response> {
  const jar = [...cookies].filter(([key]) => key.startsWith(`${address.host} `))
  const cookie = jar.map(([key, value]) => `${key.split(' ')[1]}=${value}`).join('; ')
  const request = new Request(address, { headers: { cookie }, redirect: 'manual' })
  const response = address.origin === page ? await service.service(request) : await fetch(request)
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '' || /max-age=0/i.test(line)) cookies.delete(`${address.host} ${name}`)
    else cookies.set(`${address.host} ${name}`, value)
  }
  return response
}

/** Follows redirects like a browser, up to the first URL of the app; calls `onRequest` with each URL. */
async function go(path: string, onRequest: (address: URL) => void = () => undefined): Promise<string> {
  let address = new URL(path, page)
  for (let step = 0; step < 12; step++) {
    onRequest(address)
    const location = (await send(address)).headers.get('location')
    if (location === null) throw new Error(`no redirect at ${address.href}`)
    address = new URL(location, address)
    if (address.origin === page && !address.pathname.startsWith('/session/')) {
      return address.pathname + address.search
    }
  }
  throw new Error('too many redirects')
}

const currentUser = async () => (await (await send(new URL('/session', page))).json()).user
const signInWithProvider = async () => go('/session/oidc?to=/%3Fleads%3Dferrari')

describe('signing in with an identity provider', () => {
  it('creates a new person, returns to the previous page, and recognises the person the next time', async () => {
    expect(await signInWithProvider()).toBe('/?leads=ferrari')
    expect(await currentUser()).toMatchObject({ id: 'anna-verdi', role: 'rep', application: { id: 'acme' } })
    cookies.clear()
    provider.account = { ...anna, email: 'anna.neri@example.test', name: 'Anna Neri' }
    expect(await signInWithProvider()).toBe('/?leads=ferrari')
    expect(await currentUser()).toMatchObject({ id: 'anna-verdi' })
  })

  it('sends state, nonce and a challenge, and hides its own state from scripts and other sites', async () => {
    const begun = await send(new URL('/session/oidc', page))
    const { searchParams } = new URL(begun.headers.get('location') ?? '')
    expect(searchParams.get('code_challenge_method')).toBe('S256')
    for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)).toMatch(/.{20}/)
    expect(begun.headers.getSetCookie()[0]).toMatch(/Path=\/; Max-Age=600; HttpOnly; SameSite=Lax/)
    await signInWithProvider()
    const last = await service.database.query({ text: 'select 1 from person_session' }, [])
    expect(last).toHaveLength(1)
  })

  it('ends the previous session of the browser when it redirects to the provider', async () => {
    const before = await signIn(service.service, 'luca')
    const request = async (path: string) =>
      service.service(new Request(new URL(path, page), { headers: { cookie: before }, redirect: 'manual' }))
    const user = async () => (await (await request('/session')).json()).user
    expect(await user()).toMatchObject({ id: 'luca' })
    const left = await request('/session/oidc')
    expect(left.headers.getSetCookie().join()).toMatch(/leadline\.session_token=;.*Max-Age=0/)
    expect(await user()).toBeNull()
  })

  it('links a person of the application by a verified address, and sets the role from the claim', async () => {
    provider.account = { ...anna, sub: 'luca-1', email: 'Luca@example.test', groups: ['sales-managers'] }
    await signInWithProvider()
    expect(await currentUser()).toMatchObject({ id: 'luca', role: 'manager' })
    cookies.clear()
    provider.account = { ...provider.account, sub: 'luca-2' }
    expect(await signInWithProvider()).toBe('/?leads=ferrari&sso=other')
    expect(await currentUser()).toBeNull()
  })

  it('never demotes the last manager of an application, whatever the claim contains', async () => {
    provider.account = { ...anna, sub: 'marco-1', email: 'marco@example.test' }
    await signInWithProvider()
    expect(await currentUser()).toMatchObject({ id: 'marco', role: 'manager' })
    // a manager who cannot sign in does not count
    const bot = { id: 'bot', name: 'Bot', role: 'manager' } as const
    await insertUser(service.database, 'acme', bot)
    cookies.clear()
    await signInWithProvider()
    expect(await currentUser()).toMatchObject({ id: 'marco', role: 'manager' })
    await createPerson(service.database, {
      name: bot.name,
      email: 'bot@example.test',
      password: testPassword,
      applicationId: 'acme',
      applicationUserId: bot.id,
    })
    cookies.clear()
    await signInWithProvider()
    expect(await currentUser()).toMatchObject({ id: 'marco', role: 'rep' })
  })

  it.each([
    ['unverified', { email_verified: false }],
    ['address', { email: '@example.test' }],
    ['address', { email: 'anna@anna@example.test' }],
    ['address', { email: 'an na@example.test' }],
    ['domain', { email: 'anna@elsewhere.test' }],
    ['domain', { email: 'anna@sub.example.test' }],
  ])('rejects the sign-in with the reason %s, and signs no one in: %j', async (reason, change) => {
    provider.account = { ...anna, ...change }
    const before = await service.database.query({ text: 'select id from person order by id' }, [])
    expect(await signInWithProvider()).toBe(`/?leads=ferrari&sso=${reason}`)
    expect(await currentUser()).toBeNull()
    expect(await service.database.query({ text: 'select id from person order by id' }, [])).toEqual(before)
  })

  it('signs a person in to its application although the address has an account in another one, which stays unchanged', async () => {
    provider.account = { ...anna, sub: 'olga-1', email: 'olga@example.test', name: 'Olga Neri' }
    expect(await signInWithProvider()).toBe('/?leads=ferrari')
    expect(await currentUser()).toMatchObject({ id: 'olga-neri', role: 'rep', application: { id: 'acme' } })
    expect(await signIn(service.service, 'olga')).toContain('session_token')
  })

  it('rejects a blocked person', async () => {
    await signInWithProvider()
    const cookie = await signIn(service.service, 'marco')
    await service.service(
      new Request(`${page}/v2/people/anna-verdi?blocked=true`, {
        method: 'PUT',
        headers: { cookie, origin: page },
      }),
    )
    expect(await currentUser()).toBeNull()
    expect(await signInWithProvider()).toBe('/?leads=ferrari&sso=blocked')
  })

  it('consumes the invitation of the same address, and uses its role without a claim', async () => {
    const cookie = await signIn(service.service, 'marco')
    const query = new URLSearchParams({ name: 'Annetta', email: 'anna@example.test', role: 'rep' })
    await service.service(
      new Request(`${page}/v2/people?${query}`, { method: 'POST', headers: { cookie, origin: page } }),
    )
    await signInWithProvider()
    expect(await currentUser()).toMatchObject({ id: 'annetta', name: 'Annetta' })
    expect(await service.database.query({ text: 'select from invitation' }, [])).toEqual([])
  })

  it('rejects a response that this browser did not request, or that belongs to an earlier sign-in', async () => {
    let response = ''
    await go('/session/oidc', ({ pathname, search }) => {
      if (pathname.endsWith('/callback')) response = search
    })
    cookies.clear()
    expect(await go(`/session/oidc/callback${response}`)).toBe('/?sso=failed')
    await send(new URL('/session/oidc', page))
    expect(await go(`/session/oidc/callback${response}`)).toBe('/?sso=failed')
    expect(await currentUser()).toBeNull()
  })

  it('rejects an ID token that the provider did not sign', async () => {
    const { keys } = await (await fetch(`${provider.issuer}/jwks`)).json()
    const { n } = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' })
    provider.publishedKeys = { keys: keys.map((key: object) => ({ ...key, n })) }
    expect(await signInWithProvider()).toBe('/?leads=ferrari&sso=failed')
    expect(await currentUser()).toBeNull()
  })

  it('accepts a verification only from the source of the address', async () => {
    const { email_verified: _, ...unverified } = anna
    provider.account = { ...unverified, email: 'luca@example.test' }
    provider.inIdToken = { email: 'anna@example.test', email_verified: true }
    expect(await signInWithProvider()).toBe('/?leads=ferrari&sso=unverified')
    expect(await currentUser()).toBeNull()
  })

  it('uses the email address as the name of a person whose name is invalid', async () => {
    provider.account = { ...anna, name: 'a'.repeat(201) }
    await signInWithProvider()
    expect(await currentUser()).toMatchObject({ name: 'anna@example.test' })
  })

  it('does not start from another site', async () => {
    for (const [site, expected] of [
      ['cross-site', '/?leads=ferrari'],
      ['same-site', '/?leads=ferrari'],
      ['same-origin', expect.stringContaining(provider.issuer)],
      ['none', expect.stringContaining(provider.issuer)],
    ]) {
      const request = new Request(`${page}/session/oidc?to=/%3Fleads%3Dferrari`, {
        headers: { 'sec-fetch-site': site },
      })
      const { headers } = await service.service(request)
      expect([site, headers.get('location')]).toEqual([site, expected])
    }
  })

  it('returns to the first page if the path is too long for a cookie', async () => {
    const begun = await send(new URL(`/session/oidc?to=/%3Fleads%3D${'a'.repeat(4_000)}`, page))
    expect(begun.headers.getSetCookie()[0]?.length).toBeLessThan(4_096)
    expect(await go(`/session/oidc?to=/%3Fleads%3D${'a'.repeat(4_000)}`)).toBe('/')
    expect(await currentUser()).toMatchObject({ id: 'anna-verdi' })
  })

  it('never redirects to another site', async () => {
    for (const to of ['//evil.test/', 'https://evil.test/', String.raw`/\evil.test`, 'javascript:alert(1)']) {
      cookies.clear()
      expect(await go(`/session/oidc?to=${encodeURIComponent(to)}`)).toBe('/')
    }
  })

  it('reports a failure if the provider is unreachable', async () => {
    await provider.close()
    expect(await signInWithProvider()).toBe('/?leads=ferrari&sso=failed')
  })
})
