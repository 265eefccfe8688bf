import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { fullToken, startService, testNow, type TestService } from '../../../testing/start-service.ts'
import { createTestAdmin, createTestFiles } from '../../admin/testing.ts'

/*
 * Each application has its own sequence of event IDs: it does not learn how many events the others write, and the
 * same ID in two applications is a different event in each.
 */
let service: TestService
let marco: ApiClient
let olga: ApiClient

beforeAll(async () => {
  service = await startService()
  marco = new ApiClient(service.service, { token: fullToken('acme'), appUserId: 'marco' })
  olga = new ApiClient(service.service, { token: fullToken('other'), appUserId: 'olga' })
})

afterAll(async () => service.close())

const log = async (api: ApiClient, lead: string): Promise<number> => {
  const { body } = await api.write('POST', '/v2/leadevents', { lead, type: 'company', note: lead })
  return body.item.id
}

/** Creates an event of `other` with an idempotency key. */
const logOnce = async (key: string): Promise<number> => {
  const fields = { token: 'other-token', appUserId: 'olga', lead: 'other-2', type: 'company', note: key }
  const { body } = await olga.send(
    new Request('http://localhost/v2/leadevents', {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: new URLSearchParams(fields),
    }),
  )
  return body.item.id
}

it('assigns the IDs of an application independently of the others, also to concurrent writes and with an idempotency key', async () => {
  const writes = Array.from({ length: 20 }, async (_, index) => log(marco, `acme-${index % 3}`))
  const others = [await log(olga, 'other-1'), await logOnce('key'), await logOnce('key')]
  const ids = await Promise.all(writes)
  expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  expect([...others, await log(olga, 'other-1'), await log(marco, 'acme-0')]).toEqual([1, 2, 2, 3, 21])
})

it('assigns IDs to imported events in the same sequence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-event-ids-'))
  onTestFinished(async () => rm(folder, { recursive: true }))
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  const rows = [1, 2, 3].map((day) => ({
    lead: 'imported',
    type: 'company',
    owner: 'olga',
    date: `2026-11-0${day}`,
  }))
  const file = await createTestFiles(folder).ndjson('events.ndjson', rows)
  const admin = createTestAdmin({ connection, clock: () => testNow })
  expect((await admin(['import', 'events', 'other', file])).err).not.toContain('refused')
  const { items } = (await olga.get('/v2/leadevents', { leads: 'imported', ordering: 'oldest' })).body
  expect(items.map(({ id }: { id: number }) => id)).toEqual([4, 5, 6])
  expect(await log(olga, 'imported')).toBe(7)
})

it('uses one ID for an event of each application, and changes only the caller’s', async () => {
  const path = '/v2/leadevents/1'
  const before = (await olga.get(path)).body.item
  expect(before.note).toBe('other-1')
  expect((await marco.get(path)).body.item.note).toMatch(/^acme-/)
  expect((await marco.write('PUT', path, { note: 'another note' })).status).toBe(200)
  expect((await marco.write('DELETE', '/v2/leadevents/2', { forceDelete: 'true' })).status).toBe(204)
  expect((await marco.write('DELETE', `${path}/personal-data`)).status).toBe(204)
  expect((await marco.get('/v2/leadevents/2')).status).toBe(410)
  expect((await olga.get(path)).body.item).toEqual(before)
  expect((await olga.get('/v2/leadevents/2')).body.item.note).toBe('key')
  expect(await logOnce('key')).toBe(2)
  expect((await marco.get(`${path}/history`)).body.items).toHaveLength(2)
  expect((await olga.get(`${path}/history`)).body.items).toEqual([])
})
