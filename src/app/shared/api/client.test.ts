import { afterEach, expect, it } from 'vitest'
import { request } from './client.ts'
import { resetClock } from '../time/server-clock.ts'

const before = globalThis.fetch
const write = { idempotencyKey: 'a', appUserId: 'giulia' }
const unavailable = (headers: Record<string, string>) => new Response('busy', { status: 503, headers })

/** Makes an intermediary respond in place of the service. */
function respondWith(respond: () => Response) {
  globalThis.fetch = async () => respond()
}

afterEach(() => {
  globalThis.fetch = before
  resetClock()
})

it('does not accept a page of a hotspot as the response to a deletion', async () => {
  respondWith(
    () => new Response('<h1>Welcome to the train</h1>', { headers: { 'content-type': 'text/html' } }),
  )
  await expect(request('deleteEvent', { id: 42, write })).rejects.toMatchObject({ code: 'unreachable' })
  respondWith(() => new Response(null, { status: 204 }))
  await expect(request('deleteEvent', { id: 42, write })).resolves.toBeUndefined()
})

it('parses Retry-After in seconds, and as a date by the service’s clock', async () => {
  respondWith(() => unavailable({ 'retry-after': '20' }))
  await expect(request('deleteEvent', { id: 42, write })).rejects.toMatchObject({ retryAfter: 20_000 })
  const hoursAhead = Date.now() + 26 * 3_600_000
  const date = new Date(hoursAhead).toUTCString()
  const until = new Date(hoursAhead + 20_000).toUTCString()
  respondWith(() => unavailable({ date, 'retry-after': until }))
  await expect(request('deleteEvent', { id: 42, write })).rejects.toMatchObject({
    retryAfter: expect.closeTo(20_000, -4),
  })
})
