import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startService, type TestService } from '../../testing/start-service.ts'

let service: TestService

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

const ask = async (path: string, init: RequestInit = {}) =>
  service.service(new Request(`http://localhost${path}`, init))

const ofAll = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

const policyOf = ({ headers }: Response) =>
  new Map(
    (headers.get('content-security-policy') ?? '').split('; ').map((directive): [string, string] => {
      const [name = '', ...values] = directive.split(' ')
      return [name, values.join(' ')]
    }),
  )

describe('every response', () => {
  it.each([
    ['/v2/leadevents/statuses?token=acme-token', 200],
    ['/v2/leadevents/statuses', 401],
    ['/v2/leadevents/1?token=acme-token', 404],
    ['/v2/leadevents?token=acme-token', 400],
    ['/nothing', 404],
    ['/session', 200],
    ['/metrics', 200],
    ['/healthz', 200],
  ])('with data cannot be cached, framed or rendered as a page: %s', async (path, status) => {
    const response = await ask(path)
    expect(response.status).toBe(status)
    expect(Object.fromEntries(response.headers)).toMatchObject({ ...ofAll, 'cache-control': 'no-store' })
    expect(response.headers.get('content-type')).toMatch(/^(application\/(problem\+)?json|text\/plain)/)
    expect(Object.fromEntries(policyOf(response))).toEqual({
      'default-src': "'none'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    })
  })

  it('with a page permits only our own resources, and no execution of texts', async () => {
    const response = await ask('/v2/docs')
    expect(Object.fromEntries(response.headers)).toMatchObject(ofAll)
    expect(response.headers.get('permissions-policy')).toMatch(
      /camera=\(\).*geolocation=\(\).*microphone=\(\)/,
    )
    const policy = policyOf(response)
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|\*|https?:|data:|blob:/)
    expect(Object.fromEntries(policy)).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
    })
  })

  it('publishes the security contact at the host name that browsers use', async () => {
    const read = async (origin: string, of: TestService) =>
      of.service(new Request('http://localhost/.well-known/security.txt'), { address: undefined, origin })
    const response = await read('https://leads.example', service)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; charset=utf-8',
    ])
    expect(await response.text()).toBe(
      [
        'Contact: mailto:security@leads.example',
        'Expires: 2027-05-22T12:00:00.000Z',
        'Preferred-Languages: en, it',
        'Canonical: https://leads.example/.well-known/security.txt',
        '',
      ].join('\n'),
    )
    const other = await service.secondInstance({ securityContact: 'https://acme.example/security' })
    expect(await (await read('https://leads.example', other)).text()).toMatch(
      /^Contact: https:\/\/acme\.example\/security\n/,
    )
    await other.close()
  })

  it('is an error if the request names a host that is not this machine', async () => {
    const client = { address: '127.0.0.1', origin: 'http://evil.example', isMisdirected: true }
    for (const path of ['/metrics', '/session', '/healthz', '/']) {
      const response = await service.service(new Request(`http://evil.example${path}`), client)
      expect([response.status, (await response.json()).detail]).toEqual([
        403,
        expect.stringContaining('PUBLIC_URL'),
      ])
    }
  })

  it('sets HSTS only over HTTPS', async () => {
    const name = 'strict-transport-security'
    expect((await ask('/session')).headers.get(name)).toBeNull()
    const origin = 'https://leads.example'
    for (const path of ['/session', '/v2/docs', '/nothing']) {
      const response = await service.service(new Request(`http://localhost${path}`), {
        address: undefined,
        origin,
      })
      expect(response.headers.get(name)).toBe('max-age=31536000; includeSubDomains')
    }
  })
})
