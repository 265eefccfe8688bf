import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { cookiesIn, signIn } from '../../testing/sign-in.ts'
import {
  fullToken,
  startService,
  testNow,
  testPassword,
  type TestService,
} from '../../testing/start-service.ts'
import { createTestAdmin } from '../admin/testing.ts'
import { insertToken } from '../store/applications/api-tokens.ts'
import { hashToken } from '../store/applications/hash-token.ts'
import { auditActions, type AuditEntry } from '../store/applications/audit.ts'
import { openDatabase } from '../store/connection/database.ts'
import { migrate } from '../store/migrate.ts'
import { insertUser } from '../store/people/people.ts'
import { logRequests } from '../http/request-log.ts'
import { provisionSsoUser } from '../http/session/provision-sso-user.ts'

/*
 * Managers, tokens, the command line and people who use a link perform audited actions; each action writes one row and one line
 * of the log. The tests search all rows for texts that must not be in them.
 */
const canary = 'zanzibar marzipan'
let service: TestService
let folder: string
let admin: ReturnType<typeof createTestAdmin>
let logged: AuditEntry[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-audit-'))
  logged = []
  service = await startService({ audited: (entry) => logged.push(entry) })
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  admin = createTestAdmin({ connection, clock: () => testNow })
})

afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true })
})

/** A client at an address, with a request ID of its own. */
function from(address: string, credentials: Record<string, string>, cookie?: string): ApiClient {
  const observed = logRequests(service.service, () => undefined)
  return new ApiClient(async (request) => {
    const sent = new Request(request)
    sent.headers.set('x-request-id', `request-from-${address}`)
    if (cookie !== undefined) sent.headers.set('cookie', cookie)
    return observed(sent, { address, origin: 'http://localhost' })
  }, credentials)
}

/** Returns the entries that the command line lists after an entry, without the members that every test knows. */
async function listed(after = 0): Promise<AuditEntry[]> {
  const { out } = await admin(['audit', '--ndjson'])
  const entries: AuditEntry[] = out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
  return entries.filter(({ id }) => id > after)
}

async function recordedBy(work: () => Promise<unknown>): Promise<AuditEntry[]> {
  const last = (await listed()).at(-1)?.id
  await work()
  return listed(last)
}

const marco = { kind: 'person', id: 'marco', onBehalfOf: null }

describe('a manager on the page', () => {
  it('writes a row and a line of the log for each action on people', async () => {
    const manager = from('192.0.2.1', {}, await signIn(service.service, 'marco'))
    let id = ''
    const before = logged.length
    const entries = await recordedBy(async () => {
      const { body } = await manager.write('POST', '/v2/people', {
        name: canary,
        email: 'anna@example.test',
        role: 'rep',
      })
      id = body.item.id
      await manager.write('POST', `/v2/people/${id}/link`)
      await manager.write('DELETE', `/v2/people/${id}`)
      await manager.write('PUT', '/v2/people/luca', { role: 'manager', blocked: 'true' })
      await manager.write('PUT', '/v2/people/luca', { blocked: 'false' })
      await manager.write('PUT', '/v2/people/luca', { blocked: 'false' })
    })
    expect(entries.map(({ action, target }) => [action, target.id])).toEqual([
      ['invitation.create', id],
      ['link.create', id],
      ['invitation.revoke', id],
      ['person.role', 'luca'],
      ['person.block', 'luca'],
      ['person.unblock', 'luca'],
    ])
    expect(entries[0]).toMatchObject({
      application: 'acme',
      at: testNow,
      actor: marco,
      target: { kind: 'user' },
      ipAddress: '192.0.2.1',
      requestId: 'request-from-192.0.2.1',
      outcome: 'done',
    })
    expect(logged.slice(before)).toEqual(entries)
  })

  it('writes a row for the name of a lead and each export and erasure of personal data, and none for a failed one', async () => {
    const manager = from('192.0.2.1', {}, await signIn(service.service, 'marco'))
    const giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
    const { body } = await giulia.write('POST', '/v2/leadevents', {
      lead: 'a-lead',
      type: 'person',
      note: canary,
    })
    const entries = await recordedBy(async () => {
      await manager.write('PUT', '/v2/leads/a-lead', { name: 'zanzibar marzipan' })
      await manager.get('/v2/leads/a-lead/personal-data')
      await manager.get('/v2/users/giulia/personal-data')
      await manager.get('/v2/leads/no-lead/personal-data')
      await manager.write('DELETE', `/v2/leadevents/${body.item.id}/personal-data`)
      await manager.write('DELETE', '/v2/leads/a-lead/personal-data')
      await manager.write('DELETE', '/v2/users/giulia/personal-data')
      await manager.write('DELETE', '/v2/users/nobody/personal-data')
    })
    expect(entries.map(({ action, target }) => [action, target.kind, target.id])).toEqual([
      ['lead.name', 'lead', 'a-lead'],
      ['personal-data.export', 'lead', 'a-lead'],
      ['personal-data.export', 'user', 'giulia'],
      ['personal-data.erase', 'event', String(body.item.id)],
      ['personal-data.erase', 'lead', 'a-lead'],
      ['personal-data.erase', 'user', 'giulia'],
    ])
  })
})

