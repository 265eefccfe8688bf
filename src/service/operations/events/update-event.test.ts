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

const update = async (id: number, fields: Record<string, string>, api = giulia) =>
  api.write('PUT', `/v2/leadevents/${id}`, fields)

describe('updating an event', () => {
  it('changes the note, keeps the date, and increases updateTime', async () => {
    const event = await log('mended', { note: 'got contcat', date: '2026-11-01' })
    const { status, body } = await update(event.id, { note: 'got contact' })
    expect(status).toBe(200)
    expect(body.item).toMatchObject({ note: 'got contact', date: event.date, created: event.created })
    expect(body.item.updateTime > event.updateTime).toBe(true)
    expect((await giulia.get(`/v2/leadevents/${event.id}`)).body.item.note).toBe('got contact')
  })

  it('rejects every other field by name, and a request that changes nothing', async () => {
    const event = await log('immutable', { note: 'a' })
    const { status, body } = await update(event.id, { note: 'b', status: 'New', lead: 'x' })
    expect(status).toBe(400)
    expect(body.errors.map(({ field, code }: { field: string; code: string }) => [field, code])).toEqual([
      ['lead', 'immutable'],
      ['status', 'immutable'],
    ])
    expect((await update(event.id, {})).body.errors[0].code).toBe('nothing_to_change')
    expect((await giulia.get(`/v2/leadevents/${event.id}`)).body.item.note).toBe('a')
  })

  it('allows a manager to change any event and a rep only their own', async () => {
    const event = await log('owned', { note: 'mine' })
    expect((await update(event.id, { note: 'his' }, luca)).status).toBe(403)
    const { status, body } = await update(event.id, { note: 'seen' }, marco)
    expect([status, body.item.owner.id]).toEqual([200, 'giulia'])
  })

  it("changes the latest event's date to one between the previous event and now", async () => {
    await log('redated', { date: '2026-11-01' })
    const latest = await log('redated', { date: '2026-11-10' })
    const dated = async (date: string) => update(latest.id, { date })
    expect((await dated('2026-11-01')).body.errors[0].code).toBe('date_not_after_latest')
    expect((await dated('2026-11-24')).body.errors[0].code).toBe('date_in_future')
    expect((await dated('2026-11-02')).body.item.date).toBe('2026-11-02T00:00:00.000Z')
    expect((await giulia.get('/v2/leads/redated')).body.item.lastEventDate).toBe('2026-11-02T00:00:00.000Z')
    expect((await dated(testNow)).status).toBe(200)
  })

  it('accepts the date that the event already has, at any position', async () => {
    const first = await log('same', { date: '2026-11-01' })
    await log('same', { date: '2026-11-10' })
    expect((await update(first.id, { date: first.date, note: 'x' })).status).toBe(200)
  })

  it('makes an earlier event the latest only if the lead’s state does not change', async () => {
    const first = await log('moved', { date: '2026-11-01', status: 'New' })
    const note = await log('moved', { date: '2026-11-02', note: 'a call' })
    await log('moved', { date: '2026-11-03', status: 'Contacted' })
    expect((await update(first.id, { date: '2026-11-04' })).status).toBe(409)
    expect((await update(note.id, { date: '2026-11-04' })).status).toBe(200)
    expect((await giulia.get('/v2/leads/moved')).body.item).toMatchObject({
      status: 'Contacted',
      lastEventDate: '2026-11-04T00:00:00.000Z',
    })
  })

  it('writes who changed what, with before and after', async () => {
    const event = await log('audited', { note: 'before' })
    await update(event.id, { note: 'after' }, marco)
    const rows = await service.database.query(
      {
        name: 'audit-of-test',
        text: 'select kind, changed_by, note_before, note_after from lead_event_change where event_id = $1',
      },
      [event.id],
    )
    expect(rows).toEqual([
      { kind: 'update', changed_by: 'marco', note_before: 'before', note_after: 'after' },
    ])
  })
})
