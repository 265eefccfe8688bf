import { afterAll, beforeAll, expect, it } from 'vitest'
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

const nameOf = async (lead: string) => (await giulia.get(`/v2/leads/${lead}`)).body.item.name

const audited = async (lead: string) =>
  service.database.query<{ actor: string; on_behalf_of: string }>(
    { text: `select on_behalf_of from audit_entry where action = 'lead.name' and target = $1 order by id` },
    [lead],
  )

it('names a lead, corrects the name, and records each change once', async () => {
  await giulia.write('POST', '/v2/leadevents', { lead: 'a', type: 'company', leadAssignee: 'giulia' })
  const first = await giulia.write('PUT', '/v2/leads/a', { name: '  Officine Ferari ' })
  expect([first.status, first.body.item.name]).toEqual([200, 'Officine Ferari'])
  await giulia.write('PUT', '/v2/leads/a', { name: 'Officine Ferrari' })
  await giulia.write('PUT', '/v2/leads/a', { name: 'Officine Ferrari' })
  expect(await nameOf('a')).toBe('Officine Ferrari')
  expect(await audited('a')).toEqual([{ on_behalf_of: 'giulia' }, { on_behalf_of: 'giulia' }])
  expect((await giulia.get('/v2/leads', { q: 'ferrari' })).body.items).toMatchObject([{ id: 'a' }])
})

it('sets a missing name with a creation, and reports a name that it ignores', async () => {
  const event = { lead: 'b', type: 'company', leadAssignee: 'luca' }
  const { body } = await giulia.write('POST', '/v2/leadevents', { ...event, name: 'Cantina Sole' })
  expect(body.queryExplanation[0].text).toBe('Created an event on the lead b.')
  const second = await marco.write('POST', '/v2/leadevents', { ...event, name: 'Another name' })
  expect(second.status).toBe(201)
  expect(second.body.queryExplanation[0].text).toBe(
    'Created an event on the lead b. Ignored the name: the lead already has a name.',
  )
  expect(await nameOf('b')).toBe('Cantina Sole')
  expect(await audited('b')).toEqual([{ on_behalf_of: 'giulia' }])
})

it('sets no name with a creation that is rejected', async () => {
  const event = { lead: 'c', type: 'company', date: '2030-01-01', name: 'Too early' }
  expect((await giulia.write('POST', '/v2/leadevents', event)).status).toBe(400)
  expect((await giulia.get('/v2/leads/c')).status).toBe(404)
  expect(await audited('c')).toEqual([])
})

it('rejects a correction by a rep to whom the lead is not assigned, and records the attempt', async () => {
  const answer = await giulia.write('PUT', '/v2/leads/b', { name: 'Mine' })
  expect([answer.status, answer.body.code]).toEqual([403, 'forbidden'])
  expect(await nameOf('b')).toBe('Cantina Sole')
  expect((await marco.write('PUT', '/v2/leads/b', { name: 'Cantina del Sole' })).status).toBe(200)
  const outcomes = await service.database.query(
    { text: `select outcome from audit_entry where action = 'lead.name' and target = 'b' order by id` },
    [],
  )
  expect(outcomes).toEqual([{ outcome: 'done' }, { outcome: 'rejected' }, { outcome: 'done' }])
})

it.each([[''], ['   '], ['two\nlines'], ['x'.repeat(501)], ['\u202eturned']])(
  'rejects %j as a name',
  async (name) => {
    const { status, body } = await marco.write('PUT', '/v2/leads/b', { name })
    expect([status, body.errors[0].field]).toEqual([400, 'name'])
  },
)
