import { afterEach, beforeEach, expect, it } from 'vitest'
import { shiftInstant, toInstant } from '../../contract/instant.ts'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, type TestService } from '../../testing/start-service.ts'

const year = 365 * 86_400_000

let ahead = 0
let service: TestService | undefined

const start = async () => {
  service = await startService({
    clock: () => shiftInstant(toInstant(Date.now()), ahead),
    comparesClocks: true,
  })
  return { ...service, client: new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' }) }
}

beforeEach(() => {
  ahead = 0
})

afterEach(async () => service?.close())

it.each([year, -year])('accepts no write while its clock is %s ms from the database', async (step) => {
  const { client, reported } = await start()
  const log = async () => client.write('POST', '/v2/leadevents', { lead: 'timed', type: 'company' })
  expect((await log()).status).toBe(201)
  ahead = step
  const { status, headers, body } = await log()
  expect([status, headers.get('retry-after')]).toEqual([503, '2'])
  expect(body.detail).toMatch(
    /^The clock of the service is 315360\d\d s (ahead of|behind) the database's\. Writes are rejected/,
  )
  expect((await client.get('/v2/leadevents', { leads: 'timed' })).body.meta.count).toBe(1)
  await expect.poll(() => reported.map(String)).toEqual([expect.stringContaining("the database's.")])
  ahead = 0
  const again = await log()
  expect([again.status, again.body.item.updateTime < toInstant(Date.now() + 60_000)]).toEqual([201, true])
  expect(reported).toHaveLength(1)
})

it('reports at its start a clock that is some seconds from the database, and accepts writes', async () => {
  ahead = 10_000
  const { client, reported } = await start()
  expect(reported.map(String)).toEqual([
    expect.stringMatching(/The clock of the service is \d+ s ahead of the database's\./),
  ])
  expect((await client.write('POST', '/v2/leadevents', { lead: 'timed', type: 'company' })).status).toBe(201)
})
