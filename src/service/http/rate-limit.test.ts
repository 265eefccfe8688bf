import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, type TestService } from '../../testing/start-service.ts'

let service: TestService

beforeAll(async () => {
  service = await startService({ rateLimit: 3 })
})

afterAll(async () => service.close())

const statuses = async (credentials: Record<string, string>) =>
  new ApiClient(service.service, credentials).get('/v2/leadevents/statuses')

it('answers 429 and when to come back to a caller who sends too much, and slows nobody else', async () => {
  const giulia = { token: 'acme-token', appUserId: 'giulia' }
  for (let sent = 0; sent < 3; sent++) expect((await statuses(giulia)).status).toBe(200)
  const { status, headers, body } = await statuses(giulia)
  expect(status).toBe(429)
  expect(headers.get('retry-after')).toMatch(/^([1-9]|10)$/)
  expect(body).toMatchObject({
    code: 'rate_limited',
    title: 'Too many requests',
    detail: expect.stringMatching(
      /^Send at most 3 requests in 10 seconds: wait \d+ s and send this one again\.$/,
    ),
  })
  expect((await statuses({ token: 'other-token', appUserId: 'olga' })).status).toBe(200)
})
