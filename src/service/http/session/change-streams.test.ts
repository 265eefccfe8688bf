import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { ApiClient, clientWithCookie } from '../../../testing/api-client.ts'
import { signIn } from '../../../testing/sign-in.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let acme: ApiClient

beforeEach(async () => {
  service = await startService()
  acme = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
})

afterEach(async () => {
  await service.close()
})

const log = async (lead: string, client = acme): Promise<string> =>
  (await client.write('POST', '/v2/leadevents', { lead, type: 'company', note: 'a call' })).body.item
    .updateTime

/** Opens a stream with a cookie; `received` are its messages so far. */
async function open(cookie: string, target = service.service) {
  const response = await target(new Request('http://localhost/session/changes', { headers: { cookie } }))
  const received: string[] = []
  const state = { ended: false }
  const reader = response.body?.getReader()
  const read = async () => {
    const decoder = new TextDecoder()
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { done: true }
      if (done) break
      received.push(...decoder.decode(value).split('\n\n').slice(0, -1))
    }
    state.ended = true
  }
  void read()
  const close = async () => reader?.cancel()
  onTestFinished(close)
  return { response, received, state, close }
}

it('sends the time of the latest change when it opens, and of each change of its application', async () => {
  const first = await log('one')
  const cookie = await signIn(service.service, 'luca')
  const { response, received } = await open(cookie)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('no-store')
  await vi.waitFor(() => expect(received).toEqual([`data: ${first}`]), 10_000)
  const second = await log('two')
  await vi.waitFor(() => expect(received.at(-1)).toBe(`data: ${second}`), 10_000)
  // another application's change is not announced
  const other = new ApiClient(service.service, { token: 'other-token', appUserId: 'olga' })
  await log('three', other)
  const third = await log('three')
  await vi.waitFor(() => expect(received.at(-1)).toBe(`data: ${third}`), 10_000)
  expect(received).toHaveLength(3)
})

it('announces a change that another process has written', async () => {
  const second = await service.secondInstance()
  onTestFinished(async () => second.close())
  const { received } = await open(await signIn(service.service, 'luca'))
  await vi.waitFor(() => expect(received).toHaveLength(1), 10_000)
  const time = await log('one', new ApiClient(second.service, { token: 'acme-token', appUserId: 'giulia' }))
  await vi.waitFor(() => expect(received.at(-1)).toBe(`data: ${time}`), 10_000)
})

it('announces many changes in few messages, the latest one included', async () => {
  const { received } = await open(await signIn(service.service, 'luca'))
  await vi.waitFor(() => expect(received).toHaveLength(1), 10_000)
  const started = performance.now()
  let last = ''
  for (let number = 0; number < 100; number++) last = await log(`lead-${number}`)
  await vi.waitFor(() => expect(received.at(-1)).toBe(`data: ${last}`), 10_000)
  const seconds = (performance.now() - started) / 1_000
  expect(received.length).toBeLessThanOrEqual(2 + Math.ceil(seconds))
})

it.each<[string, (cookie: string) => Promise<unknown>]>([
  [
    'the user signs out',
    async (cookie) => clientWithCookie(service.service, cookie).write('DELETE', '/session'),
  ],
  [
    'the user is blocked',
    async () =>
      clientWithCookie(service.service, await signIn(service.service, 'marco')).write(
        'PUT',
        '/v2/people/luca',
        {
          blocked: 'true',
        },
      ),
  ],
  ['the service is drained', async () => service.drain()],
])('ends when %s', async (what, happens) => {
  const cookie = await signIn(service.service, 'luca')
  const other = await open(await signIn(service.service, 'giulia'))
  const { received, state } = await open(cookie)
  await vi.waitFor(() => expect(received).toHaveLength(1), 10_000)
  expect(state.ended).toBe(false)
  await happens(cookie)
  await vi.waitFor(() => expect(state.ended).toBe(true), 10_000)
  expect(other.state.ended).toBe(what === 'the service is drained')
})

it('requires a session, and allows each session four streams', async () => {
  const request = async (headers: Record<string, string>) =>
    service.service(new Request('http://localhost/session/changes', { headers }))
  const statusOf = async (headers: Record<string, string>) => (await request(headers)).status
  expect(await statusOf({})).toBe(401)
  expect(await statusOf({ authorization: 'Bearer acme-token' })).toBe(403)
  const cookie = await signIn(service.service, 'luca')
  const streams = await Promise.all([1, 2, 3, 4].map(async () => open(cookie)))
  const rejected = await request({ cookie })
  expect([rejected.status, rejected.headers.get('retry-after')]).toEqual([429, '15'])
  await streams[0]?.close()
  expect((await open(cookie)).response.status).toBe(200)
})

it('counts its connection for its session, not for the address, which a whole company may share', async () => {
  const headers = { cookie: await signIn(service.service, 'luca') }
  let recognised = 0
  const client = { address: '192.0.2.1', origin: 'http://localhost', recognised: () => void recognised++ }
  const response = await service.service(new Request('http://localhost/session/changes', { headers }), client)
  expect([response.status, recognised]).toEqual([200, 1])
  await response.body?.cancel()
})

it('opens no stream for a request without a body in its response', async () => {
  const cookie = await signIn(service.service, 'luca')
  const head = { method: 'HEAD', headers: { cookie } }
  for (let number = 0; number < 5; number++) {
    const response = await service.service(new Request('http://localhost/session/changes', head))
    expect([response.status, response.body]).toEqual([200, null])
  }
  expect((await open(cookie)).response.status).toBe(200)
})
