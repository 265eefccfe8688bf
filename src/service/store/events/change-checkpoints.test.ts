import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toInstant } from '../../../contract/instant.ts'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'
import type { Database } from '../connection/database.ts'
import { insertImportedEvents, lockOrCreateLeads } from '../imports/imported-events.ts'
import { listChanges } from './event-reads.ts'

const leads = Array.from({ length: 7 }, (_, index) => `marked-${index}`)
const start = Date.parse('2020-01-01T00:00:00Z')

let service: TestService
let marco: ApiClient

beforeAll(async () => {
  service = await startService()
  marco = new ApiClient(service.service, { token: 'acme-token', appUserId: 'marco' })
})

afterAll(async () => service.close())

/** Writes a thousand events of each lead, as an import does: a hundred share an update time. */
async function importEvents(database: Database): Promise<void> {
  for (const [index, id] of leads.entries()) {
    await database.transaction(async (connection) => {
      await lockOrCreateLeads(connection, 'acme', [{ id, type: 'company', name: null }])
      const events = Array.from({ length: 1_000 }, (_, position) => ({
        lead: id,
        status: null,
        externalId: null,
        effects: 0,
        statusCollectionId: 'funnel-1',
        note: `${position}`,
        leadAssignee: null,
        date: toInstant(start + index + position * 1_000),
        owner: 'giulia',
      }))
      const lead = {
        id,
        lastEventDate: events.at(-1)?.date ?? '',
        status: null,
        statusDate: null,
        leadAssignee: null,
        added: 1_000,
      }
      await insertImportedEvents(connection, 'acme', testNow, { events, leads: [lead] })
    })
  }
}

const times = {
  name: 'times',
  text: `select moment::text moment, (select count(*) from lead_event where application_id = 'acme' and update_time >= moment) count
    from (
      select distinct update_time + n * interval '1 millisecond' moment
      from lead_event, generate_series(-1, 1) n
      where application_id = 'acme'
      union all values (timestamptz '-infinity'), ('2000-01-01Z')
    ) x`,
}

/** Compares the count from each time of a change, and a millisecond before and after it, with the actual number. */
async function expectExactCounts({ database }: TestService, atLeast: number): Promise<void> {
  const all = await database.query<{ moment: string; count: number }>(times, [])
  expect(all.length).toBeGreaterThan(atLeast)
  const wrong: unknown[] = []
  for (const { moment, count } of all) {
    const page = await listChanges(database, 'acme', { from: moment, offset: 0, limit: 0 })
    if (page.count !== count) wrong.push({ moment, count, returned: page.count })
  }
  expect(wrong).toEqual([])
}

const checkpoints = {
  name: 'checkpoints',
  text: `select before, superseded from change_mark where application_id = 'acme' order by since`,
}

describe('the number of changes since a time', () => {
  it('is exact after an import, from any time', async () => {
    await importEvents(service.database)
    expect((await service.database.query(checkpoints, [])).length).toBe(4)
    await expectExactCounts(service, 70)
  })

  it('stays exact while several clients update and delete events concurrently', async () => {
    const { body } = await marco.get('/v2/leadevents', {
      leads: leads.join(','),
      limit: '1000',
      offset: '3000',
    })
    const ids: number[] = body.items.map(({ id }: { id: number }) => id)
    const second = await service.secondInstance()
    const other = new ApiClient(second.service, { token: 'acme-token', appUserId: 'marco' })
    await Promise.all(
      [0, 1, 2, 3].map(async (writer) => {
        const client = writer % 2 === 0 ? marco : other
        for (let turn = writer; turn < 400; turn += 4) {
          const path = `/v2/leadevents/${ids[(turn * 11) % ids.length]}`
          // an event is updated repeatedly, and some are then deleted
          const { status } =
            turn % 5 === 4
              ? await client.write('DELETE', path, { forceDelete: 'true' })
              : await client.write('PUT', path, { note: `turn ${turn}` })
          if (turn % 3 === 0)
            await client.write('POST', '/v2/leadevents', {
              lead: leads[writer] ?? '',
              type: 'company',
            })
          expect([200, 204, 410]).toContain(status)
        }
      }),
    )
    await second.close()
    const superseded = await service.database.query<{ superseded: number }>(checkpoints, [])
    expect(superseded.filter((checkpoint) => checkpoint.superseded > 0).length).toBeGreaterThan(1)
    await expectExactCounts(service, 500)
  })

  it('is exact after checkpoints are created for existing changes', async () => {
    await service.database.query({ name: 'afresh', text: `select mark_changes('acme')` }, [])
    expect((await service.database.query(checkpoints, [])).length).toBe(4)
    await expectExactCounts(service, 500)
  })
})
