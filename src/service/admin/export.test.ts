import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../testing/start-service.ts'
import { createTestAdmin } from './testing.ts'

let service: TestService
let folder: string
let admin: ReturnType<typeof createTestAdmin>
let giulia: ApiClient

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-export-'))
  service = await startService()
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  admin = createTestAdmin({ connection, clock: () => testNow })
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  const log = async (lead: string, fields: Record<string, string>) =>
    (await giulia.write('POST', '/v2/leadevents', { lead, type: 'company', ...fields })).body.item
  await log('a', { status: 'New', date: '2026-11-01', note: 'first 🙂\nline' })
  await log('a', { leadAssignee: 'luca', date: '2026-11-02' })
  await log('a', { leadAssigneeRemove: 'true', date: '2026-11-03' })
  const edited = await log('b', { note: 'befor', date: '2026-11-01' })
  await giulia.write('PUT', `/v2/leadevents/${edited.id}`, { note: 'before' })
  const deleted = await log('b', { note: 'wrong', date: '2026-11-02' })
  await giulia.write('DELETE', `/v2/leadevents/${deleted.id}`, { forceDelete: 'true' })
})

afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true })
})

const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('an export', () => {
  it('contains all data of the application, and none of another one', async () => {
    const { code, out, err } = await admin(['export', 'acme'])
    expect([code, err]).toEqual([0, ''])
    const rows = rowsOf(out)
    expect(rows.at(-1)).toEqual({
      kind: 'end',
      counts: { application: 1, user: 3, invitation: 0, status: 6, lead: 2, event: 5, change: 2 },
    })
    const kind = (name: string) => rows.filter((row) => row.kind === name)
    expect(kind('application')).toEqual([
      {
        kind: 'application',
        format: 2,
        id: 'acme',
        name: 'Acme',
        features: ['useLeadEventsSync'],
        statusCollectionId: 'funnel-1',
        noteVisibility: 'public',
        lastEventId: 5,
        lastUpdateTime: expect.stringMatching(/^2026-11-23T12:00:00\.\d{3}Z$/),
      },
    ])
    expect(kind('user')[0]).toMatchObject({ id: 'giulia', role: 'rep', email: 'giulia@example.test' })
    expect(kind('status')[0]).toMatchObject({ statusCollectionId: 'funnel-1', label: 'New', previous: null })
    expect(kind('lead')[0]).toMatchObject({ id: 'a', type: 'company', status: 'New', eventCount: 3 })
    expect(kind('change').map((row) => [row.change, row.noteBefore, row.noteAfter])).toEqual([
      ['update', 'befor', 'before'],
      ['delete', 'wrong', null],
    ])
    expect(out).not.toMatch(/Olga|password|token/)
  })

  it('contains events like the API, and tombstones without their note', async () => {
    const events = rowsOf((await admin(['export', 'acme'])).out).filter((row) => row.kind === 'event')
    const {
      previousStatus: _,
      previousLeadAssignee: __,
      ifDeleted: ___,
      ...item
    } = (await giulia.get(`/v2/leadevents/${events[0].id}`)).body.item
    expect(events[0]).toMatchObject(item)
    expect(events.at(-1)).toMatchObject({
      deleted: true,
      deletedBy: 'giulia',
      deletedAt: testNow,
      note: null,
    })
  })

  it('can be imported again, with all states', async () => {
    const path = join(folder, 'acme.ndjson')
    expect((await admin(['export', 'acme', '--out', path])).out).toBe(
      `Exported 5 events of 2 leads to ${path}.\n`,
    )
    expect(await readdir(folder)).toEqual(['acme.ndjson'])
    for (const id of ['giulia', 'luca']) {
      await admin(['person', 'create', 'other', id, '--name', id, '--role', 'rep'])
    }
    expect((await admin(['import', 'leads', 'other', path])).out).toMatch(/^Wrote 2 leads/)
    expect((await admin(['import', 'events', 'other', path])).out).toBe(
      'Wrote 4 events into other. Skipped 16 lines of other kinds.\n',
    )
    const copy = new ApiClient(service.service, { token: 'other-token' })
    const all = { leads: 'a,b', ordering: 'oldest' }
    const facts = async (client: ApiClient) => {
      const { items } = (await client.get('/v2/leadevents', all)).body
      return items.map(({ lead, date, note, status, leadAssignee }: Record<string, unknown>) => [
        lead,
        date,
        note,
        status,
        leadAssignee,
      ])
    }
    expect(await facts(copy)).toEqual(await facts(giulia))
    for (const id of ['a', 'b']) {
      expect((await copy.get(`/v2/leads/${id}`)).body.item).toEqual(
        (await giulia.get(`/v2/leads/${id}`)).body.item,
      )
    }
  })

  it('that is stopped, or cannot be written, leaves no file that looks complete', async () => {
    const path = join(folder, 'stopped.ndjson')
    const stopped = await admin(['export', 'acme', '--out', path], { stop: AbortSignal.abort() })
    expect(stopped).toEqual({ code: 130, out: '', err: 'Stopped: the export is incomplete.\n' })
    expect((await admin(['export', 'acme', '--out', join(folder, 'no', 'such')])).err).toMatch(
      /Cannot write to/,
    )
    expect(await readdir(folder)).toEqual(['acme.ndjson'])
  })
})
