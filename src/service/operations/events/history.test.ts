import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let giulia: ApiClient
let luca: ApiClient
let marco: ApiClient

beforeAll(async () => {
  service = await startService()
  const as = (appUserId: string) => new ApiClient(service.service, { token: 'acme-token', appUserId })
  ;[giulia, luca, marco] = [as('giulia'), as('luca'), as('marco')]
})

afterAll(async () => service.close())

const log = async (lead: string, fields: Record<string, string>) =>
  (await giulia.write('POST', '/v2/leadevents', { lead, type: 'company', ...fields })).body.item

describe("a lead's path", () => {
  it('contains the events that changed its status or assignee, with the state before and after', async () => {
    const nothing = { status: null, leadAssignee: null }
    await log('walked', { note: 'nothing yet', date: '2026-10-01' })
    const first = await log('walked', { status: 'New', leadAssignee: 'giulia', date: '2026-10-02' })
    await log('walked', { note: 'a call', date: '2026-10-03' })
    await log('walked', { status: 'New', date: '2026-10-04' })
    const handed = await log('walked', { leadAssignee: 'luca', date: '2026-10-05' })
    const removed = await log('walked', { status: 'Lost', leadAssigneeRemove: 'true', date: '2026-10-06' })
    const { body } = await luca.get('/v2/leads/walked/path')
    expect(body.items).toEqual([
      { event: first.id, date: first.date, from: nothing, to: { status: 'New', leadAssignee: 'giulia' } },
      {
        event: handed.id,
        date: handed.date,
        from: { status: 'New', leadAssignee: 'giulia' },
        to: { status: 'New', leadAssignee: 'luca' },
      },
      {
        event: removed.id,
        date: removed.date,
        from: { status: 'New', leadAssignee: 'luca' },
        to: { status: 'Lost', leadAssignee: null },
      },
    ])
  })

  it('returns 404 for an unknown lead', async () => {
    expect((await luca.get('/v2/leads/nobody/path')).status).toBe(404)
    expect((await luca.get('/v2/leads/%00/path')).status).toBe(404)
  })
})

describe("an event's history", () => {
  it('contains who changed what and when, and the previous version', async () => {
    const event = await log('told', { note: 'one', date: '2026-10-01' })
    await giulia.write('PUT', `/v2/leadevents/${event.id}`, { note: 'two' })
    await marco.write('PUT', `/v2/leadevents/${event.id}`, { note: 'three' })
    const { body } = await luca.get(`/v2/leadevents/${event.id}/history`)
    expect(body.items).toMatchObject([
      {
        kind: 'update',
        changedBy: { id: 'giulia', name: 'Giulia Rossi' },
        before: { note: 'one' },
        after: { note: 'two' },
      },
      {
        kind: 'update',
        changedBy: { id: 'marco' },
        before: { note: 'two', date: event.date },
        after: { note: 'three' },
      },
    ])
    expect(body.items[0]).toMatchObject({ event: event.id, lead: 'told', leadName: null })
  })

  it('hides a deleted text from users who could not edit it', async () => {
    const event = await log('hidden', { note: 'secret' })
    await log('hidden', { note: 'later' })
    await giulia.write('DELETE', `/v2/leadevents/${event.id}`)
    const path = `/v2/leadevents/${event.id}/history`
    expect((await luca.get(path)).status).toBe(403)
    expect((await new ApiClient(service.service, { token: 'acme-token' }).get(path)).status).toBe(403)
    expect((await marco.get(path)).body.items).toMatchObject([
      { kind: 'delete', before: { note: 'secret' }, after: null },
    ])
    expect((await marco.get('/v2/leadevents/999999999/history')).status).toBe(404)
  })
})

describe('the change log', () => {
  it('is for managers, newest first, and can be filtered', async () => {
    expect((await luca.get('/v2/activity')).status).toBe(403)
    const all = (await marco.get('/v2/activity')).body
    expect(all.meta.count).toBe(3)
    expect(all.items.map(({ lead, kind }: { lead: string; kind: string }) => `${kind} ${lead}`)).toEqual([
      'delete hidden',
      'update told',
      'update told',
    ])
    const count = async (query: Record<string, string>) =>
      (await marco.get('/v2/activity', query)).body.meta.count
    expect(await count({ changedBy: 'giulia' })).toBe(2)
    expect(await count({ lead: 'hidden' })).toBe(1)
    expect(await count({ dateFrom: testNow, dateTo: '2026-11-24' })).toBe(3)
    expect(await count({ dateTo: '2026-11-22' })).toBe(0)
    expect((await marco.get('/v2/activity', { offset: '50' })).body).toMatchObject({
      items: [],
      meta: { count: 3 },
    })
  })
})
