import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { startDirectory, type DirectoryServer } from '../../testing/atoka/atoka-directory.ts'
import { startService, testNow, type TestService } from '../../testing/start-service.ts'
import { mapAtokaUser } from './store/atoka-users.ts'
import { createAtokaClient } from './client.ts'
import { createDirectory } from './create-directory.ts'
import { createUserMapping } from './user-mapping.ts'
import { createLeadCache, type LeadCache } from './lead-cache.ts'

/*
 * The lead picker in front of Atoka: our own service acts as Atoka for the events, and a directory on loopback for
 * companies and people.
 */
let fakeAtoka: TestService
let atoka: DirectoryServer
let service: TestService
let giulia: ApiClient
let memory: LeadCache
let directory: ReturnType<typeof createDirectory>
let now = testNow

beforeAll(async () => {
  fakeAtoka = await startService({ people: ['g-1'] })
  atoka = await startDirectory(fakeAtoka.service, 'acme-token')
  service = await startService({
    backend: (store) => ({
      ...store,
      listLeads: async (...given) => directory.listLeads(...given),
      getLead: async (...given) => directory.getLead(...given),
    }),
  })
  await mapAtokaUser(service.database, 'acme', { id: 'giulia', atokaUserId: 'g-1' })
  const { database } = service
  const identities = createUserMapping(database)
  const client = createAtokaClient({ url: atoka.url, token: 'acme-token', wait: async () => undefined })
  memory = createLeadCache({ database, identities, report: (error) => service.reported.push(error) })
  directory = createDirectory({ database, identities, memory, clock: () => now, clientOf: () => client })
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
})

afterAll(async () => {
  await service.close()
  await atoka.close()
  await fakeAtoka.close()
})

beforeEach(async () => {
  atoka.companies.push(
    { id: '6da785b3adf219770c9e', name: 'Officine Ferrari', active: true },
    { id: 'c2', name: 'Cantina Sole', base: { legalName: 'CANTINA SOLE S.R.L.' } },
    { id: 'c3', name: null, base: { legalName: 'Ferrari Trasporti S.p.A.' } },
  )
  atoka.people.push(
    { id: 'p1', name: 'Elena Ferrari' },
    { id: 'p2', base: { givenName: 'Ugo', familyName: 'Tognazzi' } },
  )
})

afterEach(async () => {
  for (const list of [atoka.companies, atoka.people, atoka.requests]) list.length = 0
  atoka.overrides.clear()
  now = testNow
  await service.database.query({ text: 'truncate atoka_lead' }, [])
  if (service.reported.length > 0) throw new AggregateError(service.reported)
})

const log = async (fields: Record<string, string>) => {
  const client = new ApiClient(fakeAtoka.service, { token: 'acme-token', appUserId: 'g-1' })
  const { body, status } = await client.write('POST', '/v2/leadevents', { type: 'company', ...fields })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.item
}
const list = async (query: Record<string, string> = {}) => (await giulia.get('/v2/leads', query)).body
const open = async (id: string) => giulia.get(`/v2/leads/${id}`)
const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)
const askedFor = (path: string) => atoka.requests.filter(({ pathname }) => pathname === path)

