import { beforeEach, afterEach, describe, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { cookiesIn } from '../../../testing/sign-in.ts'
import { startService, testPassword, type TestService } from '../../../testing/start-service.ts'
import { invalidRequest } from '../../core/problem.ts'
import { createSignInThrottle, delayAfter } from './sign-in-throttle.ts'

const origin = 'http://localhost'
const at = (address: string) => ({ address, origin })

/** Runs throttled attempts without password hashing, and returns the delay of each in seconds. */
function attempts() {
  let waited = 0
  const throttle = createSignInThrottle({
    wait: async (milliseconds) => void (waited = milliseconds / 1_000),
  })
  return async (
    isRight: boolean,
    { email = 'luca@example.test', address = '192.0.2.1', browser }: Record<string, string> = {},
  ): Promise<number | 'rejected'> => {
    waited = 0
    try {
      await throttle({ email, browser }, at(address), async () => {
        if (isRight) return
        throw invalidRequest([{ field: 'password', code: 'wrong_credentials', message: 'wrong' }])
      })
    } catch (error) {
      if (!String(error).includes('wrong') && !JSON.stringify(error).includes('wrong')) return 'rejected'
    }
    return waited
  }
}

async function times<Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let index = 0; index < count; index++) results.push(await work(index))
  return results
}

describe('attempts to sign in that fail', () => {
  it('are delayed by person and address, and not rejected', async () => {
    const attempt = attempts()
    expect(await times(12, async () => attempt(false))).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30, 30])
  })

  it('also delay a correct password from there, which resets the delay only for its own browser', async () => {
    const attempt = attempts()
    await times(6, async () => attempt(false))
    expect(await attempt(true)).toBe(8)
    expect(await attempt(false)).toBe(8)
    const browser = 'their own'
    await times(6, async () => attempt(false, { browser }))
    expect(await attempt(true, { browser })).toBe(8)
    expect(await attempt(false, { browser })).toBe(0)
  })

  it('delay no one else from there, nor the person from another address, and ignore the case of letters', async () => {
    const attempt = attempts()
    await times(10, async () => attempt(false))
    expect(await attempt(true, { email: 'marco@example.test' })).toBe(0)
    expect(await attempt(true, { address: '198.51.100.1' })).toBe(0)
    expect(await attempt(false, { email: ' LUCA@example.test' })).toBe(30)
  })

  it('do not delay a browser that the person has signed in with, at any address', async () => {
    const attempt = attempts()
    await times(10, async () => attempt(false))
    expect(await attempt(true, { browser: 'their own' })).toBe(0)
  })

  it('are delayed in such a browser only by its own failures', async () => {
    const attempt = attempts()
    expect(
      await times(5, async (index) => attempt(false, { browser: 'one', address: `192.0.2.${index}` })),
    ).toEqual([0, 0, 0, 1, 2])
    expect(await attempt(true, { browser: 'another' })).toBe(0)
  })

  it('are delayed from one address that tries many people', async () => {
    const attempt = attempts()
    const delays = await times(53, async (index) => attempt(false, { email: `nobody-${index}@example.test` }))
    expect(delays.slice(48)).toEqual([0, 0, 1, 2, 4])
    expect(await attempt(true, { browser: 'their own' })).toBe(0)
  })

  it('are rejected after a hundred on one person from many addresses, except in their own browsers', async () => {
    const attempt = attempts()
    const results = await times(101, async (index) => attempt(false, { address: `10.0.${index}.1` }))
    expect(new Set(results.slice(0, 100))).toEqual(new Set([0]))
    expect(results.at(-1)).toBe('rejected')
    expect(await attempt(true, { address: '198.51.100.1' })).toBe('rejected')
    expect(await attempt(true, { address: '198.51.100.1', browser: 'their own' })).toBe(0)
  })

  it('do not delay the use of a link, which cannot be guessed', async () => {
    const waits: number[] = []
    const throttle = createSignInThrottle({ wait: async (milliseconds) => void waits.push(milliseconds) })
    const wrong = invalidRequest([{ field: 'password', code: 'wrong_credentials', message: 'wrong' }])
    await times(60, async (index) =>
      throttle({ email: `nobody-${index}@example.test` }, at('192.0.2.1'), async () => {
        throw wrong
      }).catch(() => undefined),
    )
    waits.length = 0
    expect(await throttle({}, at('192.0.2.1'), async () => 'accepted')).toBe('accepted')
    expect(waits).toEqual([])
  })

  it('stay below that hundred from one address, and from two', () => {
    let failed = 0
    for (let seconds = 0; seconds < 15 * 60; failed++) seconds += delayAfter(failed, 3) / 1_000
    expect(failed * 2).toBeLessThan(100)
  })
})

