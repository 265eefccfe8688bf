import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { maxImportPartBytes } from '../../contract/import.ts'
import type { Import } from '../../contract/import-job.ts'
import type { ImportReport } from '../../contract/import-report.ts'
import type { Mapping } from '../../contract/import-mapping.ts'
import { ApiClient, type ApiResponse } from '../../testing/api-client.ts'
import { signIn } from '../../testing/sign-in.ts'
import {
  createTestApplications,
  createTestDatabase,
  startServiceOn,
  type TestService,
} from '../../testing/start-service.ts'
import { createTestAdmin } from '../admin/testing.ts'
import { testNow } from '../../testing/start-service.ts'

/* Imports in the page: a manager uploads a file, and the service does the work, also after a restart. */
let database: Awaited<ReturnType<typeof createTestDatabase>>
let service: TestService
let marco: Manager

beforeEach(async () => {
  database = await createTestDatabase()
  service = await startServiceOn(database.connection)
  await createTestApplications(service.database)
  marco = new Manager(service, await signIn(service.service, 'marco'))
})

afterEach(async () => {
  await service.close()
  await database.drop()
})

const json = { 'content-type': 'application/json' }
const file = { 'content-type': 'application/octet-stream' }

/** A user in a browser. */
class Manager {
  of: TestService
  readonly cookie: string

  constructor(of: TestService, cookie: string) {
    this.of = of
    this.cookie = cookie
  }

  async send(
    method: string,
    path: string,
    { headers = {}, body }: { headers?: Record<string, string>; body?: BodyInit } = {},
  ): Promise<ApiResponse> {
    return new ApiClient(this.of.service, {}).send(
      new Request(`http://localhost${path}`, {
        method,
        headers: { cookie: this.cookie, origin: 'http://localhost', ...headers },
        ...(body !== undefined && { body }),
      }),
    )
  }

  async current(): Promise<Import | null> {
    return (await this.send('GET', '/v2/imports')).body.item
  }

  async create(name: string, size: number) {
    return this.send('POST', '/v2/imports', { headers: json, body: JSON.stringify({ file: name, size }) })
  }

  async uploadPart(id: number, offset: number, content: Uint8Array<ArrayBuffer>) {
    return this.send('PUT', `/v2/imports/${id}/file?offset=${offset}`, { headers: file, body: content })
  }

  /** Uploads a file, and returns the import when the service has read its columns. */
  async upload(name: string, content: string | Buffer): Promise<Import> {
    const bytes = new Uint8Array(Buffer.from(content))
    let { item } = (await this.create(name, bytes.length)).body
    while (item.received < bytes.length) {
      const part = bytes.slice(item.received, item.received + maxImportPartBytes)
      item = (await this.uploadPart(item.id, item.received, part)).body.item
    }
    return this.reaches('mapping')
  }

  async act(id: number, action: string, mapping?: unknown) {
    return this.send('PUT', `/v2/imports/${id}`, { headers: json, body: JSON.stringify({ action, mapping }) })
  }

  /** Returns the import when it has a state. */
  async reaches(state: Import['state'] | Import['state'][]): Promise<Import> {
    return vi.waitFor(
      async () => {
        const item = await this.current()
        if (item === null || ![state].flat().includes(item.state))
          throw new Error(`the import is ${JSON.stringify(item)}`)
        return item
      },
      { timeout: 60_000, interval: 50 },
    )
  }

  /** Makes a dry run with the proposed mapping and these choices. */
  async check({ id, source }: Import, choices: Partial<Mapping> = {}): Promise<ImportReport> {
    // the service has just created both
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const { mapping } = source as { mapping: Mapping }
    const { status } = await this.act(id, 'check', { ...mapping, ...choices })
    if (status !== 200) throw new Error(`the check was rejected with ${status}`)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (await this.reaches('checked')).report as ImportReport
  }
}

