import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toInstant } from '../../../contract/instant.ts'
import { maxChangesPerUpdateTime } from '../../../contract/paging.ts'
import { ApiClient } from '../../../testing/api-client.ts'
import { fullToken, startService, testNow, type TestService } from '../../../testing/start-service.ts'
import { syncClient } from '../../../testing/sync-client.ts'
import { insertImportedEvents, lockOrCreateLeads } from '../imports/imported-events.ts'
import { listChanges } from './event-reads.ts'
import { migrate } from '../migrate.ts'

/*
 * A client of sync that continues from the last `updateTime`, with the default limit, reads everything, whatever
 * wrote the changes. Contract, row "sync order".
 */
const defaultLimit = 100
const count = 1_000

let service: TestService
let marco: ApiClient

beforeAll(async () => {
  service = await startService()
  marco = new ApiClient(service.service, { token: fullToken('acme'), appUserId: 'marco' })
})

afterAll(async () => service.close())

const most = {
  name: 'most-changes-of-one-time',
  text: `select coalesce(max(shared.count), 0) most from (
      select count(*) count from lead_event where application_id = 'acme' group by update_time
    ) shared`,
}

const mostOfOneTime = async () => (await service.database.query<{ most: number }>(most, []))[0]?.most

/** Writes events of one lead as an import does. */
async function importEvents(id: string): Promise<void> {
  await service.database.transaction(async (connection) => {
    await lockOrCreateLeads(connection, 'acme', [{ id, type: 'company', name: null }])
    const events = Array.from({ length: count }, (_, index) => ({
      lead: id,
      status: null,
      externalId: null,
      effects: 0,
      statusCollectionId: 'funnel-1',
      note: `call ${index}`,
      leadAssignee: null,
      date: toInstant(Date.parse('2026-01-01') + index * 60_000),
      owner: 'giulia',
    }))
    const lead = {
      id,
      lastEventDate: events.at(-1)?.date ?? '',
      status: null,
      statusDate: null,
      leadAssignee: null,
      added: count,
    }
    await insertImportedEvents(connection, 'acme', testNow, { events, leads: [lead] })
  })
}

/** Reads all pages as a client does that continues from the last `updateTime` only. */
async function readAll(from?: string) {
  const reader = syncClient(marco, from)
  while (await reader.readPage(defaultLimit));
  return reader
}

async function expectExactCount(from: string): Promise<void> {
  const [row] = await service.database.query<{ count: number }>(
    { text: `select count(*) from lead_event where application_id = 'acme' and update_time >= $1` },
    [from],
  )
  expect((await listChanges(service.database, 'acme', { from, offset: 0, limit: 0 })).count).toBe(row?.count)
}

describe('a client of sync that continues by cursor alone', () => {
  it('reads an import completely', async () => {
    await importEvents('imported')
    expect(await mostOfOneTime()).toBe(maxChangesPerUpdateTime)
    expect((await readAll()).seen.size).toBe(count)
  })

  it('reads an erasure of many notes completely', async () => {
    const { seen, from } = await readAll()
    expect((await marco.write('DELETE', '/v2/leads/imported/personal-data')).status).toBe(204)
    expect(await mostOfOneTime()).toBe(maxChangesPerUpdateTime)
    const after = await readAll(from())
    expect([...after.seen.keys()].toSorted((a, b) => a - b)).toEqual(
      [...seen.keys()].toSorted((a, b) => a - b),
    )
  })

  it(
    'reads changes that an older version stored with one time, also if its cursor was already later',
    { timeout: 120_000 },
    async () => {
      await importEvents('shared')
      const reader = await readAll()
      const before = new Map(reader.seen)
      const cursor = reader.from()
      // 100 events with one time, as by an import, and 500, as by an erasure
      await service.database.query(
        {
          text: `update lead_event e set update_time = shared.update_time
          from (
            select id, min(update_time) over (partition by case when position <= 500 then 0 else position / 100 end) update_time
            from (select id, update_time, row_number() over (order by id) position from lead_event where lead = 'shared') event
          ) shared
          where e.application_id = 'acme' and e.id = shared.id`,
        },
        [],
      )
      await service.database.query({ text: `select mark_changes('acme')` }, [])
      expect(await mostOfOneTime()).toBe(500)
      expect((await readAll()).seen.size).toBeLessThan(2 * count)

      await service.database.query(
        { text: `delete from migration where name = '0017-changes-of-one-time'` },
        [],
      )
      await migrate(service.database.pool)

      expect(await mostOfOneTime()).toBe(maxChangesPerUpdateTime)
      const fresh = await readAll()
      expect([...fresh.seen.keys()].toSorted((a, b) => a - b)).toEqual(
        [...before.keys()].toSorted((a, b) => a - b),
      )
      const continued = await readAll(cursor)
      // every new update time is after all times that were returned before
      const moved = [...fresh.seen].filter(([, updateTime]) => updateTime > cursor)
      expect(moved.length).toBe(401 + 4)
      expect(moved.filter(([id, updateTime]) => continued.seen.get(id) !== updateTime)).toEqual([])
      for (const from of [fresh.from(), cursor, moved[0]?.[1] ?? '', '1970-01-01T00:00:00Z'])
        await expectExactCount(from)

      const { body } = await marco.write('POST', '/v2/leadevents', { lead: 'shared', type: 'company' })
      expect(body.item.updateTime > fresh.from()).toBe(true)
    },
  )
})
