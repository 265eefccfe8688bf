import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../contract/endpoints.ts'
import { ApiClient } from '../../testing/api-client.ts'
import { signIn } from '../../testing/sign-in.ts'
import { fullToken } from '../../testing/start-service.ts'
import { startWithFakeAtoka, type ServiceWithFakeAtoka } from '../../testing/atoka/start-with-fake-atoka.ts'
import { mapAtokaUser } from './store/atoka-users.ts'

let service: ServiceWithFakeAtoka
let giulia: ApiClient
let marco: ApiClient

beforeAll(async () => {
  service = await startWithFakeAtoka({ fakeAtokaPeople: ['g-1'] })
  await mapAtokaUser(service.database, 'acme', { id: 'giulia', atokaUserId: 'g-1' })
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  marco = new ApiClient(service.service, { token: fullToken('acme'), appUserId: 'marco' })
})

afterAll(async () => service.close())

const log = async (lead: string, fields: Record<string, string>, api = giulia) =>
  (await api.write('POST', '/v2/leadevents', { lead, type: 'company', ...fields })).body.item

describe('a user with another ID in Atoka', () => {
  it('is the owner and assignee with that ID in Atoka, and with our ID here', async () => {
    const item = await log('mapped', { leadAssignee: 'giulia', date: '2026-11-01', status: 'New' })
    expect([item.owner.id, item.leadAssignee]).toEqual(['giulia', 'giulia'])
    const there = await service.fakeAtoka.database.query(
      { text: 'select owner, lead_assignee from lead_event where id = $1' },
      [item.id],
    )
    expect(there).toEqual([{ owner: 'g-1', lead_assignee: 'g-1' }])
    const path = `/v2/leadevents/${item.id}`
    expect((await giulia.write('PUT', path, { note: 'mine' })).body.item.owner.id).toBe('giulia')
    const listed = await giulia.get('/v2/leadevents', { leads: 'mapped' })
    expect(listed.body.items[0]).toMatchObject({ owner: { id: 'giulia' }, leadAssignee: 'giulia' })
  })

  it('has our ID in the state that a lead would revert to', async () => {
    const fields = { lead: 'mapped', leadAssignee: 'luca', date: '2026-11-02', status: 'Contacted' }
    const { id } = await log('mapped', fields, marco)
    const refused = await marco.write('DELETE', `/v2/leadevents/${id}`)
    expect([refused.status, refused.body.ifDeleted]).toEqual([409, { status: 'New', leadAssignee: 'giulia' }])
  })
})

describe('features that Atoka lacks', () => {
  const absent = [
    'searchEvents',
    'getEventHistory',
    'listActivity',
    'getLeadPath',
    'getOverview',
    'listRecentEvents',
    'nameLead',
    'exportLead',
    'exportPerson',
    'eraseEvent',
    'eraseLead',
    'erasePerson',
  ] as const

  it.each(absent)('have no endpoint: %s', async (name) => {
    const { method, path } = endpoints[name]
    const address = path.replace('{id}', '1')
    const response =
      method === 'GET'
        ? await marco.get(address, { q: 'x' })
        : await marco.write(method, address, { name: 'x' })
    expect([response.status, response.body.detail]).toEqual([404, 'This endpoint does not exist.'])
  })

  it('are not listed as capabilities, and sync is if Atoka grants it', async () => {
    const capabilitiesOf = async (person: string) => {
      const cookie = await signIn(service.service, person)
      const { body } = await new ApiClient(service.service, {}).send(
        new Request('http://localhost/session', { headers: { cookie } }),
      )
      return body.capabilities
    }
    expect(await capabilitiesOf('giulia')).toEqual(['leads', 'users', 'sync'])
    expect(await capabilitiesOf('olga')).toEqual(['leads', 'users'])
  })
})

