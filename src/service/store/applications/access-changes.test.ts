import { afterEach, beforeEach, expect, it } from 'vitest'
import { clientWithCookie, type ApiClient } from '../../../testing/api-client.ts'
import { signIn } from '../../../testing/sign-in.ts'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'
import { watchAccess, type AccessWatch } from './access-changes.ts'
import { listTokens, revokeToken } from './api-tokens.ts'
import { changeFeatures } from './applications.ts'

let service: TestService
let manager: ApiClient
let watch: AccessWatch
let tokenName = ''
let changes = 0

beforeEach(async () => {
  service = await startService()
  manager = await as('marco')
  tokenName = (await listTokens(service.database, 'acme'))[0]?.name ?? ''
  watch = watchAccess(service.database, () => changes++)
  await watch.check()
  changes = 0
})

afterEach(async () => {
  watch.close()
  await service.close()
})

/** Returns an API client that uses a new session of a person. */
async function as(person: string): Promise<ApiClient> {
  const cookie = await signIn(service.service, person)
  return clientWithCookie(service.service, cookie)
}

it.each<[string, () => Promise<unknown>]>([
  ['a role', async () => manager.write('PUT', '/v2/people/luca', { role: 'manager' })],
  ['a blocked user', async () => manager.write('PUT', '/v2/people/luca', { blocked: 'true' })],
  ['an erased user', async () => manager.write('DELETE', '/v2/users/luca/personal-data')],
  ['a session that ended', async () => (await as('luca')).write('DELETE', '/session')],
  ['features', async () => changeFeatures(service.database, { id: 'acme', features: [] })],
  ['a revoked token', async () => revokeToken(service.database, 'acme', tokenName, testNow)],
])('detects a change of access by another process: %s', async (_, change) => {
  await change()
  await watch.check()
  expect(changes).toBeGreaterThan(0)
  changes = 0
  await watch.check()
  expect(changes).toBe(0)
})

it('does not clear the cache for a request, a write or a sign-in', async () => {
  await signIn(service.service, 'luca')
  await manager.write('POST', '/v2/leadevents', { lead: 'one', type: 'company', note: 'a call' })
  await manager.get('/v2/leads')
  await watch.check()
  expect(changes).toBe(0)
})

it('detects a change that commits after one that began later', async () => {
  await service.database.transaction(async (connection) => {
    await changeFeatures(connection, { id: 'acme', features: [] })
    await changeFeatures(service.database, { id: 'other', features: [] })
    await watch.check()
    expect(changes).toBe(1)
  })
  await watch.check()
  expect(changes).toBe(2)
})
