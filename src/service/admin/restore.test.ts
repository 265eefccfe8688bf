import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tokenScopes } from '../../contract/token-scope.ts'
import { ApiClient, clientWithCookie } from '../../testing/api-client.ts'
import { cookiesIn, signIn } from '../../testing/sign-in.ts'
import {
  createTestApplications,
  createTestDatabase,
  fullToken,
  startServiceOn,
  testNow,
  testPassword,
  type TestService,
} from '../../testing/start-service.ts'
import { insertToken } from '../store/applications/api-tokens.ts'
import { hashToken } from '../store/applications/hash-token.ts'
import { recordLastSeen } from '../store/people/person-directory.ts'
import { createTestAdmin, createTestFiles, cutAfter } from './testing.ts'

/** An installation: a service on a database of its own, with its command line. */
async function install() {
  const { connection, drop } = await createTestDatabase()
  const service = await startServiceOn(connection)
  const close = async () => {
    await service.close()
    await drop()
  }
  return { service, admin: createTestAdmin({ connection, clock: () => testNow }), close }
}

type Installation = Awaited<ReturnType<typeof install>>

let folder: string
let original: Installation
let copy: Installation
/** the export of `acme`, and its rows */
let file: string
let rows: Record<string, unknown>[]

const clientOf = ({ service }: Pick<Installation, 'service'>, appUserId = 'marco') =>
  new ApiClient(service.service, { token: fullToken('acme'), appUserId })

function withCookie({ service: serve }: TestService, cookie: string): ApiClient {
  return clientWithCookie(serve, cookie)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-restore-'))
  ;[original, copy] = await Promise.all([install(), install()])
  await createTestApplications(original.service.database, ['anna', 'bruno'])
  await fillWithEveryKindOfData(original)
  file = join(folder, 'acme.ndjson')
  await original.admin(['export', 'acme', '--out', file])
  rows = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
})

afterAll(async () => {
  await Promise.all([original.close(), copy.close()])
  await rm(folder, { recursive: true })
})

/** Writes whatever an application can contain: each row of the format has each of its fields filled at least once. */
async function fillWithEveryKindOfData({ service, admin }: Installation): Promise<void> {
  const files = createTestFiles(folder)
  const [marco, giulia, bruno] = ['marco', 'giulia', 'bruno'].map((id) => clientOf({ service }, id))
  if (marco === undefined || giulia === undefined || bruno === undefined) throw new Error('no clients')
  const run = async (...args: string[]) => expect(await admin(args)).toMatchObject({ code: 0, err: '' })
  const log = async (client: ApiClient, lead: string, fields: Record<string, string>) => {
    const { status, body } = await client.write('POST', '/v2/leadevents', {
      lead,
      type: 'company',
      ...fields,
    })
    expect(status).toBe(201)
    return `/v2/leadevents/${body.item.id}`
  }
  service.setNow('2026-11-22T08:00:00.000Z')
  await recordLastSeen(service.database, 'acme', 'luca', '2026-11-20T08:00:00.000Z')
  await log(giulia, 'ferrari', {
    status: 'New',
    date: '2026-11-01',
    note: 'first 🙂\nline\ttab',
    name: 'Officine Ferrari',
  })
  const edited = await log(giulia, 'ferrari', { leadAssignee: 'luca', date: '2026-11-02', note: 'befor' })
  await giulia.write('PUT', edited, { note: 'before' })
  await marco.write('PUT', edited, { note: 'before the call', date: '2026-11-02T10:00:00Z' })
  await log(bruno, 'ferrari', { leadAssigneeRemove: 'true', date: '2026-11-03' })
  const funnel = [
    { label: 'Lead', previous: null },
    { label: 'Won', previous: 'Lead', sink: true },
    { label: 'Old', hidden: true },
  ]
  await run('statuses', 'set', 'acme', await files.file('funnel.json', JSON.stringify(funnel)))
  await log(giulia, 'ferrari', { status: 'Won', leadAssignee: 'someone@example.test', date: '2026-11-04' })
  const deleted = await log(giulia, 'bianchi', { note: 'wrong lead', status: 'Lead', date: '2026-11-05' })
  await giulia.write('PUT', deleted, { note: 'wrong lead!' })
  await log(giulia, 'bianchi', { note: '=1+1 "quoted"', status: 'Old', date: '2026-11-06' })
  await marco.write('DELETE', deleted, { forceDelete: 'true' })
  const person = { type: 'person', name: 'Ada Verdi' }
  const erased = await log(giulia, 'ada', { ...person, note: 'her secret', date: '2026-11-07' })
  await giulia.write('PUT', erased, { note: 'her other secret' })
  await marco.write('DELETE', '/v2/leads/ada/personal-data')
  const only = await log(bruno, 'bianchi', { note: 'this text only', date: '2026-11-08' })
  await marco.write('DELETE', `${only}/personal-data`)
  const last = await log(bruno, 'empty', { note: 'nothing remains', date: '2026-11-08' })
  await bruno.write('DELETE', last, { forceDelete: 'true' })
  await marco.write('DELETE', '/v2/users/bruno/personal-data')
  await run(
    'import',
    'leads',
    'acme',
    await files.file('leads.csv', 'id,type,name\nquiet,person,Sig. Quieto\nnameless,company,\n'),
  )
  // more changes than one update time can have
  const calls = Array.from({ length: 250 }, (_, index) => ({
    lead: `lead-${index % 7}`,
    type: 'company',
    date: new Date(Date.parse('2026-01-01T09:00:00Z') + index * 3_600_000).toISOString(),
    owner: 'anna',
    externalId: `call-${index}`,
    note: `call ${index}`,
    ...(index % 5 === 0 && { status: index % 2 === 0 ? 'Lead' : 'Won' }),
  }))
  await run('import', 'events', 'acme', await files.ndjson('calls.ndjson', calls))
  await run('atoka', 'map', 'acme', 'anna', 'anna@atoka.example')
  service.setNow(testNow)
  const manager = withCookie(service, await signIn(service.service, 'marco'))
  expect((await manager.write('PUT', '/v2/people/luca', { blocked: 'true' })).status).toBe(200)
  const carla = { name: 'Carla Neri', email: 'carla@example.test', role: 'manager' }
  expect((await manager.write('POST', '/v2/people', carla)).status).toBe(201)
}