describe('a search for leads', () => {
  it('finds companies first and then people by name, in one sequence of pages', async () => {
    atoka.companies.push({ id: 'c4', name: 'Ferrari e Figli' })
    const all = await list({ q: 'ferrari' })
    expect(ids(all)).toEqual(['6da785b3adf219770c9e', 'c4', 'p1'])
    expect(all.meta).toMatchObject({ count: 3, offset: 0, limit: 50, ordering: 'relevance', info: [] })
    for (const [offset, expected] of [
      [0, '6da785b3adf219770c9e'],
      [1, 'c4'],
      [2, 'p1'],
    ] as const) {
      const page = await list({ q: 'ferrari', limit: '1', offset: String(offset) })
      expect([ids(page), page.meta.count]).toEqual([[expected], 3])
    }
  })

  it('requests pages of fifty, and returns the requested number', async () => {
    atoka.companies.push(...Array.from({ length: 120 }, (_, number) => ({ id: `n${number}`, name: 'Nuova' })))
    const page = await list({ q: 'nuova', limit: '110', offset: '5' })
    expect([page.items.length, page.items[0].id, page.items[109].id, page.meta.count]).toEqual([
      110,
      'n5',
      'n114',
      120,
    ])
    expect(askedFor('/v2/companies').map(({ searchParams }) => searchParams.get('limit'))).toEqual([
      '50',
      '50',
      '10',
    ])
  })

  it('sends the token, and the user’s appUserId in Atoka', async () => {
    await list({ q: 'sole', type: 'company' })
    expect(askedFor('/v2/people')).toEqual([])
    const [requested] = askedFor('/v2/companies')
    expect(Object.fromEntries(requested?.searchParams ?? [])).toEqual({
      token: 'acme-token',
      appUserId: 'g-1',
      name: 'sole',
      offset: '0',
      limit: '50',
    })
  })

  it('searches words that could be IDs as IDs, and as a name if none matches', async () => {
    expect(ids(await list({ q: '6da785b3adf219770c9e' }))).toEqual(['6da785b3adf219770c9e'])
    atoka.people.push({ id: '123456789abc', name: 'Anna Blu' })
    const both = await list({ q: '123456789abc, 6da785b3adf219770c9e' })
    expect([ids(both), both.meta.count]).toEqual([['6da785b3adf219770c9e', '123456789abc'], 2])
    atoka.companies.push({ id: 'c5', name: 'Studio2000' })
    expect(ids(await list({ q: 'studio2000' }))).toEqual(['c5'])
  })

  it('shows the cached state of a lead, and none of others', async () => {
    await log({ lead: 'c2', date: '2026-11-03', status: 'New', leadAssignee: 'g-1' })
    await open('c2')
    expect((await list({ q: 'sole' })).items).toEqual([
      {
        id: 'c2',
        type: 'company',
        name: 'Cantina Sole',
        status: 'New',
        statusDate: '2026-11-03T00:00:00.000Z',
        leadAssignee: 'giulia',
        lastEventDate: '2026-11-03T00:00:00.000Z',
        eventCount: 1,
      },
    ])
    expect((await list({ q: 'officine' })).items).toEqual([
      {
        id: '6da785b3adf219770c9e',
        type: 'company',
        name: 'Officine Ferrari',
        status: null,
        statusDate: null,
        leadAssignee: null,
        lastEventDate: null,
        eventCount: 0,
      },
    ])
  })

  it('returns one of the two lists if the other cannot be searched, and states this; without both it fails', async () => {
    atoka.overrides.set('/v2/people', () => Response.json({ message: 'no package people' }, { status: 403 }))
    const found = await list({ q: 'ferrari' })
    expect(ids(found)).toEqual(['6da785b3adf219770c9e'])
    expect(found.meta.info).toEqual([expect.stringMatching(/^Could not search People\. .*no package people/)])
    atoka.overrides.set('/v2/companies', () => new Response('<html>', { status: 502 }))
    const neither = await giulia.get('/v2/leads', { q: 'ferrari' })
    expect([neither.status, neither.body.code]).toEqual([502, 'upstream_unavailable'])
  })

  it('omits entries that cannot be leads, and accepts a numeric ID and a missing count', async () => {
    atoka.overrides.set('/v2/companies', () =>
      Response.json({ items: [{ id: 7, name: 'Sette' }, { id: 'a,b' }, { name: 'nobody' }, null, 'x'] }),
    )
    const found = await list({ q: 'sette', type: 'company' })
    expect(found.items).toMatchObject([{ id: '7', name: 'Sette' }])
  })

  it('puts a name with a comma in double quotes', async () => {
    await list({ q: 'Rossi, "Bianchi"', type: 'company' })
    expect(askedFor('/v2/companies')[0]?.searchParams.get('name')).toBe('"Rossi,  Bianchi "')
  })
})

