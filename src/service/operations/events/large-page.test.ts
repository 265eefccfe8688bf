import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let giulia: ApiClient

beforeAll(async () => {
  service = await startService()
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  for (const lead of ['a', 'b', 'a'])
    await giulia.write('POST', '/v2/leadevents', { lead, type: 'company', note: 'short' })
})

afterAll(async () => service.close())

/** Inserts a lead with this many events, some of them with a status or an assignee. */
async function insertLongLead(events: number): Promise<void> {
  await service.database.query(
    {
      text: `insert into lead (application_id, id, type, event_count) values ('acme', 'long', 'company', $1)`,
    },
    [events],
  )
  await service.database.query(
    {
      text: `insert into lead_event
          (application_id, lead, status, lead_assignee, status_collection_id, note, date, owner, created, update_time)
        select 'acme', 'long', case when i % 7 = 0 then 'New' when i % 11 = 0 then 'Contacted' end,
          case when i % 5 = 0 then 'marco' end, 'funnel-1', 'Note "' || i || '"', date, 'giulia', date, date
        from generate_series(1, $1) i, lateral (select timestamptz '2026-01-01Z' + i * interval '1 minute' date) dated`,
    },
    [events],
  )
}

it('has the items, the count and the order of smaller pages', async () => {
  await insertLongLead(320)
  const pagesOf = async (path: string, query: Record<string, string>) => {
    const whole = (await giulia.get(path, { ...query, limit: '310' })).body
    const parts = await Promise.all(
      [0, 100, 200, 300].map(async (offset) => {
        const limit = offset === 300 ? '10' : '100'
        return (await giulia.get(path, { ...query, limit, offset: String(offset) })).body
      }),
    )
    expect(whole.items).toHaveLength(310)
    expect(whole.items).toEqual(parts.flatMap(({ items }) => items))
    expect(new Set(parts.map(({ meta }) => meta.count))).toEqual(new Set([whole.meta.count]))
  }
  await pagesOf('/v2/leadevents', { leads: 'long,a,b' })
  await pagesOf('/v2/leadevents', { leads: 'long', ordering: 'oldest' })
  await pagesOf('/v2/leadevents', { leads: 'long', q: 'note' })
  await pagesOf('/v2/leadevents/search', { q: 'note' })
  await pagesOf('/v2/leadevents/sync', {})
})
