import { afterAll, afterEach, beforeEach, beforeAll, expect, inject, it } from 'vitest'
import { startService, type TestService } from '../../testing/start-service.ts'
import { findAtokaLeads, listAtokaLeads, writeAtokaLead, type AtokaLead } from './store/atoka-leads.ts'
import { mapAtokaUser } from './store/atoka-users.ts'
import { openDatabase, type Database } from '../store/connection/database.ts'
import { migrate } from '../store/migrate.ts'
import { createUserMapping } from './user-mapping.ts'
import { createLeadCache, type LeadCache } from './lead-cache.ts'

let service: TestService
let database: Database
let memory: LeadCache
let reported: unknown[] = []

beforeAll(async () => {
  service = await startService()
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  // connects like the service: row level security shows it one application
  database = openDatabase({ connection, role: await migrate(service.database.pool) })
  await mapAtokaUser(service.database, 'acme', { id: 'giulia', atokaUserId: 'g-1' })
  memory = createLeadCache({
    database,
    identities: createUserMapping(database),
    report: (error) => reported.push(error),
  })
})

afterAll(async () => {
  await database.close()
  await service.close()
})

afterEach(() => {
  if (reported.length > 0) throw new AggregateError(reported)
})

beforeEach(async () => {
  await service.database.query({ text: 'truncate atoka_lead' }, [])
})

const read = {
  id: 'c1',
  type: 'company',
  name: 'Officine Ferrari',
  nameReadAt: '2026-11-23T12:00:00.000Z',
  status: 'Contacted',
  statusDate: '2026-11-01T10:00:00.000Z',
  leadAssignee: 'g-1',
  lastEventDate: '2026-11-02T10:00:00.000Z',
  eventCount: 3,
  changes: 0,
} as const satisfies Omit<AtokaLead, 'stale'>

const remember = async (more: Partial<AtokaLead> = {}) =>
  writeAtokaLead(database.of('acme'), 'acme', { ...read, ...more })

const found = async (id = 'c1') => (await findAtokaLeads(database.of('acme'), 'acme', [id])).get(id)

const event = {
  lead: 'c1',
  type: 'company',
  date: '2026-11-03T10:00:00.000Z',
  status: 'Won',
  leadAssignee: 'giulia',
} as const

it('stores a lead as it was read', async () => {
  await remember()
  expect(await found()).toEqual({ ...read, stale: false })
  expect(await found('c2')).toBeUndefined()
})

it('updates a lead with a logged event, and marks it as stale', async () => {
  await remember()
  await memory.logged('acme', event)
  expect(await found()).toMatchObject({
    name: 'Officine Ferrari',
    status: 'Won',
    statusDate: event.date,
    leadAssignee: 'g-1',
    lastEventDate: event.date,
    eventCount: 4,
    stale: true,
  })
})

it('keeps the start of a status if an event sets the same one, or none', async () => {
  await remember()
  await memory.logged('acme', { ...event, status: 'Contacted' })
  await memory.logged('acme', {
    ...event,
    date: '2026-11-04T10:00:00.000Z',
    status: null,
    leadAssignee: null,
  })
  expect(await found()).toMatchObject({
    status: 'Contacted',
    statusDate: read.statusDate,
    leadAssignee: null,
    lastEventDate: '2026-11-04T10:00:00.000Z',
  })
})

it('caches a lead from its first event on', async () => {
  await memory.logged('acme', { ...event, lead: 'new' })
  expect(await found('new')).toMatchObject({
    type: 'company',
    name: null,
    status: 'Won',
    eventCount: 1,
    stale: true,
  })
})

it('updates cached leads with their newest events that were read, and ignores older ones', async () => {
  await remember()
  await remember({ id: 'c2' })
  await memory.saw('acme', [
    { ...event, status: 'Qualified', date: '2026-11-02T12:00:00.000Z' },
    event,
    { ...event, lead: 'c2', date: '2026-10-01T00:00:00.000Z' },
    { ...event, lead: 'never-opened' },
  ])
  await memory.saw('acme', [])
  expect(await found()).toMatchObject({ status: 'Won', stale: true })
  expect(await found('c2')).toMatchObject({ status: 'Contacted', stale: false })
  expect(await found('never-opened')).toBeUndefined()
})

it('leaves a lead stale if it changed while it was being read', async () => {
  await remember()
  await memory.forgetState('acme', 'c1')
  expect(await found()).toMatchObject({ stale: true, changes: 1 })
  // a read that had begun earlier
  await remember({ eventCount: 9 })
  expect(await found()).toMatchObject({ stale: true, eventCount: 9 })
  await remember({ changes: 1, eventCount: 2 })
  expect(await found()).toMatchObject({ stale: false, eventCount: 2 })
  await remember({ eventCount: 9 })
  expect(await found()).toMatchObject({ stale: false, eventCount: 2 })
})

it('is neither visible nor writable for another application', async () => {
  await remember()
  const others = database.of('other')
  expect((await findAtokaLeads(others, 'acme', ['c1'])).size).toBe(0)
  expect(await listAtokaLeads(others, 'acme', { sort: 'recent', offset: 0, limit: 50 })).toEqual({
    items: [],
    count: 0,
  })
  await expect(writeAtokaLead(others, 'acme', read)).rejects.toThrow('row-level security')
})

it('reports failures without throwing', async () => {
  const lost = createLeadCache({
    database,
    identities: async () => Promise.reject(new Error('out of luck')),
    report: (error) => reported.push(error),
  })
  await lost.logged('acme', event)
  await lost.saw('acme', [event])
  expect(reported).toEqual([new Error('out of luck'), new Error('out of luck')])
  reported = []
})