describe('an opened lead', () => {
  it('has its name from the directory and its state from its events, and is cached', async () => {
    await log({ lead: 'c3', date: '2026-10-01', status: 'New' })
    await log({ lead: 'c3', date: '2026-10-02', status: 'Contacted', leadAssignee: 'luca' })
    await log({ lead: 'c3', date: '2026-10-03', status: 'Contacted' })
    await log({ lead: 'c3', date: '2026-10-04', leadAssigneeRemove: 'true' })
    const { body } = await open('c3')
    expect(body.item).toEqual({
      id: 'c3',
      type: 'company',
      name: 'Ferrari Trasporti S.p.A.',
      status: 'Contacted',
      statusDate: '2026-10-02T00:00:00.000Z',
      leadAssignee: null,
      lastEventDate: '2026-10-04T00:00:00.000Z',
      eventCount: 4,
    })
    expect((await list()).items).toEqual([body.item])
  })

  it('is found in the directory without events, and by its events without a directory entry', async () => {
    expect((await open('p2')).body.item).toMatchObject({
      type: 'person',
      name: 'Ugo Tognazzi',
      eventCount: 0,
    })
    await log({ lead: 'unlisted', type: 'person', date: '2026-10-01' })
    expect((await open('unlisted')).body.item).toMatchObject({ type: 'person', name: null, eventCount: 1 })
  })

  it('is a 404 if it is unknown, and is not cached', async () => {
    for (const id of ['nobody', 'a%2Cb', 'with%20space', '%00']) expect((await open(id)).status).toBe(404)
    expect((await list()).items).toEqual([])
  })

  it('is unknown if a list is permanently forbidden, with any code', async () => {
    const refused = (code: string, status: number) => () => Response.json({ code }, { status })
    atoka.overrides.set('/v2/people', refused('forbidden', 403))
    atoka.overrides.set('/v2/companies', refused('invalid_request', 400))
    expect((await open('somebody')).status).toBe(404)
  })

  it('requires only one of the two lists', async () => {
    atoka.overrides.set('/v2/people', () => new Response('', { status: 403 }))
    expect((await open('c2')).body.item.name).toBe('Cantina Sole')
    atoka.requests.length = 0
    await open('c2')
    expect(askedFor('/v2/companies')).toEqual([])
  })

  it('is not a 404 if the directory does not respond', async () => {
    atoka.overrides.set('/v2/companies', () => new Response('', { status: 503 }))
    expect((await open('somebody')).status).toBe(502)
    await log({ lead: 'busy', date: '2026-10-01' })
    expect((await open('busy')).body.item).toMatchObject({ name: null, eventCount: 1 })
    // the next request succeeds as soon as the directory responds
    atoka.overrides.clear()
    atoka.companies.push({ id: 'busy', name: 'Molto Occupata' })
    expect((await open('busy')).body.item.name).toBe('Molto Occupata')
  })

  it('is not looked up again within a day', async () => {
    await open('c2')
    atoka.requests.length = 0
    await open('c2')
    expect(askedFor('/v2/companies')).toEqual([])
    now = '2026-11-24T12:00:00.000Z'
    atoka.companies.splice(1, 1, { id: 'c2', name: 'Cantina Luna' })
    expect((await open('c2')).body.item.name).toBe('Cantina Luna')
    // the lead's type is already known
    expect(askedFor('/v2/people')).toEqual([])
  })

  it('is not confused with another entry if the directory ignores IDs', async () => {
    atoka.overrides.set('/v2/companies', () => Response.json({ items: [{ id: 'c9', name: 'Somebody' }] }))
    expect((await open('nobody')).status).toBe(404)
  })
})

describe('a state set by old events', () => {
  const events = (from: number, count: number, statusAt: number) => () => {
    const offset = Number(atoka.requests.at(-1)?.searchParams.get('offset'))
    const items = Array.from({ length: Math.max(Math.min(100, count - offset), 0) }, (_, index) => ({
      id: offset + index + 1,
      lead: 'c2',
      type: 'company',
      date: new Date(Date.parse(testNow) - (from + offset + index) * 60_000).toISOString(),
      status: offset + index === statusAt ? 'New' : null,
    }))
    return Response.json({ items, meta: { count } })
  }

  it('is found page by page, with its start if all events were read', async () => {
    atoka.overrides.set('/v2/leadevents', events(0, 330, 320))
    const { item } = (await open('c2')).body
    expect(item).toMatchObject({
      status: 'New',
      statusDate: new Date(Date.parse(testNow) - 320 * 60_000).toISOString(),
      eventCount: 330,
    })
    expect(askedFor('/v2/leadevents')).toHaveLength(4)
  })

  it('is known without reading old events if the lead has not changed since', async () => {
    atoka.overrides.set('/v2/leadevents', events(0, 330, 320))
    await open('c2')
    atoka.requests.length = 0
    expect((await open('c2')).body.item.status).toBe('New')
    expect(askedFor('/v2/leadevents')).toHaveLength(1)
  })

  it('is unknown beyond the newest five hundred events, and the response states this', async () => {
    atoka.overrides.set('/v2/leadevents', events(0, 2_000, 1_900))
    const { body } = await open('c2')
    expect(body.item).toMatchObject({ status: null, statusDate: null, eventCount: 2_000 })
    expect(body.queryExplanation[0].text).toContain('500 latest events set no status')
    expect(askedFor('/v2/leadevents')).toHaveLength(5)
  })
})

