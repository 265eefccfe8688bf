import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../testing/start-service.ts'
import { insertToken } from '../store/applications/api-tokens.ts'
import { hashToken } from '../store/applications/hash-token.ts'
import { createTestAdmin } from './testing.ts'

let service: TestService
let folder: string
let admin: ReturnType<typeof createTestAdmin>
let giulia: ApiClient

/** Notes that a spreadsheet would run, or that look as if a guard had been added already. */
const notes = ['=1+1', "'=1", "''+39", 'one;=2', 'one,=2\n\t@x', "a;'-1", "a,'-1", '＝1', 'says "hi"', "it's"]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-table-'))
  service = await startService()
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  admin = createTestAdmin({ connection, clock: () => testNow })
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  const log = async (fields: Record<string, string>) =>
    giulia.write('POST', '/v2/leadevents', { lead: 'a', type: 'company', ...fields })
  await log({ status: 'New', date: '2026-03-29T00:59:59.123Z', name: 'Officine; Ferrari' })
  await log({ status: 'Won', leadAssignee: 'luca', date: '2026-03-29T01:00:00Z' })
  const deleted = await log({ note: 'deleted', date: '2026-03-29T02:00:00Z' })
  await giulia.write('DELETE', `/v2/leadevents/${deleted.body.item.id}`, { forceDelete: 'true' })
  for (const [day, note] of notes.entries()) await log({ note, date: `2026-04-${String(day + 10)}` })
})

afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true })
})

const eventsOf = async (client: ApiClient) => {
  const { items } = (await client.get('/v2/leadevents', { leads: 'a,b', ordering: 'oldest' })).body
  return items.map(({ lead, date, note, status, leadAssignee, owner, type }: Record<string, unknown>) => {
    return { lead, date, note, status, leadAssignee, type, owner: Object(owner)['id'] }
  })
}

describe('an export as a table', () => {
  it('has the separator, the titles, the words and the local times of the language, with zone and UTC', async () => {
    const path = join(folder, 'eventi.csv')
    const args = ['export', 'acme', '--csv', 'it', '--zone', 'Europe/Rome']
    expect(await admin([...args, '--out', path])).toEqual({
      code: 0,
      out: `Exported 12 events to ${path}.\n`,
      err: '',
    })
    const [titles, first, second] = (await readFile(path, 'utf8')).split('\r\n')
    expect(titles).toMatch(
      /^\uFEFF"ID";"Data e ora";"Fuso orario";"Data \(UTC\)";"Lead";"Nome del lead";"Tipo";/,
    )
    expect(first).toMatch(
      /^"1";"29\/03\/2026 01:59:59";"Europe\/Rome";"2026-03-29T00:59:59\.123Z";"a";"Officine; Ferrari";"azienda";"giulia";"Giulia Rossi";"";"New";"";/,
    )
    expect(second).toMatch(/^"2";"29\/03\/2026 03:00:00";.*;"Won";"New";"luca";"Luca Conti";/)
    expect((await admin(args)).out).toBe(await readFile(path, 'utf8'))
  })

  it('rejects an unknown language or zone, and a zone without a table', async () => {
    expect((await admin(['export', 'acme', '--csv', 'de'])).err).toContain('Allowed choices are en, it')
    expect((await admin(['export', 'acme', '--csv', 'it', '--zone', 'Rome'])).err).toMatch(/^Invalid --zone/)
    expect((await admin(['export', 'acme', '--zone', 'Europe/Rome'])).err).toMatch(/^--zone requires --csv/)
  })

  it.each(['en', 'it'])('in %s is imported as it is, and so are its rejected lines', async (language) => {
    const [all, rejected, again] = ['all', 'rejected', 'again'].map((name) =>
      join(folder, `${name}-${language}.csv`),
    )
    if (all === undefined || rejected === undefined || again === undefined) throw new Error('no names')
    const application = `copy-${language}`
    await createCopy(application)
    await admin(['export', 'acme', '--csv', language, '--out', all])
    // lines that are rejected, because another one of the lead is later
    const later = `{"lead":"a","type":"company","date":"2026-04-15","owner":"giulia"}\n`
    await writeFile(join(folder, 'later.ndjson'), later)
    expect((await admin(['import', 'events', application, join(folder, 'later.ndjson')])).code).toBe(0)
    const first = await admin(['import', 'events', application, all, '--rejects', rejected])
    expect(first).toMatchObject({ code: 2, out: expect.stringMatching(/^Wrote 4 events/) })
    // the user moves them to another lead
    const text = await readFile(rejected, 'utf8')
    await writeFile(again, text.replaceAll('"a"', '"b"'))
    expect(await admin(['import', 'events', application, again])).toMatchObject({ code: 0, err: '' })
    const copied = await eventsOf(clientOf(application))
    const expected = await eventsOf(giulia)
    const withoutLead = (event: object) => ({ ...event, lead: 'a' })
    expect(
      copied
        .filter(
          ({ note, date }: Record<string, unknown>) => note !== null || date !== '2026-04-15T00:00:00.000Z',
        )
        .map(withoutLead)
        .toSorted((one: { date: string }, other: { date: string }) => (one.date < other.date ? -1 : 1)),
    ).toEqual(expected)
  })
})

const clientOf = (application: string) => new ApiClient(service.service, { token: `${application}-token` })

async function createCopy(application: string): Promise<void> {
  const statuses = join(folder, 'funnel.json')
  await writeFile(statuses, JSON.stringify([{ label: 'New' }, { label: 'Won', previous: 'New', sink: true }]))
  await admin(['application', 'create', application, '--name', application, '--statuses', statuses])
  for (const id of ['giulia', 'luca'])
    await admin(['person', 'create', application, id, '--name', id, '--role', 'rep'])
  await insertToken(service.database, application, testNow, {
    name: 'reader',
    hash: hashToken(`${application}-token`),
    scopes: ['read'],
    expires: null,
  })
}
