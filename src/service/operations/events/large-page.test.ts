import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { insertLead } from '../../../testing/insert-lead.ts'
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

it('returns the items, the count and the order of smaller pages', async () => {
  await insertLead(service.database, 'long', {
    count: 320,
    note: `'Note "' || i || '"'`,
    status: `case when i % 7 = 0 then 'New' when i % 11 = 0 then 'Contacted' end`,
    leadAssignee: `case when i % 5 = 0 then 'marco' end`,
  })
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
