import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'
import { validateEvents } from '../../imports/events/validate-events.ts'
import { insertImportedEvents, lockOrCreateLeads } from '../imports/imported-events.ts'

let service: TestService
let api: ApiClient

beforeAll(async () => {
  service = await startService()
  api = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
})

afterAll(async () => service.close())

interface Item {
  readonly id: number
  readonly updateTime: string
  readonly previousStatus: string | null
  readonly previousLeadAssignee: string | null
  readonly deleted?: boolean
}

async function log(day: number, fields: Record<string, string> = {}): Promise<number> {
  const date = `2026-10-${String(day).padStart(2, '0')}`
  const { status, body } = await api.write('POST', '/v2/leadevents', {
    lead: 'paged',
    type: 'company',
    date,
    ...fields,
  })
  expect(status).toBe(201)
  return body.item.id
}

it('returns the previous values of an event, whichever other events of its lead are on the page', async () => {
  const ids = [
    await log(1, { status: 'New', leadAssignee: 'luca' }),
    await log(2),
    await log(3, { status: 'Contacted', leadAssigneeRemove: 'true' }),
    await log(4, { leadAssignee: 'marco' }),
    await log(5, { status: 'Won' }),
    await log(6, { leadAssigneeRemove: 'true' }),
    await log(7, { leadAssignee: 'giulia' }),
  ]
  const [, second, third, fourth] = ids
  for (const id of [second, fourth]) await api.write('PUT', `/v2/leadevents/${id}`, { note: 'edited' })
  await api.write('DELETE', `/v2/leadevents/${third}`, {})
  const last = ids.at(-1)
  await api.write('DELETE', `/v2/leadevents/${last}`, { forceDelete: 'true' })
  // has the date of the deleted event
  await log(7, { status: 'New', leadAssignee: 'luca' })

  const all: Item[] = (await api.get('/v2/leadevents/sync')).body.items
  const expected = new Map<number, unknown>()
  for (const { id, deleted } of all) {
    if (deleted === true) continue
    const { item } = (await api.get(`/v2/leadevents/${id}`)).body
    expected.set(id, [item.previousStatus, item.previousLeadAssignee])
  }
  expect([...expected.values()]).toEqual([
    [null, null],
    ['New', 'marco'],
    ['Won', 'marco'],
    ['New', 'luca'],
    ['New', 'luca'],
    ['Won', null],
  ])
  for (const { updateTime } of all) {
    for (const limit of ['1', '2', '3', '100']) {
      const query = { fromUpdateTime: updateTime, limit }
      const items: Item[] = (await api.get('/v2/leadevents/sync', query)).body.items
      const read = items
        .filter(({ deleted }) => deleted !== true)
        .map(
          ({ id, previousStatus, previousLeadAssignee }) =>
            [id, [previousStatus, previousLeadAssignee] as const] as const,
        )
      expect(read).toEqual(read.map(([id]) => [id, expected.get(id)]))
    }
  }
})

it('returns the values of an event with the date of a deleted one, if only the deleted one is on the page', async () => {
  const fields = { lead: 'again' }
  const deleted = await log(7, { ...fields, status: 'New', leadAssignee: 'luca' })
  await api.write('DELETE', `/v2/leadevents/${deleted}`, { forceDelete: 'true' })
  const again = await log(7, { ...fields, status: 'Contacted', leadAssignee: 'marco' })
  const later = await log(8, fields)
  await api.write('PUT', `/v2/leadevents/${again}`, { note: 'edited later' })
  const all: Item[] = (await api.get('/v2/leadevents/sync')).body.items
  const fromUpdateTime = all.find(({ id }) => id === deleted)?.updateTime ?? ''
  const { items } = (await api.get('/v2/leadevents/sync', { fromUpdateTime, limit: '2' })).body
  expect(items.map(({ id }: Item) => id)).toEqual([deleted, later])
  expect(items[1]).toMatchObject({ previousStatus: 'Contacted', previousLeadAssignee: 'marco' })
})

/** Imports one event of each kind of change, a day each. */
async function importEvents(lead: string): Promise<void> {
  const changes = [
    { status: 'New', leadAssignee: 'luca' },
    {},
    { status: 'New' },
    { status: 'Contacted', leadAssignee: 'marco' },
    { leadAssigneeRemove: true },
    { status: 'Won' },
    {},
  ]
  const lines = changes.map((change, index) => ({
    line: index + 1,
    part: 0,
    lead,
    leadName: null,
    externalId: null,
    type: 'company' as const,
    date: `2026-09-0${index + 1}T00:00:00.000Z`,
    owner: 'giulia',
    note: null,
    status: null,
    statusCollectionId: 'funnel-1',
    leadAssignee: null,
    leadAssigneeRemove: false,
    ...change,
  }))
  await service.database.transaction(async (connection) => {
    const wanted = [{ id: lead, type: 'company' as const, name: null }]
    const stored = await lockOrCreateLeads(connection, 'acme', wanted)
    const decision = validateEvents(lines, new Map(stored.map((one) => [one.id, one])))
    await insertImportedEvents(connection, 'acme', testNow, decision)
  })
}

it('returns the same previous values in a list, among the changes and in the details', async () => {
  const lead = 'several-ways'
  await importEvents(lead)
  await log(1, { lead, status: 'Won', leadAssignee: 'luca' })
  await log(2, { lead, status: 'New' })
  await log(3, { lead })
  const list = async (): Promise<Item[]> =>
    (await api.get('/v2/leadevents', { leads: lead, ordering: 'oldest' })).body.items
  const previous = ({ id, previousStatus, previousLeadAssignee }: Item) =>
    [id, previousStatus, previousLeadAssignee] as const

  async function expectSame(): Promise<void> {
    const listed = await list()
    const { items } = (await api.get('/v2/leadevents/sync', { limit: '1000' })).body
    const changes = new Map(items.map((item: Item) => [item.id, item] as const))
    for (const item of listed) {
      expect(changes.get(item.id)).toEqual(item)
      const { ifDeleted: _, ...details } = (await api.get(`/v2/leadevents/${item.id}`)).body.item
      expect(details).toEqual(item)
    }
  }

  const imported = await list()
  expect(imported.map((item) => previous(item).slice(1))).toEqual([
    [null, null],
    ['New', 'luca'],
    ['New', 'luca'],
    ['New', 'luca'],
    ['Contacted', 'marco'],
    ['Contacted', null],
    ['Won', null],
    ['Won', null],
    ['Won', 'luca'],
    ['New', 'luca'],
  ])
  await expectSame()
  // each deletion changes the previous values of later events
  for (const index of [3, 0, 8, 5]) {
    const { status } = await api.write('DELETE', `/v2/leadevents/${imported[index]?.id}`, {
      forceDelete: 'true',
    })
    expect(status).toBe(204)
    await expectSame()
  }
})