describe('the opened leads', () => {
  beforeEach(async () => {
    const before = fakeAtoka.database
    await before.query({ text: 'truncate lead_event, lead_event_change, lead, idempotency_key cascade' }, [])
    atoka.companies.push({ id: 'won', name: 'Zeta' })
    await log({ lead: 'c2', date: '2026-11-02', status: 'New', leadAssignee: 'g-1' })
    await log({ lead: 'won', date: '2026-10-01', status: 'Won' })
    await log({ lead: 'p1', type: 'person', date: '2026-11-01', status: 'Contacted', leadAssignee: 'luca' })
    for (const id of ['c2', 'won', 'p1', 'p2']) await open(id)
  })

  it('are listed in all orders, and filtered by type, assignee, status and quiet', async () => {
    expect(ids(await list())).toEqual(['c2', 'p1', 'won', 'p2'])
    expect(ids(await list({ sort: 'quiet' }))).toEqual(['p2', 'won', 'p1', 'c2'])
    expect(ids(await list({ sort: 'name' }))).toEqual(['c2', 'p1', 'p2', 'won'])
    expect(ids(await list({ type: 'person' }))).toEqual(['p1', 'p2'])
    expect(ids(await list({ leadAssignee: 'giulia' }))).toEqual(['c2'])
    expect(ids(await list({ status: 'Contacted' }))).toEqual(['p1'])
    // an event at this time counts, and a lead with a final status of Atoka is not quiet
    expect(ids(await list({ quietSince: '2026-11-02' }))).toEqual(['c2', 'p1'])
    expect(ids(await list({ quietSince: '2026-11-01' }))).toEqual(['p1'])
    const page = await list({ limit: '1', offset: '1' })
    expect([ids(page), page.meta.count]).toEqual([['p1'], 4])
  })

  it('are searched by name and ID if a state is requested, which the directory does not have', async () => {
    expect(ids(await list({ q: 'ferrari', leadAssignee: 'luca' }))).toEqual(['p1'])
    expect(ids(await list({ q: 'ferrari', leadAssignee: 'giulia' }))).toEqual([])
  })

  it('are refreshed only if they have changed', async () => {
    atoka.requests.length = 0
    await list()
    expect(atoka.requests).toEqual([])
    const event = await log({ lead: 'c2', date: '2026-11-10', status: 'Qualified', leadAssignee: 'luca' })
    await memory.logged('acme', event)
    expect((await list()).items[0]).toMatchObject({
      status: 'Qualified',
      leadAssignee: 'luca',
      eventCount: 2,
    })
    expect(askedFor('/v2/leadevents')).toHaveLength(1)
    await list()
    expect(askedFor('/v2/leadevents')).toHaveLength(1)

    const manager = new ApiClient(fakeAtoka.service, { token: 'acme-token', appUserId: 'marco' })
    await manager.write('DELETE', `/v2/leadevents/${event.id}`, { forceDelete: 'true' })
    await memory.forgetState('acme', 'c2')
    expect((await list()).items[0]).toMatchObject({ status: 'New', leadAssignee: 'giulia', eventCount: 1 })
  })

  it('keep their cached state if Atoka does not respond', async () => {
    await memory.forgetState('acme', 'c2')
    atoka.overrides.set('/v2/leadevents', () => new Response('', { status: 500 }))
    expect((await list()).items[0]).toMatchObject({ id: 'c2', status: 'New' })
    atoka.overrides.clear()
    await list()
    expect(askedFor('/v2/leadevents').length).toBeGreaterThan(1)
  })
})
