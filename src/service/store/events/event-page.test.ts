import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'

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
