import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startService, testPassword, type TestService } from '../../testing/start-service.ts'
import { createSlowSignIn } from './slow-sign-in.ts'

let service: TestService

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

async function signIn(email: string, password: string, address: string): Promise<Response> {
  const origin = 'http://localhost'
  const request = new Request(`${origin}/session`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ email, password }),
  })
  return service.service(request, { address, origin })
}

async function statuses(attempts: Promise<Response>[]): Promise<number[]> {
  return (await Promise.all(attempts)).map(({ status }) => status)
}

describe('an attempt to sign in', () => {
  it('is refused after ten that failed for the same e-mail, even all at once and from anywhere', async () => {
    const guesses = Array.from({ length: 14 }, async (_, index) =>
      signIn('Luca@example.test ', `guess ${index}`, `192.0.2.${index}`),
    )
    const answered = await statuses(guesses)
    expect(answered.filter((status) => status === 400)).toHaveLength(10)
    expect(answered.filter((status) => status === 429)).toHaveLength(4)
    const refused = await signIn('luca@example.test', testPassword, '198.51.100.1')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800)
    expect(await refused.json()).toMatchObject({
      code: 'rate_limited',
      detail: expect.stringMatching(/^Too many attempts to sign in have failed: wait \d+ s/),
    })
    expect((await signIn('marco@example.test', testPassword, '198.51.100.1')).status).toBe(200)
  })

  it('is refused after fifty that failed from the same address, whoever was tried', async () => {
    const guesses = Array.from({ length: 50 }, async (_, index) =>
      signIn(`nobody-${index}@example.test`, 'guess', '203.0.113.1'),
    )
    expect(new Set(await statuses(guesses))).toEqual(new Set([400]))
    expect((await signIn('giulia@example.test', testPassword, '203.0.113.1')).status).toBe(429)
    expect((await signIn('giulia@example.test', testPassword, '203.0.113.2')).status).toBe(200)
  })

  it('that succeeds is not counted, and forgives those before it', async () => {
    for (let round = 0; round < 3; round++) {
      for (let guess = 0; guess < 9; guess++)
        expect((await signIn('giulia@example.test', 'mistyped', '192.0.2.99')).status).toBe(400)
      expect((await signIn('giulia@example.test', testPassword, '192.0.2.99')).status).toBe(200)
    }
  })
})

it('hashes two passwords at a time, however many addresses send them', async () => {
  const slowSignIn = createSlowSignIn()
  const ends: (() => void)[] = []
  let started = 0
  const hash = async () => {
    started++
    await new Promise<void>((resolve) => ends.push(resolve))
  }
  const attempts = [1, 2, 3].map(async (host) =>
    slowSignIn({ email: undefined }, { address: `192.0.2.${host}`, origin: 'http://localhost' }, hash),
  )
  await expect.poll(() => ends).toHaveLength(2)
  expect(started).toBe(2)
  ends.shift()?.()
  await expect.poll(() => started).toBe(3)
  for (const end of ends) end()
  await Promise.all(attempts)
})
