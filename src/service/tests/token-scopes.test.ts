import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, type Endpoint, type EndpointName } from '../../contract/endpoints.ts'
import { scopeOf, tokenScopes, type TokenScope } from '../../contract/token-scope.ts'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../testing/start-service.ts'
import { endpointNames } from '../core/endpoint-names.ts'
import { insertToken, listTokens, revokeToken } from '../store/applications/api-tokens.ts'
import { hashToken } from '../store/applications/hash-token.ts'

/*
 * Every endpoint that a token can call × every set of scopes, and tokens that are no longer valid: a missing scope is a 403
 * that names it, and an invalid token a 401.
 */
let service: TestService

const sets: readonly (readonly TokenScope[])[] = [
  ['read'],
  ['write'],
  ['sync'],
  ['read', 'write'],
  ['read', 'sync'],
  ['write', 'sync'],
  ['read', 'write', 'sync'],
  ['personal-data'],
  tokenScopes,
]

const make = async (name: string, scopes: readonly TokenScope[], expires: string | null = null) =>
  insertToken(service.database, 'acme', testNow, { name, hash: hashToken(`token-${name}`), scopes, expires })

beforeAll(async () => {
  service = await startService()
  for (const scopes of sets) await make(scopes.join('+'), scopes)
  await make('expiring', tokenScopes, '2026-11-23T13:00:00.000Z')
  await make('expired', tokenScopes, testNow)
  await make('revoked', tokenScopes)
  await revokeToken(service.database, 'acme', 'revoked', testNow)
})

afterAll(async () => service.close())

const calledBy = (...callers: Endpoint['caller'][]) =>
  endpointNames.filter((name) => callers.includes(endpoints[name].caller))

const callable = calledBy('application', 'user')

async function call(name: EndpointName, token: string) {
  const { method, path, upload }: Endpoint = endpoints[name]
  const api = new ApiClient(service.service, { token: `token-${token}`, appUserId: 'marco' })
  const address = path.replace('{id}', '999999999')
  // the body of an upload is a part of a file, and contains no token
  if (upload === true)
    return api.send(
      new Request(`http://localhost${address}?token=token-${encodeURIComponent(token)}`, { method }),
    )
  return method === 'GET' ? api.get(address) : api.write(method, address)
}

describe.each(sets.map((scopes) => [scopes.join('+'), scopes] as const))(
  'a token for %s',
  (token, scopes) => {
    it.each(callable.filter((name) => scopes.includes(scopeOf(name))))('calls %s', async (name) => {
      expect([200, 400, 404]).toContain((await call(name, token)).status)
    })

    it.each(callable.filter((name) => !scopes.includes(scopeOf(name))))('does not call %s', async (name) => {
      const { status, body } = await call(name, token)
      expect([status, body.code]).toEqual([403, 'forbidden'])
      expect(body.detail).toContain(`lacks the scope ${scopeOf(name)} (it has ${scopes.join(', ')})`)
    })
  },
)

it.each(calledBy('session'))('a token for everything does not call %s, which is for people', async (name) => {
  const { status, body } = await call(name, tokenScopes.join('+'))
  expect([status, body.detail]).toEqual([403, 'This endpoint requires a session; tokens are not accepted.'])
})

describe('a token that is no longer valid', () => {
  it.each(callable)('is rejected by %s', async (name) => {
    for (const token of ['expired', 'revoked']) {
      const { status, body, headers } = await call(name, token)
      expect([token, status, body.code]).toEqual([token, 401, 'unauthenticated'])
      expect(headers.get('www-authenticate')).toBe('Bearer realm="leadline"')
      expect(JSON.stringify(body)).not.toContain(`token-${token}`)
    }
  })

  it('is rejected from its expiry on, even if it was used just before', async () => {
    expect((await call('listStatuses', 'expiring')).status).toBe(200)
    service.setNow('2026-11-23T13:00:00.000Z')
    const { status, body } = await call('listStatuses', 'expiring')
    expect([status, body.detail]).toEqual([
      401,
      'This token expired at 2026-11-23T13:00:00.000Z. Use a valid token.',
    ])
    service.setNow(testNow)
  })
})

describe('the use of a token', () => {
  const lastUsed = async (name: string) =>
    (await listTokens(service.database, 'acme')).find((token) => token.name === name)?.lastUsed

  it('is recorded in addition to the request, and that of a rejected token is not', async () => {
    await call('listStatuses', 'read+write')
    await expect.poll(async () => lastUsed('read+write')).toBe(testNow)
    expect(await lastUsed('expired')).toBeNull()
    expect(await lastUsed('revoked')).toBeNull()
  })

  it('is recorded once a minute across all processes', async () => {
    await make('busy', tokenScopes)
    const use = async (now: string) => {
      const other = await service.secondInstance()
      other.setNow(now)
      const api = new ApiClient(other.service, { token: 'token-busy' })
      await api.get('/v2/leadevents/statuses')
      await other.close()
    }
    await use('2026-11-23T12:00:00.000Z')
    await use('2026-11-23T12:00:59.999Z')
    expect(await lastUsed('busy')).toBe('2026-11-23T12:00:00.000Z')
    await use('2026-11-23T12:01:00.000Z')
    expect(await lastUsed('busy')).toBe('2026-11-23T12:01:00.000Z')
  })
})

describe('the scope of personal data', () => {
  const endpointsOf = (scope: TokenScope) => callable.filter((name) => scopeOf(name) === scope)

  it('is required by every endpoint that exports or erases it, and by no other', () => {
    expect(endpointsOf('personal-data')).toEqual([
      'exportLead',
      'exportPerson',
      'eraseEvent',
      'eraseLead',
      'erasePerson',
    ])
    const paths = callable.filter((name) => endpoints[name].path.endsWith('/personal-data'))
    expect(endpointsOf('personal-data')).toEqual(paths)
  })

  it('is missing in the tokens of an earlier version, which have every other scope', async () => {
    const [row] = await service.database.query<{ scopes: string[] }>(
      { text: `select scopes from api_token where application_id = 'acme' and name = 'first'` },
      [],
    )
    expect(row?.scopes).toEqual(['read', 'write', 'sync'])
  })
})