it('records the actions of a token with its name and the user that it acts for', async () => {
  const client = from('192.0.2.2', { token: fullToken('other'), appUserId: 'olga' })
  const entries = await recordedBy(async () => client.get('/v2/users/olga/personal-data'))
  expect(entries).toMatchObject([
    {
      application: 'other',
      actor: { kind: 'token', id: 'full', onBehalfOf: 'olga' },
      action: 'personal-data.export',
      ipAddress: '192.0.2.2',
    },
  ])
})

it('records attempts that a role, scope or rule forbids as rejected', async () => {
  const rep = from('192.0.2.3', { token: fullToken('acme'), appUserId: 'luca' })
  const narrow = from('192.0.2.3', { token: 'acme-token', appUserId: 'marco' })
  const manager = from('192.0.2.3', {}, await signIn(service.service, 'marco'))
  await manager.write('PUT', '/v2/people/luca', { role: 'rep' })
  const entries = await recordedBy(async () => {
    await rep.write('DELETE', '/v2/users/marco/personal-data')
    await narrow.get('/v2/leads/a-lead/personal-data')
    await manager.write('PUT', '/v2/people/marco', { role: 'rep' })
    await manager.write('DELETE', '/v2/users/marco/personal-data')
  })
  expect(entries.map(({ actor, action, outcome }) => [actor.id, action, outcome])).toEqual([
    ['full', 'personal-data.erase', 'rejected'],
    ['first', 'personal-data.export', 'rejected'],
    ['marco', 'person.role', 'rejected'],
    ['marco', 'personal-data.erase', 'rejected'],
  ])
})

it('records at most twenty rejected attempts of one caller at one action per hour, and still those of others', async () => {
  const token = {
    name: 'flood',
    hash: hashToken('flood-token'),
    scopes: ['read', 'write'],
    expires: null,
  } as const
  await insertToken(service.database, 'acme', testNow, token)
  const rep = from('192.0.2.3', { token: 'flood-token', appUserId: 'luca' })
  const colleague = from('192.0.2.3', {}, await signIn(service.service, 'luca'))
  const entries = await recordedBy(async () => {
    for (let attempt = 0; attempt < 25; attempt++)
      expect((await rep.write('DELETE', `/v2/leads/lead-${attempt}/personal-data`)).status).toBe(403)
    await rep.get('/v2/leads/a-lead/personal-data')
    await colleague.write('DELETE', '/v2/leads/a-lead/personal-data')
  })
  expect(entries.map(({ actor, action }) => `${actor.kind} ${action}`)).toEqual([
    ...Array<string>(20).fill('token personal-data.erase'),
    'token personal-data.export',
    'person personal-data.erase',
  ])
})

it('records the use of a link and the change of a password as actions of their person', async () => {
  const manager = from('192.0.2.4', {}, await signIn(service.service, 'marco'))
  const nobody = from('192.0.2.5', {})
  const entries = await recordedBy(async () => {
    const reset = (await manager.write('POST', '/v2/people/luca/link')).body.link.token
    await nobody.write('POST', '/session/password', { token: reset, password: testPassword })
    const invited = { name: 'Ada', email: 'ada@example.test', role: 'rep' }
    const invitation = (await manager.write('POST', '/v2/people', invited)).body.link.token
    const joined = await nobody.write('POST', '/session/password', { token: invitation, password: canary })
    const ada = from('192.0.2.5', {}, cookiesIn(joined.headers))
    const change = { password: canary, newPassword: 'a new password of Ada' }
    await ada.write('PUT', '/session/password', { ...change, password: 'wrong' })
    const changed = await ada.write('PUT', '/session/password', change)
    await from('192.0.2.5', {}, cookiesIn(changed.headers)).write('DELETE', '/session/all')
  })
  expect(entries.map(({ actor, action, ipAddress }) => [actor.id, action, ipAddress])).toEqual([
    ['marco', 'link.create', '192.0.2.4'],
    ['luca', 'password.reset', '192.0.2.5'],
    ['marco', 'invitation.create', '192.0.2.4'],
    ['ada', 'invitation.accept', '192.0.2.5'],
    ['ada', 'password.change', '192.0.2.5'],
    ['ada', 'sessions.end', '192.0.2.5'],
  ])
})

