import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../testing/start-service.ts'
import { createTestAdmin } from './testing.ts'

let service: TestService
let folder: string
let admin: ReturnType<typeof createTestAdmin>
let giulia: ApiClient

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-personal-data-'))
  service = await startService()
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  admin = createTestAdmin({ connection, clock: () => testNow })
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
})

afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true })
})

async function lead(id: string) {
  const log = async (note: string, date: string) =>
    (await giulia.write('POST', '/v2/leadevents', { lead: id, type: 'person', note, date })).body.item
  const edited = await log('befor', '2026-11-01')
  await giulia.write('PUT', `/v2/leadevents/${edited.id}`, { note: 'before' })
  const deleted = await log('wrong', '2026-11-02')
  await giulia.write('DELETE', `/v2/leadevents/${deleted.id}`)
  return [edited.id, deleted.id]
}

it('writes all data stored about a lead, or about a person, as one JSON object', async () => {
  const ids = await lead('held')
  const path = join(folder, 'held.json')
  const { code, out } = await admin(['personal-data', 'export', 'acme', '--lead', 'held', '--out', path])
  expect([code, out]).toEqual([0, `Wrote lead held with 2 events to ${path}.\n`])
  const held = JSON.parse(await readFile(path, 'utf8'))
  expect(held).toMatchObject({
    lead: { id: 'held', eventCount: 1 },
    events: [
      { id: ids[0], note: 'before', changes: [{ before: { note: 'befor' } }] },
      { id: ids[1], note: null, deletion: { by: 'Giulia Rossi' }, changes: [{ before: { note: 'wrong' } }] },
    ],
  })
  const ofPerson = JSON.parse((await admin(['personal-data', 'export', 'acme', '--person', 'giulia'])).out)
  expect(ofPerson.person).toMatchObject({ id: 'giulia', signIn: { email: 'giulia@example.test' } })
  expect(ofPerson.events).toHaveLength(2)
  const none = JSON.parse((await admin(['personal-data', 'export', 'acme', '--person', 'marco'])).out)
  expect(none.events).toEqual([])
})

it('erases on behalf of a user, after the ID was confirmed', async () => {
  const [edited] = await lead('erased')
  const erase = async (...options: string[]) =>
    admin(['personal-data', 'erase', 'acme', ...options, '--by', 'marco'])
  const note = async () => (await giulia.get(`/v2/leadevents/${edited}`)).body.item.note
  expect((await erase('--lead', 'erased', '--confirm', 'other')).err).toContain('Nothing was erased')
  expect(await note()).toBe('before')
  expect(await erase('--event', String(edited), '--confirm', String(edited))).toMatchObject({
    code: 0,
    err: '',
  })
  expect(await note()).toBeNull()
  expect((await erase('--lead', 'erased', '--confirm', 'erased')).code).toBe(0)
  const dump = await service.database.query(
    {
      text: `select note_before, note_after from lead_event_change c
    join lead_event e on e.id = c.event_id where e.lead = 'erased' and coalesce(note_before, note_after) is not null`,
    },
    [],
  )
  expect(dump).toEqual([])
  expect((await erase('--person', 'luca', '--confirm', 'luca')).out).toBe(
    'Erased the texts about person luca of acme.\n',
  )
  expect((await admin(['person', 'list', 'acme'])).out).not.toMatch(/Luca|luca@/)
})

it('reports missing options and unknown subjects', async () => {
  const said = async (...args: string[]) => {
    const { code, err } = await admin(['personal-data', ...args])
    return [code, err.split('\n')[0]]
  }
  expect(await said('export', 'acme')).toEqual([1, 'Specify one of --lead, --person.'])
  expect(await said('export', 'acme', '--lead', 'nobody')).toEqual([
    1,
    'Application acme has no lead nobody.',
  ])
  expect(await said('erase', 'acme', '--event', '0', '--by', 'marco', '--confirm', '0')).toEqual([
    1,
    'Application acme has no event 0.',
  ])
  expect(await said('erase', 'acme', '--person', 'luca', '--by', 'nobody', '--confirm', 'luca')).toEqual([
    1,
    'Application acme has no person nobody.',
  ])
})
