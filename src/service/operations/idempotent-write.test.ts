import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, type TestService } from '../../testing/start-service.ts'

let service: TestService
let giulia: ApiClient

beforeAll(async () => {
  service = await startService()
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
})

afterAll(async () => service.close())

/** Sends a write with additional headers. */
async function send(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  headers: Record<string, string>,
  fields: Record<string, string> = {},
  appUserId = 'giulia',
) {
  const body = new URLSearchParams({ token: 'acme-token', appUserId, ...fields })
  return giulia.send(new Request(`http://localhost${path}`, { method, headers, body }))
}

const create = async (key: string, fields: Record<string, string>, appUserId?: string) =>
  send('POST', '/v2/leadevents', { 'idempotency-key': key }, { type: 'company', ...fields }, appUserId)

const countOf = async (lead: string) => (await giulia.get('/v2/leadevents', { leads: lead })).body.meta.count

describe('Idempotency-Key', () => {
  it('returns the first response again and writes once, even if the date rule would now reject the request', async () => {
    const first = await create('a-1', { lead: 'once', date: '2026-11-01', note: 'x' })
    const second = await create('a-1', { lead: 'once', date: '2026-11-01', note: 'x' })
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(await countOf('once')).toBe(1)
  })

  it('rejects another request with the same key', async () => {
    await create('b-1', { lead: 'mismatch', note: 'x' })
    const { status, body } = await create('b-1', { lead: 'mismatch', note: 'y' })
    expect([status, body.code]).toEqual([422, 'idempotency_mismatch'])
  })

  it('belongs to one person', async () => {
    await create('c-1', { lead: 'persons', note: 'x' })
    expect((await create('c-1', { lead: 'persons', note: 'x' }, 'luca')).status).toBe(201)
    expect(await countOf('persons')).toBe(2)
  })

  it('stores no rejected request, so that a corrected one can use the key', async () => {
    await create('d-0', { lead: 'mended', date: '2026-11-10' })
    const refused = await create('d-1', { lead: 'mended', date: '2026-11-01' })
    const accepted = await create('d-1', { lead: 'mended', date: '2026-11-11' })
    expect([refused.status, accepted.status]).toEqual([400, 201])
  })

  it('returns the response of a deletion again instead of 410', async () => {
    const { body } = await create('e-0', { lead: 'removed' })
    const path = `/v2/leadevents/${body.item.id}`
    const statuses = []
    for (const key of ['e-1', 'e-1', 'e-2']) {
      const headers = { 'idempotency-key': key, 'if-match': `"${body.item.updateTime}"` }
      statuses.push((await send('DELETE', path, headers, { forceDelete: 'true' })).status)
    }
    expect(statuses).toEqual([204, 204, 410])
  })

  it('writes once even if many attempts arrive concurrently', async () => {
    const tries = Array.from({ length: 12 }, async () => create('f-1', { lead: 'crowd', note: 'x' }))
    const statuses = new Set((await Promise.all(tries)).map(({ status, body }) => body.code ?? status))
    expect([...statuses].every((status) => status === 201 || status === 'in_progress')).toBe(true)
    expect(await countOf('crowd')).toBe(1)
  })

  it('expires after 30 days, and is deleted', async () => {
    await create('g-1', { lead: 'old', note: 'x' })
    service.setNow('2026-12-24T12:00:00.000Z')
    expect((await create('g-1', { lead: 'old', note: 'x' })).status).toBe(201)
    expect(await countOf('old')).toBe(2)
    for (const key of ['g-2', 'g-3', 'g-4', 'g-5']) await create(key, { lead: 'old' })
    const rows = await service.database.query(
      { name: 'keys-of-test', text: `select key from idempotency_key where created < '2026-12-01'` },
      [],
    )
    expect(rows).toEqual([])
  })

  it('states the form of a key', async () => {
    const { status, body } = await create('with space', { lead: 'x' })
    expect([status, body.errors[0].field]).toEqual([400, 'Idempotency-Key'])
  })
})

describe('If-Match', () => {
  it('accepts a change of the version that the caller knows, and otherwise returns the current one', async () => {
    const { body, headers } = await create('h-0', { lead: 'guarded', note: 'one' })
    const path = `/v2/leadevents/${body.item.id}`
    const seen = { 'if-match': headers.get('etag') ?? '' }
    expect((await giulia.get(path)).headers.get('etag')).toBe(seen['if-match'])
    expect((await send('PUT', path, seen, { note: 'two' })).status).toBe(200)
    for (const method of ['PUT', 'DELETE'] as const) {
      const refused = await send(method, path, seen, method === 'PUT' ? { note: 'three' } : {})
      expect([refused.status, refused.body.code, refused.body.item.note]).toEqual([
        412,
        'precondition_failed',
        'two',
      ])
    }
    expect((await send('PUT', path, { 'if-match': '*' }, { note: 'four' })).status).toBe(200)
  })
})

describe('Logged-Ago', () => {
  const log = async (ago: string, fields: Record<string, string>) =>
    send('POST', '/v2/leadevents', { 'logged-ago': ago }, { type: 'company', ...fields })

  it("dates an event with the service's clock minus its age, within the date rule", async () => {
    service.setNow('2026-12-24T12:00:00.000Z')
    const { body } = await log('90.5', { lead: 'train' })
    expect(body.item.date).toBe('2026-12-24T11:58:29.500Z')
    const late = await log('90.5', { lead: 'train' })
    expect(late.body.errors[0].code).toBe('date_not_after_latest')
  })

  it('is ignored if the body has a date, and rejects an invalid age', async () => {
    expect((await log('90', { lead: 'said', date: '2026-12-01' })).body.item.date).toBe(
      '2026-12-01T00:00:00.000Z',
    )
    for (const ago of ['-1', 'soon', '1e3', '99999999']) {
      expect((await log(ago, { lead: 'said' })).body.errors[0].field).toBe('Logged-Ago')
    }
  })
})