it('records once that an account at the provider is linked to an existing user', async () => {
  const settings = {
    issuer: new URL('https://provider.test'),
    clientId: 'leadline',
    clientSecret: canary,
    allowedDomain: 'example.test',
    applicationId: 'acme',
    managerClaim: undefined,
    publicUrl: new URL('https://leadline.test'),
  }
  const context = { database: service.database, clock: () => testNow, clearCallerCache: () => undefined }
  const email = 'luca@example.test'
  const luca = { subject: 'luca-1', email, emailVerified: true, name: canary, claims: {} }
  const entries = await recordedBy(async () => {
    for (let time = 0; time < 2; time++)
      expect(await provisionSsoUser(context, settings, luca)).toHaveProperty('personId')
  })
  expect(entries.map(({ actor, action, target }) => [actor.id, action, target.id])).toEqual([
    ['luca', 'person.link', 'luca'],
  ])
})

it('records the actions of the command line', async () => {
  const events = join(folder, 'events.ndjson')
  const leads = join(folder, 'leads.csv')
  const exported = join(folder, 'acme.ndjson')
  const statuses = join(folder, 'statuses.json')
  await writeFile(statuses, JSON.stringify([{ label: 'New' }]))
  await writeFile(leads, `id,type,name\nimported,company,${canary}\n`)
  await writeFile(
    events,
    JSON.stringify({ lead: 'imported', type: 'company', date: '2026-11-01', owner: 'luca', note: canary }),
  )
  const name = ['--name', canary, '--email']
  const entries = await recordedBy(async () => {
    for (const command of [
      ['application', 'create', 'third', '--name', canary, '--statuses', statuses],
      ['application', 'feature', 'third', 'add', 'useLeadEventsSync'],
      ['statuses', 'set', 'third', statuses],
      ['token', 'create', 'acme', '--name', 'crm'],
      ['token', 'revoke', 'acme', 'crm'],
      ['person', 'create', 'acme', 'bruno', '--name', canary, '--role', 'rep'],
      ['person', 'invite', 'acme', ...name, 'carla@example.test', '--role', 'rep'],
      ['person', 'link', 'acme', 'luca'],
      ['person', 'role', 'acme', 'bruno', 'manager'],
      ['atoka', 'map', 'acme', 'bruno', 'bruno@atoka.example'],
      ['import', 'leads', 'acme', leads],
      ['import', 'events', 'acme', events],
      ['export', 'acme', '--out', exported],
      ['restore', 'fourth', exported],
      ['personal-data', 'export', 'acme', '--person', 'bruno'],
      ['personal-data', 'erase', 'acme', '--person', 'bruno', '--by', 'marco', '--confirm', 'bruno'],
    ]) {
      const { code, err } = await admin(command)
      expect([command.join(' '), code, code === 0 ? '' : err]).toEqual([command.join(' '), 0, ''])
    }
  })
  expect(entries.map(({ action, target }) => [action, target.id])).toEqual([
    ['application.create', 'third'],
    ['application.feature', 'third'],
    ['statuses.set', 'third'],
    ['token.create', 'crm'],
    ['token.revoke', 'crm'],
    ['person.create', 'bruno'],
    ['invitation.create', 'zanzibar-marzipan'],
    ['link.create', 'luca'],
    ['person.role', 'bruno'],
    ['person.map', 'bruno'],
    ['leads.import', 'acme'],
    ['events.import', 'acme'],
    ['application.export', 'acme'],
    ['application.restore', 'fourth'],
    ['personal-data.export', 'bruno'],
    ['personal-data.erase', 'bruno'],
  ])
  expect(entries.at(-1)).toMatchObject({
    actor: { kind: 'command line', id: null, onBehalfOf: 'marco' },
    ipAddress: null,
    requestId: null,
  })
})

