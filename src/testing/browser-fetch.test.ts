// @vitest-environment jsdom
import { expect, it, onTestFinished } from 'vitest'
import { browserFetch } from './browser-fetch.ts'
import { startService, testPassword } from './start-service.ts'

it('signs in, stays signed in, and signs out, in a browser-like environment', async () => {
  const service = await startService()
  onTestFinished(async () => service.close())
  const fetch = browserFetch(service.service)
  const json = { 'content-type': 'application/json' }
  const who = async () => (await (await fetch('/session')).json()).user

  expect(await who()).toBeNull()
  const signedIn = await fetch('/session', {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email: 'giulia@example.test', password: testPassword }),
  })
  expect(signedIn.status).toBe(200)
  expect(await who()).toEqual({
    id: 'giulia',
    name: 'Giulia Rossi',
    role: 'rep',
    application: { id: 'acme', name: 'Acme' },
  })
  expect((await fetch('/v2/leads')).status).toBe(200)
  expect((await fetch('/session', { method: 'DELETE' })).status).toBe(204)
  expect(await who()).toBeNull()
  expect((await fetch('/v2/leads')).status).toBe(401)
})