/** Restores a file as `acme` into the second installation, and gives its manager access again. */
async function restoreCopy(): Promise<{ manager: ApiClient }> {
  const { admin, service } = copy
  expect(await admin(['restore', 'acme', file])).toEqual({
    code: 0,
    out: 'Restored 5 users, 13 leads, 259 events, 8 changes into acme.\n',
    err: '',
  })
  await insertToken(service.database, 'acme', testNow, {
    name: 'full',
    hash: hashToken(fullToken('acme')),
    scopes: tokenScopes,
    expires: null,
  })
  const link = JSON.parse((await admin(['person', 'link', 'acme', 'marco', '--json'])).out)
  const accepted = await new ApiClient(service.service, {}).write('POST', '/session/password', {
    token: link.path.split('#')[1],
    password: testPassword,
  })
  expect(accepted.status).toBe(200)
  return { manager: withCookie(service, cookiesIn(accepted.headers)) }
}

/** Reads everything that the API shows of an application, by request. */
async function readEverything(client: ApiClient, manager: ApiClient): Promise<Map<string, unknown>> {
  const read = new Map<string, unknown>()
  const get = async (path: string, query: Record<string, string> = {}, from = client) => {
    const { status, body } = await from.get(path, query)
    read.set(`${path}?${new URLSearchParams(query)}`, { status, body })
    return body
  }
  const { items: leads } = await get('/v2/leads', { limit: '1000', sort: 'name' })
  const ids: string[] = leads.map(({ id }: { id: string }) => id)
  const all = { leads: ids.join(','), limit: '1000' }
  await get('/v2/leadevents', { ...all, ordering: 'newest' })
  await get('/v2/leadevents', { ...all, ordering: 'oldest' })
  for (const id of ids) {
    await get(`/v2/leads/${id}`)
    await get(`/v2/leads/${id}/path`)
    await get(`/v2/leads/${id}/personal-data`)
  }
  const { items: changes } = await get('/v2/leadevents/sync', { limit: '1000' })
  for (const { id } of changes) {
    await get(`/v2/leadevents/${id}`)
    await get(`/v2/leadevents/${id}/history`)
  }
  for (const { updateTime } of changes.filter((_: unknown, index: number) => index % 40 === 0))
    await get('/v2/leadevents/sync', { fromUpdateTime: updateTime })
  await get('/v2/leadevents/statuses')
  const { items: users } = await get('/v2/users', { limit: '1000' })
  for (const id of [...users.map((user: { id: string }) => user.id), 'bruno'])
    await get(`/v2/users/${id}/personal-data`)
  await get('/v2/activity', { limit: '1000' })
  await get('/v2/people', {}, manager)
  await get('/v2/overview', { timeZone: 'Europe/Rome', changedSince: '2026-11-01' })
  await get('/v2/leadevents/recent', { limit: '1000' })
  for (const change of ['status', 'assignee']) await get('/v2/leadevents/recent', { limit: '1000', change })
  await get('/v2/leadevents/search', { q: 'call', limit: '1000' })
  await get('/v2/leads', { q: 'officine' })
  return read
}

