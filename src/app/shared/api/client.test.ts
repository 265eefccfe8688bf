import { afterEach, expect, it } from 'vitest'
import { request } from './client.ts'
import { resetClock } from '../time/server-clock.ts'

const before = globalThis.fetch
const write = { idempotencyKey: 'a', appUserId: 'giulia' }
const refusedAs = (headers: Record<string, string>) => new Response('busy', { status: 503, headers })

/** What stands between the browser and the service answers in its place. */
function between(answer: () => Response) {
  globalThis.fetch = async () => answer()
}

afterEach(() => {
  globalThis.fetch = before
  resetClock()
})

it('takes no page of a hotspot for a deletion', async () => {
  between(() => new Response('<h1>Welcome to the train</h1>', { headers: { 'content-type': 'text/html' } }))
  await expect(request('deleteEvent', { id: 42, write })).rejects.toMatchObject({ code: 'unreachable' })
  between(() => new Response(null, { status: 204 }))
  await expect(request('deleteEvent', { id: 42, write })).resolves.toBeUndefined()
})

it('reads until when the service asks to be left alone, by the service’s clock', async () => {
  between(() => refusedAs({ 'retry-after': '20' }))
  await expect(request('deleteEvent', { id: 42, write })).rejects.toMatchObject({ retryAfter: 20_000 })
  const hoursAhead = Date.now() + 26 * 3_600_000
  const date = new Date(hoursAhead).toUTCString()
  const until = new Date(hoursAhead + 20_000).toUTCString()
  between(() => refusedAs({ date, 'retry-after': until }))
  await expect(request('deleteEvent', { id: 42, write })).rejects.toMatchObject({
    retryAfter: expect.closeTo(20_000, -4),
  })
})
