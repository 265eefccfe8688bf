import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let marco: ApiClient

beforeAll(async () => {
  service = await startService()
  marco = new ApiClient(service.service, { token: 'acme-token', appUserId: 'marco' })
  const name = {
    name: 'test-directory-entry',
    text: `insert into lead (application_id, id, type, name) values ('acme', $1, $2, $3)`,
  }
  await service.database.query(name, ['c1', 'company', 'Cantina 100% Sole'])
  await service.database.query(name, ['c2', 'company', 'Birrificio'])
  await service.database.query(name, ['p1', 'person', 'Elena Tomasi'])
  const log = async (fields: Record<string, string>) => marco.write('POST', '/v2/leadevents', fields)
  await log({ lead: 'c2', type: 'company', status: 'New', leadAssignee: 'luca', date: '2026-11-02' })
  await log({ lead: 'w1', type: 'company', status: 'Won', date: '2026-10-01' })
  await log({ lead: 'p1', type: 'person', status: 'Contacted', leadAssignee: 'giulia', date: '2026-11-01' })
})

afterAll(async () => service.close())

const ids = async (query: Record<string, string>) =>
  (await marco.get('/v2/leads', query)).body.items.map(({ id }: { id: string }) => id)

describe('the lead directory', () => {
  it('puts the latest activity first, and what had none last', async () => {
    expect(await ids({})).toEqual(['c2', 'p1', 'w1', 'c1'])
  })

  it('puts the longest silence first, and before it what never had an event', async () => {
    expect(await ids({ sort: 'quiet' })).toEqual(['c1', 'w1', 'p1', 'c2'])
  })

  it('finds the leads that have gone quiet: open ones without an event since then', async () => {
    expect(await ids({ quietSince: '2026-11-02T00:00:00.001Z', sort: 'quiet' })).toEqual(['p1', 'c2'])
    expect(await ids({ quietSince: '2026-11-02', sort: 'quiet' })).toEqual(['p1'])
  })

  it('goes by name', async () => {
    expect(await ids({ sort: 'name' })).toEqual(['c2', 'c1', 'p1', 'w1'])
  })

  it('finds parts of names and ids, in any case, every character standing for itself', async () => {
    expect(await ids({ q: 'tomas' })).toEqual(['p1'])
    expect(await ids({ q: 'C1' })).toEqual(['c1'])
    expect(await ids({ q: '100%' })).toEqual(['c1'])
    expect(await ids({ q: '_' })).toEqual([])
  })

  it('filters by type, assignee and status, with the count of what matches', async () => {
    expect(await ids({ type: 'person' })).toEqual(['p1'])
    expect(await ids({ leadAssignee: 'luca', type: 'company', status: 'New' })).toEqual(['c2'])
    expect((await marco.get('/v2/leads', { type: 'company', limit: '1' })).body.meta.count).toBe(3)
    expect((await marco.get('/v2/leads', { offset: '50' })).body.meta.count).toBe(4)
  })

  it('gives one lead with its current state', async () => {
    expect((await marco.get('/v2/leads/p1')).body.item).toEqual({
      id: 'p1',
      type: 'person',
      name: 'Elena Tomasi',
      status: 'Contacted',
      statusDate: '2026-11-01T00:00:00.000Z',
      leadAssignee: 'giulia',
      lastEventDate: '2026-11-01T00:00:00.000Z',
      eventCount: 1,
    })
  })
})

describe('the people who can be assigned', () => {
  it('come by name, and can be searched', async () => {
    expect((await marco.get('/v2/users')).body.items.map(({ id }: { id: string }) => id)).toEqual([
      'giulia',
      'luca',
      'marco',
    ])
    expect((await marco.get('/v2/users', { q: 'conti' })).body).toMatchObject({
      items: [{ id: 'luca', name: 'Luca Conti', role: 'rep', blocked: false }],
      meta: { count: 1 },
    })
  })
})