/**
 * The only fields that are not equal after a restore under the same ID, all of them in the personal data of a user, and
 * the reasons: docs/export-format.md has the same list.
 */
const unequal = {
  'signIn.created': 'the account is created by the restore',
  'signIn.updated': 'likewise',
  'signIn.methods': 'passwords and accounts at a provider are not exported',
  sessions: 'sessions are not exported',
}

/** Returns the paths of the values that differ. */
function differences(one: unknown, other: unknown, path: readonly string[] = []): string[] {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return Object.is(one, other) ? [] : [path.join('.')]
  const [first, second] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
  return [...new Set([...first.keys(), ...second.keys()])].flatMap((key) =>
    differences(first.get(key), second.get(key), [...path, key]),
  )
}

describe('a restored application', () => {
  it('equals the original in every response of the API, field by field', async () => {
    const { manager } = await restoreCopy()
    const source = await readEverything(
      clientOf(original),
      withCookie(original.service, await signIn(original.service.service, 'marco')),
    )
    const restored = await readEverything(clientOf(copy), manager)
    expect([...restored.keys()]).toEqual([...source.keys()])
    const different = [...source].flatMap(([request, response]) =>
      differences(response, restored.get(request)).map((path) => `${request}: ${path}`),
    )
    const isKnown = (path: string) =>
      Object.keys(unequal).filter((field) =>
        new RegExp(`^/v2/users/.+/personal-data\\?: body\\.person\\.${field}`).test(path),
      )
    expect(different.filter((path) => isKnown(path).length === 0)).toEqual([])
    expect([...new Set(different.flatMap(isKnown))].toSorted()).toEqual(Object.keys(unequal).toSorted())
    expect(source.size).toBeGreaterThan(550)
  })

  it('is exported as the same file', async () => {
    const { out } = await copy.admin(['export', 'acme'])
    expect(out.split('\n')).toEqual((await readFile(file, 'utf8')).split('\n'))
  })

  it('continues after the last ID and the last update time', async () => {
    const [{ lastEventId, lastUpdateTime } = {}] = rows
    const { body } = await clientOf(copy).write('POST', '/v2/leadevents', { lead: 'new', type: 'company' })
    expect(body.item.id).toBe(Number(lastEventId) + 1)
    expect(body.item.updateTime > String(lastUpdateTime)).toBe(true)
  })

  it('accepts no event of the imported files again', async () => {
    expect(await copy.admin(['import', 'events', 'acme', join(folder, 'calls.ndjson')])).toMatchObject({
      out: 'Wrote 0 events into acme. Skipped 250 events that were imported before.\n',
    })
  })

  it('lets nobody use an old invitation, but a manager can create another link', async () => {
    expect((await copy.admin(['person', 'link', 'acme', 'carla-neri'])).out).toMatch(/^\/join#/)
  })

  it('can have another ID, which is the application of its owners', async () => {
    const { code, out } = await copy.admin(['restore', 'second', '-', '--json'], {
      input: await readFile(file, 'utf8'),
    })
    expect([code, JSON.parse(out)]).toEqual([
      0,
      { application: 'second', format: 2, counts: rows.at(-1)?.['counts'] },
    ])
    const exported = (await copy.admin(['export', 'second'])).out
    expect(exported.replaceAll('"second"', '"acme"')).toBe(await readFile(file, 'utf8'))
  })
})

describe('a restore', () => {
  const isAbsent = async (id: string) => {
    const { code, err } = await copy.admin(['export', id])
    return code === 1 && err.startsWith(`Application ${id} not found.`)
  }
  const restore = async (content: string | Buffer, options: Parameters<Installation['admin']>[1] = {}) => {
    const path = join(folder, 'tried.ndjson')
    await writeFile(path, content)
    return copy.admin(['restore', 'tried', path], options)
  }
  const ndjson = (some: readonly object[]) => some.map((row) => `${JSON.stringify(row)}\n`).join('')

  it('accepts a compressed file, and an application that is still empty', async () => {
    const statuses = join(folder, 'funnel.json')
    await copy.admin(['application', 'create', 'prepared', '--name', 'Prepared', '--statuses', statuses])
    const path = join(folder, 'acme.ndjson.gz')
    await writeFile(path, gzipSync(await readFile(file)))
    expect(await copy.admin(['restore', 'prepared', path])).toMatchObject({ code: 0, err: '' })
    const again = await copy.admin(['restore', 'prepared', path])
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') })
    const exported = (await copy.admin(['export', 'prepared'])).out
    expect(exported.replaceAll('"prepared"', '"acme"')).toBe(await readFile(file, 'utf8'))
  })

  it('rejects a truncated file, wherever it ends, and writes nothing', async () => {
    const text = await readFile(file, 'utf8')
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const { code, err } = await restore(text.slice(0, text.length * share))
      expect([code, err]).toEqual([1, expect.stringContaining('not complete')])
    }
    expect(await isAbsent('tried')).toBe(true)
  })

  const end = () => rows.at(-1) ?? {}
  it.each<[string, () => object[], RegExp]>([
    [
      'without an event',
      () => rows.filter(({ kind, lead }) => !(kind === 'event' && lead === 'lead-0')),
      /line 15|not complete|lead lead-0/,
    ],
    ['without its application', () => rows.slice(1), /line 1: the first row, and no other, must be/],
    [
      'with its application twice',
      () => [...rows.slice(0, 1), ...rows],
      /line 2: the first row, and no other, must be/,
    ],
    [
      'with an unknown kind',
      () => [...rows.slice(0, 1), { kind: 'note' }, ...rows.slice(1)],
      /line 2: this is not a row/,
    ],
    ['without a user', () => rows.filter(({ id }) => id !== 'anna'), /PostgreSQL rejects.*anna/s],
    [
      'with a change by nobody',
      () => rows.map((row) => ('changedBy' in row ? { ...row, changedBy: 'nobody' } : row)),
      /changedBy: the file has no user nobody/,
    ],
    [
      'with a wrong value',
      () => rows.map((row) => (row['kind'] === 'lead' ? { ...row, type: 'team' } : row)),
      /line \d+, type:/,
    ],
    [
      'with text that PostgreSQL cannot store',
      () => rows.map((row) => (row['kind'] === 'lead' ? { ...row, name: 'a\0b' } : row)),
      /PostgreSQL rejects/,
    ],
    [
      'of a later format',
      () => rows.map((row) => ('format' in row ? { ...row, format: 3 } : row)),
      /has format 3.*Update Leadline/,
    ],
  ])('rejects a file %s, and writes nothing', async (_, change, message) => {
    const changed = change().filter((row) => row !== end())
    const counts: Record<string, number> = {}
    for (const row of changed)
      if ('kind' in row) counts[String(row.kind)] = (counts[String(row.kind)] ?? 0) + 1
    const { code, err } = await restore(ndjson([...changed, { kind: 'end', counts }]))
    expect([code, err]).toEqual([1, expect.stringMatching(message)])
    expect(await isAbsent('tried')).toBe(true)
  })

  it('rejects a file whose end counts the right number of rows of the wrong kinds', async () => {
    const counts = { ...Object(end()['counts']), lead: 14, change: 7 }
    const { err } = await restore(ndjson([...rows.slice(0, -1), { kind: 'end', counts }]))
    expect(err).toContain('counts 14 rows of the kind lead, but there are 13')
    expect(await isAbsent('tried')).toBe(true)
  })

  it('writes nothing if it is stopped or loses the database, at any kind of row', async () => {
    const text = await readFile(file)
    expect(await restore(text, { stop: AbortSignal.abort() })).toEqual({
      code: 130,
      out: '',
      err: 'Stopped. Nothing was restored.\n',
    })
    for (const kind of ['user', 'status', 'event', 'change', 'checkpoints']) {
      const { code } = await restore(text, { through: cutAfter(`restore-${kind}`, 0, 'done') })
      expect([kind, code, await isAbsent('tried')]).toEqual([kind, 1, true])
    }
  })

  it('rejects a file that is no export, an application with data, and the ID of the demo', async () => {
    expect((await restore('lead,type\na,company\n')).err).toContain('is not an export of Leadline')
    expect((await restore('{"lead":"a"}\n')).err).toContain('is not an export of Leadline')
    expect((await original.admin(['restore', 'other', file])).err).toContain('Application other is not empty')
    expect((await copy.admin(['restore', 'demo', file])).err).toContain('reserved for the demo')
  })
})

