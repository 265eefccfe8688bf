import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { startDirectory, type DirectoryServer } from '../../../testing/atoka/atoka-directory.ts'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'
import { createTestAdmin } from '../../admin/testing.ts'

let service: TestService
let atoka: DirectoryServer
let admin: ReturnType<typeof createTestAdmin>

beforeAll(async () => {
  service = await startService()
  atoka = await startDirectory(service.service, 'acme-token')
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  admin = createTestAdmin({ connection, clock: () => testNow })
})

afterAll(async () => {
  await atoka.close()
  await service.close()
})

describe('the mapping of users to Atoka', () => {
  const users = async () => JSON.parse((await admin(['atoka', 'users', 'acme', '--json'])).out)

  it('is created, listed and removed', async () => {
    expect(await admin(['atoka', 'map', 'acme', 'giulia', 'g.rossi@acme.example'])).toEqual({
      code: 0,
      out: 'Mapped giulia of acme to the Atoka user g.rossi@acme.example.\n',
      err: '',
    })
    expect(await users()).toContainEqual({
      id: 'giulia',
      name: 'Giulia Rossi',
      atokaUserId: 'g.rossi@acme.example',
    })
    expect((await admin(['atoka', 'users', 'acme'])).out).toMatch(
      /giulia +Giulia Rossi +g\.rossi@acme\.example +mapped\n.*luca +Luca Conti +luca\n/,
    )
    expect((await admin(['atoka', 'unmap', 'acme', 'giulia'])).code).toBe(0)
    expect(await users()).toContainEqual({ id: 'giulia', name: 'Giulia Rossi', atokaUserId: null })
  })

  it('rejects an ID that another user has, is mapped to, or is invited with', async () => {
    const before = await users()
    expect((await admin(['atoka', 'map', 'acme', 'luca', 'marco'])).err).toBe(
      'marco of acme is already mapped to the Atoka user marco. Run "atoka users acme" to see all mappings.\n',
    )
    await admin(['atoka', 'map', 'acme', 'giulia', 'g-1'])
    expect((await admin(['atoka', 'map', 'acme', 'luca', 'g-1'])).code).toBe(1)
    await admin(['atoka', 'map', 'acme', 'luca', 'giulia'])
    // this was her Atoka ID until she was mapped
    expect((await admin(['atoka', 'unmap', 'acme', 'giulia'])).err).toMatch(
      /luca of acme is already mapped to the Atoka user giulia/,
    )
    await admin(['atoka', 'unmap', 'acme', 'luca'])
    await admin(['atoka', 'unmap', 'acme', 'giulia'])

    await service.database.query(
      {
        text: `insert into invitation (application_id, id, name, email, role, hash, expires)
          values ('acme', 'anna', 'Anna', 'anna@example.test', 'rep', '', $1)`,
      },
      [testNow],
    )
    expect((await admin(['atoka', 'map', 'acme', 'luca', 'anna'])).err).toMatch(
      /anna of acme is already mapped/,
    )
    expect(await users()).toEqual(before)
  })

  it('is rejected for an unknown user, and for an invalid ID', async () => {
    expect((await admin(['atoka', 'map', 'acme', 'nobody', 'n-1'])).err).toMatch(/has no person nobody/)
    expect((await admin(['atoka', 'map', 'acme', 'luca', 'two words'])).err).toMatch(/Invalid appUserId/)
    expect((await admin(['atoka', 'users', 'nowhere'])).err).toMatch(/Application nowhere not found/)
  })
})