it('runs attempts of one person from one address one after the other, with one of them waiting', async () => {
  const throttle = createSignInThrottle()
  const ends: (() => void)[] = []
  const attempt = async () =>
    throttle({ email: 'luca@example.test' }, at('192.0.2.1'), async () => {
      await new Promise<void>((resolve) => ends.push(resolve))
    })
  const running = [attempt(), attempt()]
  await expect.poll(() => ends).toHaveLength(1)
  await expect(attempt()).rejects.toMatchObject({ code: 'rate_limited' })
  ends.shift()?.()
  await expect.poll(() => ends).toHaveLength(1)
  ends.shift()?.()
  await Promise.all(running)
})

it('hashes two passwords at a time, for any number of addresses', async () => {
  const throttle = createSignInThrottle()
  const ends: (() => void)[] = []
  let started = 0
  const hash = async () => {
    started++
    await new Promise<void>((resolve) => ends.push(resolve))
  }
  const running = [1, 2, 3].map(async (host) => throttle({}, at(`192.0.2.${host}`), hash))
  await expect.poll(() => ends).toHaveLength(2)
  expect(started).toBe(2)
  ends.shift()?.()
  await expect.poll(() => started).toBe(3)
  for (const end of ends) end()
  await Promise.all(running)
})

describe('through the service', () => {
  let service: TestService
  let waits: number[]

  beforeEach(async () => {
    waits = []
    service = await startService({ waitAtSignIn: async (milliseconds) => void waits.push(milliseconds) })
  })

  afterEach(async () => service.close())

  /** Creates a client at an IP address with cookies, for guessing passwords. */
  const from = (address: string, cookie = '') =>
    new ApiClient(async (request) => {
      const sent = new Request(request)
      if (cookie !== '') sent.headers.set('cookie', cookie)
      return service.service(sent, at(address))
    }, {})
  const signIn = async (api: ApiClient, password = testPassword) =>
    api.write('POST', '/session', { email: 'luca@example.test', password })
  const guess = async (address: string, count: number) =>
    times(count, async () => (await signIn(from(address), 'a guess')).status)

  it('a user signs in while another address guesses, and without delay in a browser that they have used', async () => {
    const cookies = cookiesIn((await signIn(from('198.51.100.1'))).headers)
    expect(new Set(await guess('192.0.2.1', 10))).toEqual(new Set([400]))
    waits = []
    expect((await signIn(from('198.51.100.2'))).status).toBe(200)
    expect(waits).toEqual([0])
    const browser = cookies.split('; ').find((cookie) => cookie.startsWith('leadline.browser=')) ?? ''
    expect((await signIn(from('192.0.2.1', browser))).status).toBe(200)
    expect((await signIn(from('192.0.2.1'))).status).toBe(200)
    expect(waits).toEqual([0, 0, 30_000])
  })

  it('a browser is trusted only for the users who signed in with it, and the cookie signs no one in', async () => {
    const cookies = cookiesIn((await signIn(from('198.51.100.1'))).headers)
    const browser = cookies.split('; ').find((cookie) => cookie.startsWith('leadline.browser=')) ?? ''
    expect((await from('192.0.2.1', browser).get('/session')).body.user).toBeNull()
    const changed = browser.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    await guess('192.0.2.1', 5)
    waits = []
    await signIn(from('192.0.2.1', changed), 'a guess')
    expect(waits).toEqual([4_000])
  })

  it('a password is changed in an active session while others guess it', async () => {
    const cookies = cookiesIn((await signIn(from('198.51.100.1'))).headers)
    await guess('198.51.100.1', 10)
    waits = []
    const change = async (password: string) =>
      (
        await from('198.51.100.1', cookies).write('PUT', '/session/password', {
          password,
          newPassword: 'a new password of Luca',
        })
      ).status
    expect(await times(5, async () => change('a guess'))).toEqual([400, 400, 400, 400, 400])
    expect(await change(testPassword)).toBe(204)
    expect(waits).toEqual([0, 0, 0, 1_000, 2_000, 4_000])
  })

  it('a browser is not trusted in one application for an account of the same email address in another', async () => {
    const olga = 'olga@example.test'
    const post = async (cookie: string, fields: Record<string, string>) =>
      from('192.0.2.1', cookie).write('POST', '/session', { email: olga, ...fields })
    const marco = { email: 'marco@example.test', password: testPassword }
    const manager = from('192.0.2.1', cookiesIn((await post('', marco)).headers))
    // a manager of `acme` invites her and accepts on her behalf; she belongs to `other`
    const invited = await manager.write('POST', '/v2/people', { name: 'Olga Neri', email: olga, role: 'rep' })
    const password = 'the password of Olga in acme'
    const accepted = await from('192.0.2.1').write('POST', '/session/password', {
      token: invited.body.link.token,
      password,
    })
    const inAcme = cookiesIn(accepted.headers)
    const guesses = async (count: number, application?: string) =>
      times(count, async () => post(inAcme, { password: 'a guess', ...(application && { application }) }))
    await guesses(4)
    await guesses(2, 'other')
    waits = []
    // this browser is trusted for the account in `acme`, whose password does not reset the count of the IP address
    const known = await post(inAcme, { password })
    expect([known.status, waits]).toEqual([200, [2_000]])
    waits = []
    expect((await post('', { password: testPassword })).status).toBe(200)
    expect(waits).toEqual([8_000])
    const both = await post(inAcme, { password: testPassword, application: 'other' })
    await guesses(4, 'other')
    waits = []
    const inBoth = cookiesIn(both.headers)
    for (const one of [password, testPassword])
      expect((await post(inBoth, { password: one })).status).toBe(200)
    expect(waits).toEqual([0, 0])
  })

  it('a new password in one application cannot be used to test without limit whether it is that of another', async () => {
    const olga = 'olga@example.test'
    const post = async (fields: Record<string, string>) =>
      from('192.0.2.1').write('POST', '/session', { email: olga, ...fields })
    const marco = { email: 'marco@example.test', password: testPassword }
    const manager = from('192.0.2.1', cookiesIn((await post(marco)).headers))
    const invited = await manager.write('POST', '/v2/people', { name: 'Olga Neri', email: olga, role: 'rep' })
    const accept = async (token: string, password: string) =>
      from('192.0.2.1').write('POST', '/session/password', { token, password })
    await accept(invited.body.link.token, 'the first guess')
    const testGuess = async (password: string) => {
      const reset = await manager.write('POST', `/v2/people/${invited.body.item.id}/link`)
      await accept(reset.body.link.token, password)
      return (await post({ password })).status
    }
    waits = []
    for (const word of ['one', 'two', 'three', 'four'])
      expect(await testGuess(`a guess of ${word}`)).toBe(200)
    expect(await testGuess(testPassword)).toBe(400)
    await post({ password: testPassword, application: 'acme' })
    expect(await testGuess('a guess of six')).toBe(200)
    expect(waits).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 4_000])
    // an older password is not a guess, and is not counted
    const age = `update person_account set updated_at = now() - interval '16 minutes'`
    await service.database.query({ text: age }, [])
    waits = []
    for (let time = 0; time < 2; time++) expect((await post({ password: testPassword })).status).toBe(200)
    expect(waits).toEqual([8_000, 8_000])
  })

  it('an address is not counted, and its count not reset, in a sign-in as a user of the demo', async () => {
    await guess('192.0.2.1', 5)
    waits = []
    const demo = { email: 'luca@example.test', demoPerson: 'giulia' }
    await from('192.0.2.1').write('POST', '/session', demo)
    expect(waits).toEqual([])
    await guess('192.0.2.1', 1)
    expect(waits).toEqual([4_000])
  })

  it('an invitation is accepted at an address where others have failed', async () => {
    const manager = from(
      '198.51.100.1',
      cookiesIn(
        (
          await from('198.51.100.1').write('POST', '/session', {
            email: 'marco@example.test',
            password: testPassword,
          })
        ).headers,
      ),
    )
    const invited = { name: 'Anna Verdi', email: 'anna@example.test', role: 'rep' }
    const { token } = (await manager.write('POST', '/v2/people', invited)).body.link
    await times(5, async (index) =>
      from('192.0.2.1').write('POST', '/session', {
        email: `nobody-${index}@example.test`,
        password: 'a guess',
      }),
    )
    waits = []
    const accepted = await from('192.0.2.1').write('POST', '/session/password', {
      token,
      password: 'four other words and no comma',
    })
    expect([accepted.status, waits]).toEqual([200, []])
  })
})