describe('the list of the audit', () => {
  it('is text or NDJSON, of one application or all, from a time on', async () => {
    const { out } = await admin(['audit', 'other'])
    expect(out).toBe(
      `${testNow}  other  token full for olga  personal-data.export  user olga  done  192.0.2.2  request-from-192.0.2.2\n`,
    )
    expect((await admin(['audit', 'acme', '--from', '2026-11-23T12:00:00.001Z'])).out).toBe('')
    expect((await admin(['audit', 'nobody'])).code).toBe(1)
    expect((await admin(['audit', '--from', 'soon'])).err).toContain('Invalid --from')
  })

  it('contains every action after these tests, and no text, name or secret', async () => {
    const entries = await listed()
    const actions = new Set(entries.map(({ action }) => action))
    expect(auditActions.filter((action) => !actions.has(action))).toEqual([])
    expect(JSON.stringify(entries)).not.toMatch(/zanzibar marzipan|@example\.test|token":"/)
  })

  it('prints the target of a request without its control characters', async () => {
    const rep = from('192.0.2.6', { token: fullToken('acme'), appUserId: 'luca' })
    await rep.write('DELETE', `/v2/users/${encodeURIComponent('\u001B[2J\n')}/personal-data`)
    const id = '\u001B[3J'
    await insertUser(service.database, 'acme', { id, name: 'Ines', role: 'rep' })
    const ines = from('192.0.2.6', { token: fullToken('acme'), appUserId: id })
    expect((await ines.write('DELETE', '/v2/users/marco/personal-data')).status).toBe(403)
    expect((await admin(['audit', 'acme'])).out).toContain('for \\u001b[3J')
    // eslint-disable-next-line no-control-regex
    expect((await admin(['audit', 'acme'])).out).not.toMatch(/\u001B|\n\n/)
  })
})

describe('expired entries of the audit', () => {
  const insertOf = async (days: number) =>
    service.database.query(
      {
        text: `insert into audit_entry (application_id, at, actor_kind, action, target_kind, target, outcome)
          values ('other', now() - $1 * interval '1 day', 'person', 'person.role', 'user', $2, 'done')`,
      },
      [days, `${days} days`],
    )
  const targets = async () =>
    (await listed()).filter(({ application }) => application === 'other').map(({ target }) => target.id)

  it('are removed with the next entry of their application, after a year', async () => {
    const olga = from('192.0.2.7', { token: fullToken('other'), appUserId: 'olga' })
    for (const days of [366, 364, 40]) await insertOf(days)
    await signIn(service.service, 'marco')
    expect(await targets()).toContain('366 days')
    await olga.get('/v2/users/olga/personal-data')
    const left = await targets()
    expect(left).toEqual(expect.arrayContaining(['364 days', '40 days']))
    expect(left).not.toContain('366 days')
  })

  it('delay no action while another one removes them', async () => {
    await insertOf(366)
    const holder = await service.database.pool.connect()
    try {
      await holder.query(`begin; select from audit_entry where target = '366 days' for update`)
      const olga = from('192.0.2.7', { token: fullToken('other'), appUserId: 'olga' })
      expect((await olga.get('/v2/users/olga/personal-data')).status).toBe(200)
    } finally {
      await holder.query('rollback')
      holder.release()
    }
  })

  it('are removed at a start after the configured number of days, or never', async () => {
    await insertOf(366)
    await (await service.secondInstance({ auditDays: null })).close()
    await from('192.0.2.7', { token: fullToken('other'), appUserId: 'olga' }).get(
      '/v2/users/olga/personal-data',
    )
    expect(await targets()).toContain('366 days')
    await (await service.secondInstance({ auditDays: 50 })).close()
    const left = await targets()
    expect(left).toContain('40 days')
    expect(left.join()).not.toMatch(/36[46] days/)
  })
})

it('lets the service add and read entries, and never change them', async () => {
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  const role = await migrate(service.database.pool)
  const database = openDatabase({ connection, role })
  const acme = database.of('acme')
  for (const text of [
    'update audit_entry set at = now()',
    'delete from audit_entry',
    'truncate audit_entry',
    'update audit_retention set days = 1',
    'drop policy own_application on audit_entry',
  ])
    await expect(acme.query({ text }, [])).rejects.toThrow(/permission denied|must be owner/)
  const seen = await acme.query<{ application_id: string }>(
    { text: 'select distinct application_id from audit_entry' },
    [],
  )
  expect(seen).toEqual([{ application_id: 'acme' }])
  const foreign = `insert into audit_entry (application_id, at, actor_kind, action, target_kind, target, outcome)
    values ('other', now(), 'person', 'person.role', 'user', 'olga', 'done')`
  await expect(acme.query({ text: foreign }, [])).rejects.toThrow('row-level security')
  await database.close()
})
