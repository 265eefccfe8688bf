import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signIn } from '../../../testing/sign-in.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'
import { stopTime } from '../../../testing/stop-time.ts'
import { hashToken } from '../../store/applications/hash-token.ts'
import { createKnownCredentials } from './known-credentials.ts'

const request = (headers: Record<string, string>) => new Request('http://localhost/v2/leads', { headers })

it('distinguishes sessions behind a proxy with one password for everyone', () => {
  const known = createKnownCredentials()
  const authorization = 'Basic YWNtZTphY21l'
  const luca = request({ authorization, cookie: 'leadline.session_token=luca.signature' })
  const marco = request({ authorization, cookie: 'leadline.session_token=marco.signature' })
  known.add(hashToken('luca'))
  expect(known.find(marco)).toBeUndefined()
  known.add(hashToken('marco'))
  expect(known.find(luca)).toBeDefined()
  expect(known.find(luca)).not.toBe(known.find(marco))
})

it('recognises a token in a header, and a session with any other cookies', () => {
  const known = createKnownCredentials()
  known.add(hashToken('one'))
  expect(known.find(request({ authorization: 'bearer one' }))).toBeDefined()
  expect(known.find(request({ authorization: 'Bearer two' }))).toBeUndefined()
  const cookie = 'leadline.browser=any; __Host-leadline.session_token=one.signature'
  expect(known.find(request({ cookie }))).toBe(known.find(request({ authorization: 'Bearer one' })))
})

describe('a second credential of a request', () => {
  const rateLimit = 20
  let service: TestService

  beforeEach(async () => {
    service = await startService({ rateLimit })
    stopTime()
  })

  afterEach(async () => service.close())

  const status = async (path: string, init: RequestInit = {}) => {
    const client = { address: '192.0.2.1', origin: 'http://localhost' }
    return (await service.service(new Request(`http://localhost${path}`, init), client)).status
  }

  it('is not remembered: neither a header besides a token in a body or query, nor a token besides a session', async () => {
    const cookie = await signIn(service.service, 'luca')
    const made = [
      { authorization: 'Bearer made-up-1' },
      { cookie: 'leadline.session_token=made-up-2.signature' },
    ]
    for (const headers of made) {
      await status('/v2/leadevents', {
        method: 'POST',
        headers,
        body: new URLSearchParams({ token: 'acme-token' }),
      })
      await status('/v2/leads?token=acme-token', { headers })
    }
    expect(await status('/session?token=made-up-3', { headers: { cookie } })).toBe(200)
    for (let sent = 0; sent < rateLimit * 4; sent++) await status('/readyz')
    expect(await status('/v2/leads')).toBe(429)
    for (const headers of made) expect(await status('/v2/leads', { headers })).toBe(429)
    expect(await status('/v2/leads?token=made-up-3')).toBe(429)
    expect(await status('/v2/leads?token=acme-token')).toBe(200)
    expect(await status('/v2/leads', { headers: { cookie } })).toBe(200)
  })
})