describe('the check', () => {
  afterEach(() => {
    for (const list of [atoka.requests, atoka.companies, atoka.people]) list.length = 0
    atoka.overrides.clear()
  })

  const check = async (args: readonly string[] = [], env: Record<string, string> = {}) =>
    admin(['atoka', 'check', ...args], { env: { ATOKA_TOKEN: 'acme-token', ATOKA_URL: atoka.url, ...env } })

  const findings = async (args: readonly string[] = []) => {
    const { out, code, err } = await check([...args, '--json'])
    const rows: { endpoint: string; findings: { what: string; result: string; says: string }[] }[] =
      JSON.parse(out)
    return {
      code,
      err,
      rows,
      others: rows.flatMap(({ endpoint, findings: found }) =>
        found
          .filter(({ result }) => result !== 'agrees')
          .map(({ what, result, says }) => [endpoint, what, result, says]),
      ),
    }
  }

  const log = async (fields: Record<string, string>) =>
    new ApiClient(service.service, { token: 'acme-token', appUserId: 'luca' }).write(
      'POST',
      '/v2/leadevents',
      {
        lead: 'c1',
        type: 'company',
        ...fields,
      },
    )

  it('finds no problem in our own service, and calls each endpoint once', async () => {
    await log({ date: '2026-11-01', note: 'a secret note', status: 'New', leadAssignee: 'luca' })
    await log({ date: '2026-11-02' })
    atoka.companies.push({ id: 'c1', name: 'Spazio Uno' })
    atoka.people.push({ id: 'p1', name: 'Ugo Rossi' })
    const { others, code, err } = await findings(['--app-user', 'luca'])
    // the service extends the reference
    expect(others).toEqual([
      ['GET /v2/leadevents', 'events: fields', 'differs', 'with previousStatus; with previousLeadAssignee'],
      [
        'GET /v2/leadevents/{id}',
        'events: fields',
        'differs',
        'with previousStatus; with previousLeadAssignee; with ifDeleted',
      ],
      ['GET /v2/leadevents/sync', 'events: fields', 'differs', expect.stringContaining('with previous')],
    ])
    expect([code, err]).toEqual([0, ''])
    expect(atoka.requests.map(({ pathname }) => pathname).toSorted()).toEqual([
      '/v2/companies',
      '/v2/leadevents',
      expect.stringMatching(/^\/v2\/leadevents\/\d+$/),
      '/v2/leadevents/statuses',
      '/v2/leadevents/sync',
      '/v2/people',
    ])
    const inNobodysName = atoka.requests.filter(({ searchParams }) => !searchParams.has('appUserId'))
    expect(inNobodysName.map(({ pathname }) => pathname)).toEqual(['/v2/leadevents/sync'])
  })

  it('prints a table, without the token, a note or a name', async () => {
    atoka.companies.push({ id: 'c1', name: 'Spazio Uno' })
    const { out, err, code } = await check()
    expect(out).toMatch(
      /^ENDPOINT +WHAT +RESULT\nGET \/v2\/leadevents +status +agrees +200\n +content type +agrees +app/,
    )
    expect(code).toBe(0)
    for (const secret of ['acme-token', 'a secret note', 'Spazio Uno'])
      expect(out + err).not.toContain(secret)
  })

  it('reports differences: fields, types, dates, order, meta', async () => {
    const event = { id: '7', lead: 'c1', type: 'company', status: null, date: '12/03/2024', owner: { id: 3 } }
    atoka.overrides.set('/v2/leadevents', () =>
      Response.json({ items: [event, 'x'], meta: { count: 1.5, limit: 50, offset: 0 }, more: 1 }),
    )
    atoka.overrides.set(
      '/v2/leadevents/7',
      () => new Response('{"item": {}}', { headers: { 'content-type': 'text/html' } }),
    )
    const { others, code } = await findings(['--lead', 'c1'])
    const of = (endpoint: string, what: string) =>
      others.find(([where, about]) => where === endpoint && about === what)?.[3]
    expect(of('GET /v2/leadevents', 'events: fields')).toMatch(
      /^without id \(1 of 2\).*without note \(2 of 2\).*without leadAssignee \(2 of 2\)$/,
    )
    expect(of('GET /v2/leadevents', 'events: types')).toBe('id is text, not whole number (1 of 2)')
    expect(of('GET /v2/leadevents', 'owners: types')).toBe('id is whole number, not text (1 of 1)')
    expect(of('GET /v2/leadevents', 'dates')).toBe('1 of 1 cannot be read: 99/99/9999')
    expect(of('GET /v2/leadevents', 'meta: fields')).toBe(
      'without ordering (1 of 1); without info (1 of 1); without obfuscated (1 of 1)',
    )
    expect(of('GET /v2/leadevents', 'meta: types')).toBe('count is a fraction, not whole number (1 of 1)')
    expect(of('GET /v2/leadevents', 'queryExplanation')).toBe('no such list')
    expect(of('GET /v2/leadevents/{id}', 'content type')).toBe('text/html')
    expect(code).toBe(0)
  })

  it('exits with 1 if an endpoint cannot be read, and states which and why, with Atoka’s message', async () => {
    atoka.overrides.set('/v2/people', () =>
      Response.json({ message: 'acme-token has no people\u001b[31m' }, { status: 403 }),
    )
    atoka.overrides.set('/v2/leadevents/statuses', () => new Response('<html>', { status: 200 }))
    atoka.overrides.set('/v2/companies', () => Response.redirect('http://127.0.0.1:1/v2/companies'))
    const { others, code, err } = await findings(['--lead', 'c1'])
    expect([code, err]).toEqual([
      1,
      'Could not read: GET /v2/leadevents/statuses, GET /v2/companies, GET /v2/people.\n',
    ])
    expect(others).toContainEqual([
      'GET /v2/people',
      'status',
      'unreadable',
      '403: Atoka rejected the service’s credentials (403); nothing was done. Atoka’s message: … has no people [31m',
    ])
    expect(others).toContainEqual(['GET /v2/leadevents/statuses', 'body', 'unreadable', 'not a JSON object'])
    expect(others).toContainEqual([
      'GET /v2/companies',
      'status',
      'unreadable',
      expect.stringMatching(/^302/),
    ])
  })

  it('reports a 403 of sync as not granted, and a missing lead as not checked', async () => {
    atoka.overrides.set('/v2/leadevents/sync', () => Response.json({ message: 'no' }, { status: 403 }))
    const { others, code } = await findings()
    expect(code).toBe(0)
    expect(others).toContainEqual([
      'GET /v2/leadevents/sync',
      'status',
      'not granted',
      expect.stringMatching(/^403/),
    ])
    expect(others).toContainEqual([
      'GET /v2/leadevents',
      'call',
      'not seen',
      'no known lead: specify one with --lead',
    ])
  })

  it('fails without a token, with plain HTTP to another machine, or without a response', async () => {
    expect((await admin(['atoka', 'check'])).err).toMatch(/ATOKA_TOKEN/)
    expect((await check([], { ATOKA_URL: 'http://atoka.example' })).err).toMatch(/ATOKA_URL/)
    const unanswered = await check([], { ATOKA_URL: 'http://127.0.0.1:1' })
    expect([unanswered.code, unanswered.out]).toEqual([1, expect.stringContaining('no response')])
  })
})
