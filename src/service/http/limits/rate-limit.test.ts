import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { signIn } from '../../../testing/sign-in.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'
import { stopTime } from '../../../testing/stop-time.ts'

let service: TestService

beforeAll(async () => {
  service = await startService({ rateLimit: 3 })
})

afterAll(async () => service.close())

beforeEach(stopTime)

const statuses = async (credentials: Record<string, string>) =>
  new ApiClient(service.service, credentials).get('/v2/leadevents/statuses')

it('returns 429 with the time to wait to a caller who sends too many requests, without affecting others', async () => {
  const giulia = { token: 'acme-token', appUserId: 'giulia' }
  for (let sent = 0; sent < 3; sent++) expect((await statuses(giulia)).status).toBe(200)
  const { status, headers, body } = await statuses(giulia)
  expect(status).toBe(429)
  expect(headers.get('retry-after')).toBe('10')
  expect(body).toMatchObject({
    code: 'rate_limited',
    title: 'Too many requests',
    detail: 'At most 3 requests per 10 seconds are allowed: retry in 10 s.',
  })
  expect((await statuses({ token: 'other-token', appUserId: 'olga' })).status).toBe(200)
})

it('does not count the requests of a token against the user whom it acts for', async () => {
  const limited = await service.secondInstance()
  const token = new ApiClient(limited.service, { token: 'acme-token', appUserId: 'giulia' })
  const headers = { cookie: await signIn(limited.service, 'giulia'), origin: 'http://localhost' }
  const statusesReceived = []
  for (let sent = 0; sent < 4; sent++)
    statusesReceived.push((await token.get('/v2/leadevents/statuses')).status)
  expect(statusesReceived).toEqual([200, 200, 200, 429])
  const read = await limited.service(new Request('http://localhost/v2/leadevents/statuses', { headers }))
  const signOut = { method: 'DELETE', headers }
  const signedOut = await limited.service(new Request('http://localhost/session/all', signOut))
  expect([read.status, signedOut.status]).toEqual([200, 204])
  await limited.close()
})
