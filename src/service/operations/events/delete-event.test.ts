import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let giulia: ApiClient
let marco: ApiClient

beforeAll(async () => {
  service = await startService()
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  marco = new ApiClient(service.service, { token: 'acme-token', appUserId: 'marco' })
})

afterAll(async () => service.close())

const log = async (lead: string, fields: Record<string, string>) =>
  (await giulia.write('POST', '/v2/leadevents', { lead, type: 'company', ...fields })).body.item

const lead = async (id: string) => (await giulia.get(`/v2/leads/${id}`)).body.item

describe('deleting an event', () => {
  it('needs no force if the lead does not change, and then reports who deleted the event and when', async () => {
    await log('plain', { status: 'New', date: '2026-11-01' })
    const note = await log('plain', { note: 'wrong lead', date: '2026-11-02' })
    const { status, body } = await marco.write('DELETE', `/v2/leadevents/${note.id}`)
    expect([status, body]).toEqual([204, undefined])
    const gone = await giulia.get(`/v2/leadevents/${note.id}`)
    expect([gone.status, gone.body.code]).toEqual([410, 'gone'])
    expect(gone.body.deleted).toEqual({ by: 'Marco Bianchi', at: '2026-11-23T12:00:00.000Z' })
    expect(gone.body.detail).toBe('Marco Bianchi deleted this lead event on 2026-11-23T12:00:00.000Z.')
    expect(await lead('plain')).toMatchObject({
      eventCount: 1,
      lastEventDate: '2026-11-01T00:00:00.000Z',
      status: 'New',
    })
    expect((await giulia.get('/v2/leadevents', { leads: 'plain' })).body.meta.count).toBe(1)
  })

  it('is rejected if the lead would change, with the state that it would revert to, and accepted if forced', async () => {
    await log('state', { status: 'New', leadAssignee: 'luca', date: '2026-11-01' })
    const event = await log('state', { status: 'Contacted', leadAssignee: 'giulia', date: '2026-11-02' })
    const fallback = { status: 'New', leadAssignee: 'luca' }
    expect((await giulia.get(`/v2/leadevents/${event.id}`)).body.item.ifDeleted).toEqual(fallback)

    const rejected = await giulia.write('DELETE', `/v2/leadevents/${event.id}`)
    expect([rejected.status, rejected.body.code, rejected.body.ifDeleted]).toEqual([
      409,
      'conflict',
      fallback,
    ])
    expect(await lead('state')).toMatchObject({ status: 'Contacted', leadAssignee: 'giulia', eventCount: 2 })

    expect((await giulia.write('DELETE', `/v2/leadevents/${event.id}`, { forceDelete: 'true' })).status).toBe(
      204,
    )
    expect(await lead('state')).toMatchObject({ ...fallback, eventCount: 1 })
  })

  it('is possible without force if the details have no ifDeleted', async () => {
    const first = await log('middle', { status: 'New', date: '2026-11-01' })
    await log('middle', { status: 'Contacted', date: '2026-11-02' })
    expect((await giulia.get(`/v2/leadevents/${first.id}`)).body.item.ifDeleted).toBeNull()
    expect((await giulia.write('DELETE', `/v2/leadevents/${first.id}`)).status).toBe(204)
    const [second] = (await giulia.get('/v2/leadevents', { leads: 'middle' })).body.items
    expect([second.status, second.previousStatus]).toEqual(['Contacted', null])
  })

  it('ignores deleted events in the date rule', async () => {
    await log('again', { date: '2026-11-01' })
    const late = await log('again', { date: '2026-11-20' })
    await giulia.write('DELETE', `/v2/leadevents/${late.id}`)
    expect(await log('again', { date: '2026-11-20' })).toMatchObject({ date: late.date })
  })

  it('returns 410 for a second deletion and 404 for an unknown event', async () => {
    const event = await log('twice', { note: 'x' })
    await log('twice', { note: 'y' })
    const path = `/v2/leadevents/${event.id}`
    expect((await giulia.write('DELETE', path)).status).toBe(204)
    expect((await giulia.write('DELETE', path)).status).toBe(410)
    expect((await giulia.write('PUT', path, { note: 'z' })).status).toBe(410)
    for (const id of ['999999999', '0', '-1', 'foo', '1.5', '9'.repeat(30)]) {
      expect((await giulia.write('DELETE', `/v2/leadevents/${id}`)).status).toBe(404)
    }
  })

  it('appears in sync without its note', async () => {
    const event = await log('synced', { note: 'secret' })
    await giulia.write('DELETE', `/v2/leadevents/${event.id}`, { forceDelete: '1' })
    const { body } = await giulia.get('/v2/leadevents/sync', { fromUpdateTime: event.updateTime })
    expect(body.items.at(-1)).toMatchObject({ id: event.id, deleted: true, note: null })
    expect(JSON.stringify(body)).not.toContain('secret')
  })
})