const header = 'lead,type,date,owner,note,status\n'
const line = (lead: number, day: number) =>
  `lead-${lead},company,2026-${String(1 + (day % 10)).padStart(2, '0')}-${String(1 + Math.floor(day / 10)).padStart(2, '0')},giulia,"note ${day}, of ${lead}",New\n`
const lines = (leads: number, days: number) =>
  header +
  Array.from({ length: leads * days }, (_, index) => line(index % leads, Math.floor(index / leads))).join('')

const countEvents = async () =>
  (await service.database.query<{ count: number }>({ text: 'select count(*) count from lead_event' }, []))[0]
    ?.count

/** Stops every write of events in the application until the returned function is called. */
async function blockWrites(): Promise<() => Promise<void>> {
  const client = await service.database.pool.connect()
  await client.query('begin')
  await client.query("select from application where id = 'acme' for no key update")
  return async () => {
    await client.query('rollback')
    client.release()
  }
}

/** Starts an import of 3,000 events that cannot write any until `release` is called. */
async function startBlocked(): Promise<{ id: number; release: () => Promise<void> }> {
  const uploaded = await marco.upload('many.csv', lines(30, 100))
  await marco.check(uploaded)
  const release = await blockWrites()
  await marco.act(uploaded.id, 'start')
  await vi.waitFor(async () => expect((await marco.current())?.progress?.phase).toBe('writing'), {
    timeout: 60_000,
  })
  return { id: uploaded.id, release }
}

