import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signIn } from '../../../testing/sign-in.ts'
import { startProvider, type ProviderAccount, type TestProvider } from '../../../testing/start-provider.ts'
import { startService, testPassword, type TestService } from '../../../testing/start-service.ts'
import { createPerson } from '../../store/people/create-person.ts'
import { insertUser } from '../../store/people/people.ts'

/*
 * Signing in by a real OpenID Connect provider, which is asked over the network: a browser is only what follows redirects
 * and keeps cookies.
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

/** Goes where a browser would, to the first address of the page's own; `seen` hears of each on the way. */
async function go(path: string, seen: (address: URL) => void = () => undefined): Promise<string> {
  let address = new URL(path, page)
  for (let step = 0; step < 12; step++) {
    seen(address)
    const location = (await send(address)).headers.get('location')
    if (location === null) throw new Error(`no redirect at ${address.href}`)
    address = new URL(location, address)
    if (address.origin === page && !address.pathname.startsWith('/session/')) {
      return address.pathname + address.search
    }
  }
  throw new Error('no end of redirects')
}

const who = async () => (await (await send(new URL('/session', page))).json()).user
const come = async () => go('/session/oidc?to=/%3Fleads%3Dferrari')

describe('signing in by a provider', () => {
  it('lets a new person in, back to where they were, and knows them again', async () => {
    expect(await come()).toBe('/?leads=ferrari')
    expect(await who()).toMatchObject({ id: 'anna-verdi', role: 'rep', application: { id: 'acme' } })
    cookies.clear()
    provider.account = { ...anna, email: 'anna.neri@example.test', name: 'Anna Neri' }
    expect(await come()).toBe('/?leads=ferrari')
    expect(await who()).toMatchObject({ id: 'anna-verdi' })
  })

  it('sends state, nonce and a challenge, and keeps what they answer to from scripts and other sites', async () => {
    const begun = await send(new URL('/session/oidc', page))
    const { searchParams } = new URL(begun.headers.get('location') ?? '')
    expect(searchParams.get('code_challenge_method')).toBe('S256')
    for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)).toMatch(/.{20}/)
    expect(begun.headers.getSetCookie()[0]).toMatch(/Path=\/; Max-Age=600; HttpOnly; SameSite=Lax/)
    await come()
    const last = await service.database.query({ text: 'select 1 from person_session' }, [])
    expect(last).toHaveLength(1)
  })

  it('ends the session that the browser had when it leaves for the provider', async () => {
    const before = await signIn(service.service, 'luca')
    const request = async (path: string) =>
      service.service(new Request(new URL(path, page), { headers: { cookie: before }, redirect: 'manual' }))
    const user = async () => (await (await request('/session')).json()).user
    expect(await user()).toMatchObject({ id: 'luca' })
    const left = await request('/session/oidc')
    expect(left.headers.getSetCookie().join()).toMatch(/leadline\.session_token=;.*Max-Age=0/)
    expect(await user()).toBeNull()
  })

  it('joins a person of the application by a verified address, and takes the role from the claim', async () => {
    provider.account = { ...anna, sub: 'luca-1', email: 'Luca@example.test', groups: ['sales-managers'] }
    await come()
    expect(await who()).toMatchObject({ id: 'luca', role: 'manager' })
    cookies.clear()
    provider.account = { ...provider.account, sub: 'luca-2' }
    expect(await come()).toBe('/?leads=ferrari&sso=other')
    expect(await who()).toBeNull()
  })

  it('leaves an application its last manager, whatever the claim says', async () => {
    provider.account = { ...anna, sub: 'marco-1', email: 'marco@example.test' }
    await come()
    expect(await who()).toMatchObject({ id: 'marco', role: 'manager' })
    // of the managers, one who cannot sign in does not count
    const bot = { id: 'bot', name: 'Bot', role: 'manager' } as const
    await insertUser(service.database, 'acme', bot)
    cookies.clear()
    await come()
    expect(await who()).toMatchObject({ id: 'marco', role: 'manager' })
    await createPerson(service.database, {
      name: bot.name,
      email: 'bot@example.test',
      password: testPassword,
      applicationId: 'acme',
      applicationUserId: bot.id,
    })
    cookies.clear()
    await come()
    expect(await who()).toMatchObject({ id: 'marco', role: 'rep' })
  })

  it.each([
    ['unverified', { email_verified: false }],
    ['address', { email: '@example.test' }],
    ['address', { email: 'anna@anna@example.test' }],
    ['address', { email: 'an na@example.test' }],
    ['domain', { email: 'anna@elsewhere.test' }],
    ['domain', { email: 'anna@sub.example.test' }],
  ])('refuses, says why (%s), and lets nobody in: %j', async (reason, change) => {
    provider.account = { ...anna, ...change }
    const before = await service.database.query({ text: 'select id from person order by id' }, [])
    expect(await come()).toBe(`/?leads=ferrari&sso=${reason}`)
    expect(await who()).toBeNull()
    expect(await service.database.query({ text: 'select id from person order by id' }, [])).toEqual(before)
  })

  it('signs somebody in to its application whose address signs in to another one, where nothing changes', async () => {
    provider.account = { ...anna, sub: 'olga-1', email: 'olga@example.test', name: 'Olga Neri' }
    expect(await come()).toBe('/?leads=ferrari')
    expect(await who()).toMatchObject({ id: 'olga-neri', role: 'rep', application: { id: 'acme' } })
    expect(await signIn(service.service, 'olga')).toContain('session_token')
  })

  it('refuses who is blocked', async () => {
    await come()
    const cookie = await signIn(service.service, 'marco')
    await service.service(
      new Request(`${page}/v2/people/anna-verdi?blocked=true`, {
        method: 'PUT',
        headers: { cookie, origin: page },
      }),
    )
    expect(await who()).toBeNull()
    expect(await come()).toBe('/?leads=ferrari&sso=blocked')
  })

  it('takes the invitation of the same address, with its role where no claim says another', async () => {
    const cookie = await signIn(service.service, 'marco')
    const query = new URLSearchParams({ name: 'Annetta', email: 'anna@example.test', role: 'rep' })
    await service.service(
      new Request(`${page}/v2/people?${query}`, { method: 'POST', headers: { cookie, origin: page } }),
    )
    await come()
    expect(await who()).toMatchObject({ id: 'annetta', name: 'Annetta' })
    expect(await service.database.query({ text: 'select from invitation' }, [])).toEqual([])
  })

  it('refuses an answer that this browser did not ask for, or that was changed on its way', async () => {
    let answer = ''
    await go('/session/oidc', ({ pathname, search }) => {
      if (pathname.endsWith('/callback')) answer = search
    })
    cookies.clear()
    expect(await go(`/session/oidc/callback${answer}`)).toBe('/?sso=failed')
    await send(new URL('/session/oidc', page))
    expect(await go(`/session/oidc/callback${answer}`)).toBe('/?sso=failed')
    expect(await who()).toBeNull()
  })

  it('refuses an ID token that the provider did not sign', async () => {
    const { keys } = await (await fetch(`${provider.issuer}/jwks`)).json()
    const { n } = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' })
    provider.publishedKeys = { keys: keys.map((key: object) => ({ ...key, n })) }
    expect(await come()).toBe('/?leads=ferrari&sso=failed')
    expect(await who()).toBeNull()
  })

  it('takes an address for verified only by who told the address', async () => {
    const { email_verified: _, ...untold } = anna
    provider.account = { ...untold, email: 'luca@example.test' }
    provider.inIdToken = { email: 'anna@example.test', email_verified: true }
    expect(await come()).toBe('/?leads=ferrari&sso=unverified')
    expect(await who()).toBeNull()
  })

  it('calls somebody by their address whose name is none that they could be invited under', async () => {
    provider.account = { ...anna, name: 'a'.repeat(201) }
    await come()
    expect(await who()).toMatchObject({ name: 'anna@example.test' })
  })

  it('does not begin because another site says so', async () => {
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

  it('lets people in who were at an address that is too long for a cookie, at the beginning', async () => {
    const begun = await send(new URL(`/session/oidc?to=/%3Fleads%3D${'a'.repeat(4_000)}`, page))
    expect(begun.headers.getSetCookie()[0]?.length).toBeLessThan(4_096)
    expect(await go(`/session/oidc?to=/%3Fleads%3D${'a'.repeat(4_000)}`)).toBe('/')
    expect(await who()).toMatchObject({ id: 'anna-verdi' })
  })

  it('sends nobody to another site', async () => {
    for (const to of ['//evil.test/', 'https://evil.test/', String.raw`/\evil.test`, 'javascript:alert(1)']) {
      cookies.clear()
      expect(await go(`/session/oidc?to=${encodeURIComponent(to)}`)).toBe('/')
    }
  })

  it('says that it failed while the provider cannot be reached', async () => {
    await provider.close()
    expect(await come()).toBe('/?leads=ferrari&sso=failed')
  })
})