describe('the list of leads', () => {
  const listed = async (lead: string) =>
    (await giulia.get('/v2/leads')).body.items.find(({ id }: { id: string }) => id === lead)

  /** Logs two events of a lead and opens it, so that its state is cached; returns the path of the newest event. */
  async function openLead(lead: string): Promise<string> {
    await log(lead, { date: '2026-11-01', status: 'New' })
    const { id } = await log(lead, { date: '2026-11-02', status: 'Contacted' })
    await giulia.get(`/v2/leads/${lead}`)
    expect(await listed(lead)).toMatchObject({ status: 'Contacted', eventCount: 2 })
    return `/v2/leadevents/${id}`
  }

  it.each(['arrives', 'is lost'])(
    'shows the state of a lead after a deletion whose response %s',
    async (outcome) => {
      const path = await openLead(`deleted ${outcome}`.replaceAll(' ', '-'))
      service.proxy.setFault(({ method }) =>
        outcome === 'is lost' && method === 'DELETE' ? 'cut after' : undefined,
      )
      const { status } = await giulia.write('DELETE', path, { forceDelete: 'true' })
      service.proxy.setFault(() => undefined)
      expect(status).toBe(204)
      expect(await listed(`deleted ${outcome}`.replaceAll(' ', '-'))).toMatchObject({
        status: 'New',
        eventCount: 1,
        lastEventDate: '2026-11-01T00:00:00.000Z',
      })
    },
  )

  it('shows the state of a lead after a correction', async () => {
    const path = await openLead('corrected')
    expect((await giulia.write('PUT', path, { date: '2026-11-03' })).status).toBe(200)
    expect(await listed('corrected')).toMatchObject({ lastEventDate: '2026-11-03T00:00:00.000Z' })
  })
})

describe('sync', () => {
  it('counts as granted if Atoka did not respond at the start, and the request then returns Atoka’s error', async () => {
    service.proxy.setFault(() => 'html 502')
    const started = await service.secondInstance({})
    service.proxy.setFault(() => undefined)
    const olga = new ApiClient(started.service, { token: 'other-token' })
    const refused = await olga.get('/v2/leadevents/sync')
    const granted = await new ApiClient(started.service, { token: 'acme-token' }).get('/v2/leadevents/sync')
    await started.close()
    expect([refused.status, refused.body.code, granted.status]).toEqual([403, 'forbidden', 200])
  })
})

describe('more leads than fit in a URL', () => {
  const leads = Array.from({ length: 130 }, (_, index) => `${'l'.repeat(60)}-${index}`)

  beforeAll(async () => {
    const direct = new ApiClient(service.fakeAtoka.service, { token: 'acme-token', appUserId: 'luca' })
    for (const [index, lead] of leads.entries()) {
      const date = `2026-10-01T10:${String(index % 60).padStart(2, '0')}:00Z`
      await direct.write('POST', '/v2/leadevents', { lead, type: 'company', date })
    }
  })

  it('form one list, in both orders and from any offset', async () => {
    const direct = new ApiClient(service.fakeAtoka.service, { token: 'acme-token' })
    const before = service.proxy.received.length
    for (const ordering of ['newest', 'oldest']) {
      for (const [offset, limit] of [
        ['0', '1000'],
        ['0', '20'],
        ['63', '10'],
        ['129', '5'],
        ['500', '5'],
        ['0', '0'],
      ] as const) {
        const query = { leads: leads.join(','), ordering, offset, limit }
        const [whole, merged] = [
          await direct.get('/v2/leadevents', query),
          await giulia.get('/v2/leadevents', query),
        ]
        expect(merged.body.items).toEqual(whole.body.items)
        expect(merged.body.meta).toEqual(whole.body.meta)
      }
    }
    const came = service.proxy.received.slice(before)
    expect(came.length).toBeGreaterThanOrEqual(24)
    expect(Math.max(...came.map(({ length }) => length))).toBeLessThan(6_144)
  })
})

describe('a start', () => {
  it('is rejected if one token would be used for two applications', async () => {
    const clientOf = () => expect.fail('nothing was to be asked')
    await expect(service.secondInstance({ atoka: { clientOf, isOneApplication: true } })).rejects.toThrow(
      'ATOKA_TOKEN belongs to one application, but the database has several (acme, other)',
    )
  })
})