describe('an import in the page', () => {
  it('is for managers with a session, from our own page', async () => {
    const luca = new Manager(service, await signIn(service.service, 'luca'))
    expect((await luca.send('GET', '/v2/imports')).status).toBe(403)
    expect((await luca.create('a.csv', 10)).status).toBe(403)
    const token = new ApiClient(service.service, { token: 'acme-full-token', appUserId: 'marco' })
    expect((await token.get('/v2/imports')).status).toBe(403)
    expect((await token.write('POST', '/v2/imports', { file: 'a.csv', size: '10' })).status).toBe(403)
    const { id } = (await marco.create('a.csv', 10)).body.item
    const byToken = { authorization: 'Bearer acme-full-token', cookie: '' }
    const part = { headers: { ...file, ...byToken }, body: 'x' }
    expect((await marco.send('PUT', `/v2/imports/${id}/file?offset=0&appUserId=marco`, part)).status).toBe(
      403,
    )
    const crossSite = { headers: { ...file, origin: 'http://elsewhere.example' }, body: 'x' }
    expect((await marco.send('PUT', `/v2/imports/${id}/file?offset=0`, crossSite)).status).toBe(403)
    expect((await marco.current())?.received).toBe(0)
    const attempts = await service.database.query(
      { text: "select actor, outcome from audit_entry where action = 'events.import' order by id" },
      [],
    )
    expect(attempts).toEqual([
      { actor: 'luca', outcome: 'rejected' },
      { actor: 'full', outcome: 'rejected' },
    ])
  })

  it('belongs to one application', async () => {
    const { id } = (await marco.create('a.csv', 10)).body.item
    const olga = new Manager(service, await signIn(service.service, 'olga'))
    expect(await olga.current()).toBeNull()
    expect((await olga.uploadPart(id, 0, new Uint8Array(10))).status).toBe(404)
    expect((await olga.send('DELETE', `/v2/imports/${id}`)).status).toBe(404)
    expect((await marco.current())?.id).toBe(id)
  })

  it('stores a file in parts, each of them once, and not beyond its size', async () => {
    const { id } = (await marco.create('a.csv', 6)).body.item
    const bytes = (text: string) => new Uint8Array(Buffer.from(text))
    expect((await marco.uploadPart(id, 0, bytes('lead'))).body.item.received).toBe(4)
    expect((await marco.uploadPart(id, 0, bytes('lead'))).body.item.received).toBe(4)
    expect((await marco.uploadPart(id, 4, bytes(',type,'))).body.item.received).toBe(4)
    expect((await marco.uploadPart(id, 5, bytes('t'))).body.item.received).toBe(4)
    expect((await marco.uploadPart(id, 4, new Uint8Array(maxImportPartBytes + 1))).status).toBe(413)
    expect(
      (await marco.send('PUT', `/v2/imports/${id}/file?offset=4`, { headers: json, body: '{}' })).status,
    ).toBe(415)
    const ignored = await marco.send('PUT', `/v2/imports/${id}/file?offset=4&part=2`, { headers: file })
    expect(ignored.body.queryExplanation[0].text).toBe(
      'Ignored because this endpoint has no such parameter: part.',
    )
    expect((await marco.uploadPart(id, 4, bytes(',a'))).body.item).toMatchObject({
      received: 6,
      state: 'reading',
    })
  })

  it('proposes the mapping of the system whose columns fit, checks and imports the file', async () => {
    const calls = `Record ID,Associated Company IDs,Associated Company,Activity date,Activity assigned to,Call notes,Internal code
1,1001,Rossi,2026-03-01T10:00:00Z,giulia@example.test,<p>Called</p>,x
2,1001,Rossi,2026-03-02T10:00:00Z,Nobody Here,Called again,y
3,1002,Bianchi,2026-03-02T10:00:00Z,Luca Conti,,z
`
    const uploaded = await marco.upload("Marco's calls (*1).csv.gz", gzipSync(calls))
    expect(uploaded.source).toMatchObject({
      format: 'csv',
      compressed: true,
      mapping: {
        from: 'hubspot',
        columns: { lead: 'Associated Company IDs', owner: 'Activity assigned to' },
      },
      columns: expect.arrayContaining([
        { name: 'Associated Company', field: 'leadName', samples: ['Rossi', 'Rossi', 'Bianchi'] },
        { name: 'Call notes', field: 'note', samples: ['<p>Called</p>', 'Called again'] },
        { name: 'Internal code', field: null, samples: ['x', 'y', 'z'] },
      ]),
    })
    expect(await marco.check(uploaded)).toMatchObject({ missing: ['type'], unmapped: ['Internal code'] })
    const tooEarly = await marco.act(uploaded.id, 'start')
    expect(tooEarly.body.detail).toBe(
      'Choose a column or a value for type, Internal code, and check the file again.',
    )

    const choices = { set: { type: 'company' }, ignoreColumns: ['Internal code'] }
    expect(await marco.check(uploaded, choices)).toMatchObject({
      missing: [],
      unmapped: [],
      written: 2,
      refused: 1,
      leads: 2,
      owners: ['giulia', 'luca'],
      first: [{ line: 2, lead: '1001', leadName: 'Rossi', owner: 'giulia', note: 'Called' }, { line: 4 }],
      problems: [{ field: 'owner', code: 'unknown_user', value: 'Nobody Here', count: 1, lines: [3] }],
    })
    expect(await countEvents()).toBe(0)

    expect((await marco.act(uploaded.id, 'start')).status).toBe(200)
    const done = await marco.reaches('done')
    expect(done.result).toEqual({ written: 2, refused: 1, skipped: 0, known: 0, spaced: 0 })
    expect(await countEvents()).toBe(2)
    const report = await service.service(
      new Request(`http://localhost/v2/imports/${done.id}/rejected-lines`, {
        headers: { cookie: marco.cookie },
      }),
    )
    expect(report.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''rejected-Marco%27s%20calls%20%28%2A1%29.csv",
    )
    expect(await report.text()).toContain('"2","1001","Rossi","2026-03-02T10:00:00Z","Nobody Here"')
    const parts = await service.database.query({ text: 'select distinct kind from import_job_part' }, [])
    expect(parts).toEqual([{ kind: 'rejected' }])
    const audited = await service.database.query(
      { text: "select actor, outcome from audit_entry where action = 'events.import'" },
      [],
    )
    expect(audited).toEqual([{ actor: 'marco', outcome: 'done' }])
  })

  it('reports a file that cannot be read, in a sentence', async () => {
    await marco.create('calls.xlsx', 8)
    const { id } = (await marco.current()) ?? { id: 0 }
    await marco.uploadPart(id, 0, new Uint8Array(Buffer.from('PK\u0003\u0004aaaa')))
    expect((await marco.reaches('failed')).error).toMatch(
      /^calls\.xlsx is a workbook or a ZIP archive\. In Excel/,
    )
  })

  it('rejects a mapping that is invalid or names a column that the file does not have', async () => {
    const { id } = await marco.upload('a.csv', lines(1, 1))
    const { status, body } = await marco.act(id, 'check', { version: 1, zone: 'Rome', other: 1 })
    expect([status, body.errors.map(({ field }: { field: string }) => field)]).toEqual([
      400,
      ['mapping.zone', 'mapping'],
    ])
    await marco.act(id, 'check', { version: 1, columns: { note: 'nowhere' } })
    expect((await marco.reaches('failed')).error).toMatch(/^The file has no column "nowhere"/)
    await marco.act(id, 'check', { version: 1 })
    await marco.reaches('checked')
  })

  it('stops after the current transaction and continues, and nothing is lost or duplicated', async () => {
    const { id, release } = await startBlocked()
    expect((await marco.create('other.csv', 1)).status).toBe(409)
    expect((await marco.act(id, 'stop')).body.item.state).toBe('stopped')
    await release()
    expect((await marco.act(id, 'start')).body.item.state).toBe('running')
    expect((await marco.reaches('done')).result).toMatchObject({ written: 3_000, refused: 0 })
    expect(await countEvents()).toBe(3_000)
  })

  it('continues after a restart of the service', async () => {
    const { release } = await startBlocked()
    const { database: own, ...first } = service
    const closing = first.close()
    await release().catch(() => undefined)
    await closing
    service = await startServiceOn(database.connection)
    marco.of = service
    expect((await marco.reaches('done')).result).toMatchObject({ written: 3_000, refused: 0 })
    expect(await countEvents()).toBe(3_000)
    expect(own.pool.ended).toBe(true)
  })

  it('is discarded with its file and what it has staged; written events stay', async () => {
    const { id, release } = await startBlocked()
    expect((await marco.send('DELETE', `/v2/imports/${id}`)).status).toBe(204)
    expect(await marco.current()).toBeNull()
    await release()
    await vi.waitFor(
      async () => {
        const [left] = await service.database.query<{ count: number }>(
          {
            text: `select (select count(*) from import_job) + (select count(*) from import_job_part)
              + (select count(*) from event_import) + (select count(*) from event_import_line) count`,
          },
          [],
        )
        expect(left?.count).toBe(0)
      },
      { timeout: 60_000 },
    )
    expect((await marco.create('next.csv', 1)).status).toBe(201)
  })

  it('and an import by the command line exclude each other', async () => {
    const uploaded = await marco.upload('a.csv', lines(2, 2))
    await marco.check(uploaded)
    const staged = `insert into event_import (application_id, file, fingerprint, job_id) values ('acme', 'b.csv', '', $1)`
    await service.database.query({ text: staged }, [null])
    await marco.act(uploaded.id, 'start')
    expect((await marco.reaches('failed')).error).toBe(
      'An import of b.csv was started by the command line and has not ended. Continue or discard it there.',
    )
    await service.database.query({ text: 'update event_import set job_id = $1' }, [uploaded.id])
    const admin = createTestAdmin({
      connection: { ...inject('postgres'), database: database.connection.database },
      clock: () => testNow,
    })
    const { err } = await admin(['import', 'events', 'acme', '-', '--restart'], { input: lines(1, 1) })
    expect(err).toContain(
      'An import of b.csv was started in the page and has not ended. Continue or discard it there.',
    )
    await marco.act(uploaded.id, 'start')
    expect((await marco.reaches('done')).result?.written).toBe(4)
  })
})