describe('a file of format 1', () => {
  // as it was exported before the first row stated the format
  const event = {
    kind: 'event',
    lead: 'a',
    type: 'company',
    status: null,
    note: null,
    noteVisibility: 'public',
    created: '2026-11-02T09:00:00.000Z',
    owner: { id: 'giulia', name: 'Giulia Rossi', application: 'old' },
    statusCollectionId: 'funnel-1',
    leadAssignee: null,
    deleted: false,
    deletedAt: null,
    deletedBy: null,
  }
  const old = [
    {
      kind: 'application',
      id: 'old',
      name: 'Old',
      features: ['useLeadEventsSync'],
      statusCollectionId: 'funnel-1',
      noteVisibility: 'public',
    },
    {
      kind: 'user',
      id: 'giulia',
      name: 'Giulia Rossi',
      role: 'rep',
      email: 'g@example.test',
      atokaUserId: null,
    },
    {
      kind: 'status',
      statusCollectionId: 'funnel-1',
      label: 'New',
      previous: null,
      sink: false,
      hidden: false,
    },
    {
      kind: 'lead',
      id: 'a',
      type: 'company',
      name: 'Officine',
      status: 'New',
      statusDate: '2026-11-01T00:00:00.000Z',
      leadAssignee: null,
      lastEventDate: '2026-11-01T00:00:00.000Z',
      eventCount: 1,
    },
    {
      ...event,
      id: 4,
      status: 'New',
      note: 'kept',
      date: '2026-11-01T00:00:00.000Z',
      updateTime: '2026-11-02T09:00:00.000Z',
    },
    {
      ...event,
      id: 9,
      date: '2026-11-02T00:00:00.000Z',
      updateTime: '2026-11-02T09:00:00.001Z',
      deleted: true,
      deletedAt: '2026-11-02T09:00:00.001Z',
      deletedBy: 'giulia',
    },
    {
      kind: 'change',
      event: 9,
      updateTime: '2026-11-02T09:00:00.001Z',
      change: 'delete',
      changedBy: 'giulia',
      noteBefore: 'removed',
      noteAfter: null,
      dateBefore: '2026-11-02T00:00:00.000Z',
      dateAfter: null,
    },
    { kind: 'end', counts: { application: 1, user: 1, status: 1, lead: 1, event: 2, change: 1 } },
  ]

  it('is restored with its IDs, tombstones and changes, and the command states what it does not contain', async () => {
    const path = await createTestFiles(folder).ndjson('old.ndjson', old)
    expect(await copy.admin(['restore', 'old', path])).toEqual({
      code: 0,
      out: 'Restored 1 user, 1 lead, 2 events, 1 change into old.\n',
      err: 'The file has format 1, which states neither who is blocked nor whose data was erased. Block these users again.\n',
    })
    const exported = (await copy.admin(['export', 'old'])).out.trim().split('\n')
    expect(exported.map((line) => JSON.parse(line)).slice(0, -1)).toMatchObject(old.slice(0, -1))
    expect(JSON.parse(exported[0] ?? '')).toMatchObject({
      format: 2,
      lastEventId: 9,
      lastUpdateTime: '2026-11-02T09:00:00.001Z',
    })
  })

  it('can also be imported into an application that has other data', async () => {
    const path = await createTestFiles(folder).ndjson('old.ndjson', old)
    expect((await original.admin(['import', 'leads', 'acme', path])).out).toMatch(/^Wrote 1 lead into acme/)
    expect((await original.admin(['import', 'events', 'acme', path])).out).toMatch(/^Wrote 1 event into acme/)
  })
})
