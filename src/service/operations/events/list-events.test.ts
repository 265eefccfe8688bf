import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let giulia: ApiClient

const day = (number: number) => `2026-10-${String(number).padStart(2, '0')}`

beforeAll(async () => {
  service = await startService()
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  for (let number = 1; number <= 12; number++) {
    const lead = number % 3 === 0 ? 'b' : 'a'
    await giulia.write('POST', '/v2/leadevents', {
      lead,
      type: 'company',
      note: String(number),
      date: day(number),
    })
  }
  // two leads may have events with the same date: ties are ordered by ID
  for (const lead of ['b', 'a'])
    await giulia.write('POST', '/v2/leadevents', { lead, type: 'company', note: 'tie', date: day(20) })
})

afterAll(async () => service.close())

const list = async (query: Record<string, string>) => (await giulia.get('/v2/leadevents', query)).body
const notes = (body: { items: { note: string }[] }) => body.items.map(({ note }) => note)

describe('listing events', () => {
  it('returns one lead’s events, newest first, with the exact count', async () => {
    const body = await list({ leads: 'b' })
    expect(notes(body)).toEqual(['tie', '12', '9', '6', '3'])
    expect(body.meta).toEqual({
      ordering: 'newest',
      count: 5,
      limit: 50,
      offset: 0,
      info: [],
      obfuscated: {},
    })
  })

  it('interleaves several leads by date in both orders, ties by ID', async () => {
    const newest = await list({ leads: 'a,b' })
    const oldest = await list({ leads: 'a,b', ordering: 'oldest' })
    expect(notes(oldest).slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, index) => String(index + 1)))
    expect(oldest.items.slice(12).map(({ lead }: { lead: string }) => lead)).toEqual(['b', 'a'])
    expect(newest.items).toEqual(oldest.items.toReversed())
    expect(newest.meta.count).toBe(14)
  })

  it('pages through all of them without a gap or a repetition', async () => {
    const pages = await Promise.all(
      [0, 5, 10].map(async (offset) => list({ leads: 'a,b', offset: String(offset), limit: '5' })),
    )
    const whole = await list({ leads: 'a,b' })
    expect(pages.flatMap((page) => page.items)).toEqual(whole.items)
  })

  it('returns an empty page with the count for an offset beyond the end, and for limit 0', async () => {
    expect(await list({ leads: 'a,b', offset: '9950' })).toMatchObject({
      items: [],
      meta: { count: 14, offset: 9950 },
    })
    expect(await list({ leads: 'a,b', limit: '0' })).toMatchObject({
      items: [],
      meta: { count: 14, limit: 0 },
    })
  })

  it('returns no events for an unknown lead', async () => {
    expect(await list({ leads: 'nobody' })).toMatchObject({ items: [], meta: { count: 0 } })
  })

  it('explains the query without a token or a value of the database', async () => {
    const [{ engine, text, json }] = (await list({ leads: 'a,b', limit: '1' })).queryExplanation
    expect([engine, text]).toEqual(['leadline', 'Events of 2 leads, newest first by date.'])
    expect(json).toEqual({ leads: ['a', 'b'], offset: 0, limit: 1, ordering: 'newest' })
  })

  it('never returns events of another application', async () => {
    const olga = new ApiClient(service.service, { token: 'other-token', appUserId: 'olga' })
    expect((await olga.get('/v2/leadevents', { leads: 'a' })).body).toMatchObject({
      items: [],
      meta: { count: 0 },
    })
    const [event] = (await list({ leads: 'a' })).items
    expect((await olga.get(`/v2/leadevents/${event.id}`)).status).toBe(404)
    expect((await olga.write('PUT', `/v2/leadevents/${event.id}`, { note: 'x' })).status).toBe(404)
    expect((await olga.write('DELETE', `/v2/leadevents/${event.id}`, { forceDelete: 'true' })).status).toBe(
      404,
    )
    expect((await olga.get('/v2/leads')).body.items).toEqual([])
  })
})

describe('synchronising changes', () => {
  it('orders by updateTime, returns each change once, and continues from the last one', async () => {
    const { items, meta } = (await giulia.get('/v2/leadevents/sync', { limit: '4' })).body
    expect(notes({ items })).toEqual(['1', '2', '3', '4'])
    expect(meta.count).toBe(14)
    const rest = (await giulia.get('/v2/leadevents/sync', { fromUpdateTime: items[3].updateTime })).body
    expect(notes(rest).slice(0, 2)).toEqual(['4', '5'])
    const times = rest.items.map(({ updateTime }: { updateTime: string }) => updateTime)
    expect(new Set(times).size).toBe(times.length)
  })

  it('increases updateTime even if the clock is set back', async () => {
    service.setNow('2026-11-23T11:00:00.000Z')
    const last = (await giulia.get('/v2/leadevents/sync')).body.items.at(-1)
    const { body } = await giulia.write('PUT', `/v2/leadevents/${last.id}`, { note: 'later' })
    expect(body.item.updateTime > last.updateTime).toBe(true)
  })

  it('requires the feature', async () => {
    const olga = new ApiClient(service.service, { token: 'other-token' })
    const { status, body } = await olga.get('/v2/leadevents/sync')
    expect([status, body.code]).toEqual([403, 'forbidden'])
  })
})
