import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LeadCounts } from '../../../contract/lead-counts.ts'
import { createRandom } from '../../demo/random.ts'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'

const quietTimes = ['2026-10-24T00:00:00.000Z', '2026-09-01T00:00:00.000Z'] as const

let service: TestService
const api = (token = 'acme-token') => new ApiClient(service.service, { token })

beforeAll(async () => {
  service = await startService()
  await insertLeads('acme', 200)
}, 60_000)

afterAll(async () => service.close())

/** Inserts leads with random states. */
async function insertLeads(application: string, count: number): Promise<void> {
  const random = createRandom(20)
  const leads = Array.from({ length: count }, (_, index) => ({
    id: `counted-${index}`,
    type: random.pick(['company', 'person']),
    status: random.pick(['New', 'Contacted', 'Won', 'Parked', 'Formerly used', null]),
    assignee: random.pick(['giulia', 'luca', null]),
    date: random.pick(['2026-08-01T10:00:00Z', '2026-10-01T10:00:00Z', '2026-11-20T10:00:00Z', null]),
  }))
  const columns = ['id', 'type', 'status', 'assignee', 'date'] as const
  await service.database.query(
    {
      text: `insert into lead (application_id, id, type, status, lead_assignee, last_event_date)
        select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])`,
    },
    [application, ...columns.map((column) => leads.map((lead) => lead[column]))],
  )
}

async function countsOf(query: Record<string, string> = {}, token?: string): Promise<LeadCounts> {
  const { status, body } = await api(token).get('/v2/leadcounts', {
    assignees: 'giulia,luca,nobody@example.test',
    quiet: quietTimes.join(','),
    ...query,
  })
  expect(status).toBe(200)
  return body.item
}

async function listed(query: Record<string, string>): Promise<number> {
  return (await api().get('/v2/leads', { ...query, limit: '0' })).body.meta.count
}

describe.each<Record<string, string>>([
  {},
  { leadAssignee: 'luca' },
  { unassigned: 'true' },
  { status: 'Contacted' },
  { status: 'New,Won,Formerly used' },
  { withoutStatus: 'true' },
  { open: 'true' },
  { quietSince: quietTimes[0] },
  { type: 'person' },
  { leadAssignee: 'giulia', status: 'New,Won', quietSince: quietTimes[1], type: 'company' },
  { leadAssignee: 'giulia', withoutStatus: 'true', open: 'true' },
  { status: 'Contacted', quietSince: quietTimes[0], type: 'person' },
])('the counts with the filter %j', (filter) => {
  const without = (...names: readonly string[]) =>
    Object.fromEntries(Object.entries(filter).filter(([name]) => !names.includes(name)))

  it('are those of the list with each choice', async () => {
    const counts = await countsOf(filter)
    const ofAnyone = without('leadAssignee', 'unassigned')
    const ofAnyActivity = without('open', 'quietSince')
    const exact = async (query: Record<string, string>) => ({ leads: await listed(query), more: false })
    expect(counts.anyAssignee).toEqual(await exact(ofAnyone))
    expect(counts.unassigned).toEqual(await exact({ ...ofAnyone, unassigned: 'true' }))
    for (const { leadAssignee, ...count } of counts.assignees)
      expect(count).toEqual(await exact({ ...ofAnyone, leadAssignee }))
    for (const { status, ...count } of counts.statuses)
      expect(count).toEqual(await exact({ ...without('status', 'withoutStatus'), status }))
    expect(counts.anyActivity).toEqual(await exact(ofAnyActivity))
    expect(counts.open).toEqual(await exact({ ...ofAnyActivity, open: 'true' }))
    for (const { quietSince, ...count } of counts.quiet)
      expect(count).toEqual(await exact({ ...ofAnyActivity, quietSince }))
    expect(counts.anyType).toEqual(await exact(without('type')))
    for (const { type, ...count } of counts.types)
      expect(count).toEqual(await exact({ ...without('type'), type }))
    expect(counts.assignees.map(({ leadAssignee }) => leadAssignee)).toEqual([
      'giulia',
      'luca',
      'nobody@example.test',
    ])
    expect(counts.quiet.map(({ quietSince }) => quietSince)).toEqual(quietTimes)
  })
})

it('counts the statuses of the collection in its order, then the others of the request', async () => {
  const { statuses } = await countsOf({ status: 'Formerly used' })
  expect(statuses.map(({ status }) => status)).toEqual([
    'New',
    'Contacted',
    'Qualified',
    'Won',
    'Lost',
    'Parked',
    'Formerly used',
  ])
})

it('counts up to a limit, and reads a limited number of leads for a rare combination', async () => {
  await service.database.query(
    {
      text: `insert into lead (application_id, id, type, status, last_event_date)
        select 'other', 'many-' || n, case when n > 2010 then 'person' else 'company' end, 'New', now() - n * interval '1 minute'
        from generate_series(1, 2020) n`,
    },
    [],
  )
  const { anyType, types, statuses, open } = await countsOf({}, 'other-token')
  const many = { leads: 1_000, more: true }
  expect([anyType, open, types[0], statuses[0]]).toEqual([
    many,
    many,
    { type: 'company', ...many },
    { status: 'New', ...many },
  ])
  // the ten persons are not among the most recent leads that are read
  expect(types[1]).toEqual({ type: 'person', leads: 0, more: true })
})

it('rejects a count of too many choices', async () => {
  const { status, body } = await api().get('/v2/leadcounts', {
    assignees: Array.from({ length: 51 }, (_, index) => `person-${index}`).join(','),
    quiet: 'yesterday',
  })
  expect(status).toBe(400)
  expect(body.errors).toMatchObject([
    { field: 'assignees', code: 'too_many' },
    { field: 'quiet', code: 'invalid_date' },
  ])
})
