import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../testing/start-service.ts'
import { createTestAdmin } from './testing.ts'

let service: TestService
let folder: string
let admin: ReturnType<typeof createTestAdmin>

beforeAll(async () => {
  service = await startService()
  folder = await mkdtemp(join(tmpdir(), 'leadline-admin-'))
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  admin = createTestAdmin({ connection, clock: () => testNow })
})

afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true })
})

const file = async (name: string, content: unknown) => {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const funnel = [{ label: 'New' }, { label: 'Won', previous: 'New', sink: true }]

const signIn = async (email: string, password: string) =>
  service.service(
    new Request('http://localhost/session', {
      method: 'POST',
      body: new URLSearchParams({ email, password }),
      headers: { origin: 'http://localhost' },
    }),
  )

describe('the command line', () => {
  it('explains every command with an example', async () => {
    const { out, code } = await admin(['--help'])
    expect([code, out]).toEqual([0, expect.stringContaining('Examples:')])
    for (const command of [
      ...['create', 'list', 'feature'].map((name) => ['application', name]),
      ...['create', 'list', 'revoke'].map((name) => ['token', name]),
      ...['create', 'list', 'role'].map((name) => ['person', name]),
      ...['set', 'show'].map((name) => ['statuses', name]),
      ...['leads', 'events'].map((name) => ['import', name]),
      ['export'],
      ['audit'],
      ...['map', 'unmap', 'users', 'check'].map((name) => ['atoka', name]),
    ]) {
      const help = await admin([...command, '--help'])
      expect([help.code, help.out]).toEqual([0, expect.stringMatching(/Examples?:\n {2}leadline admin /)])
    }
  })

  it('uses the name with which it was started in its texts', async () => {
    const [direct, throughNpm] = await Promise.all([
      admin(['export', '--help']),
      admin(['export', '--help'], { env: { npm_lifecycle_event: 'admin' } }),
    ])
    expect(direct.out).toContain('Usage: leadline admin export ')
    expect(direct.out).not.toContain('npm run')
    expect(throughNpm.out).toContain('Usage: npm run admin -- export ')
  })

  it('reports an error in one sentence, and exits with 1', async () => {
    expect(await admin(['token', 'list', 'nobody'])).toEqual({
      code: 1,
      out: '',
      err: 'Application nobody not found. Run "application list" to see all.\n',
    })
    const unknown = await admin(['tokn'])
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('Did you mean token?')])
    const broken = await admin(['application', 'list'], {
      through: (database) => ({ ...database, query: () => Promise.reject(new Error('out of luck')) }),
    })
    expect(broken).toEqual({ code: 1, out: '', err: 'The command failed: out of luck\n' })
  })
})

describe('applications', () => {
  it('are created with features and statuses, and listed', async () => {
    const statuses = await file('funnel.json', funnel)
    const create = ['application', 'create', 'zeta', '--name', 'Zeta', '--statuses', statuses]
    expect(await admin([...create, '--feature', 'useLeadEventsSync'])).toMatchObject({ code: 0 })
    const { out } = await admin(['application', 'list', '--json'])
    expect(JSON.parse(out)).toContainEqual({ id: 'zeta', name: 'Zeta', features: ['useLeadEventsSync'] })
    expect(await admin(create)).toMatchObject({ code: 1, err: 'Application zeta already exists.\n' })
    expect((await admin([...create, '--feature', 'sync'])).err).toBe(
      'Unknown feature sync. Choose one of: useLeadEventsSync.\n',
    )
  })

  it('can use sync only with its feature', async () => {
    const sync = async () => {
      // a new service, because a running one caches callers for some seconds
      const fresh = await service.secondInstance()
      const { status } = await new ApiClient(fresh.service, { token: 'other-token' }).get(
        '/v2/leadevents/sync',
      )
      await fresh.close()
      return status
    }
    expect(await sync()).toBe(403)
    await admin(['application', 'feature', 'other', 'add', 'useLeadEventsSync'])
    expect(await sync()).toBe(200)
    await admin(['application', 'feature', 'other', 'remove', 'useLeadEventsSync'])
    expect(await sync()).toBe(403)
  })
})

describe('tokens', () => {
  it('are shown once, work until they are revoked, and cause 401 afterwards', async () => {
    const created = await admin(['token', 'create', 'acme', '--name', 'crm'])
    expect([created.code, created.out]).toEqual([0, expect.stringMatching(/^[\w-]{43}\n$/)])
    expect(created.err).toContain('Scopes: read, write. Expires: 2027-02-21T12:00:00.000Z.')
    const token = created.out.trim()
    const client = new ApiClient(service.service, { token })
    expect((await client.get('/v2/leadevents/statuses')).status).toBe(200)

    const listed = await admin(['token', 'list', 'acme', '--json'])
    expect(JSON.parse(listed.out)).toContainEqual({
      name: 'crm',
      scopes: ['read', 'write'],
      created: testNow,
      expires: '2027-02-21T12:00:00.000Z',
      lastUsed: testNow,
      revoked: null,
    })
    expect(listed.out).not.toContain(token)

    expect((await admin(['token', 'create', 'acme', '--name', 'crm'])).err).toMatch(/already has a token crm/)
    expect((await admin(['token', 'revoke', 'acme', 'crm'])).code).toBe(0)
    // a service caches the callers of tokens for five seconds; this one does not know the token yet
    const other = await service.secondInstance()
    const revoked = new ApiClient(other.service, { token })
    expect((await revoked.get('/v2/leadevents/statuses')).status).toBe(401)
    expect((await admin(['token', 'revoke', 'acme', 'crm'])).err).toMatch(/no active token crm/)
    expect((await admin(['token', 'list', 'acme'])).out).toMatch(
      new RegExp(`crm +read,write +${testNow} +${testNow} +2027-02-21T12:00:00.000Z +${testNow}`),
    )
    // its name can be used again, and the old one stays revoked
    expect((await admin(['token', 'create', 'acme', '--name', 'crm'])).code).toBe(0)
    expect((await revoked.get('/v2/leadevents/statuses')).status).toBe(401)
    await other.close()
  })

  it('have the scope for personal data and no expiry only on request', async () => {
    const options = ['--scope', 'read,personal-data', '--expires', 'never', '--json']
    const created = await admin(['token', 'create', 'acme', '--name', 'privacy', ...options])
    expect(JSON.parse(created.out)).toMatchObject({ scopes: ['read', 'personal-data'], expires: null })
  })

  it('are created with scopes and an expiry', async () => {
    const created = await admin([
      'token',
      'create',
      'acme',
      '--name',
      'copy',
      '--scope',
      'sync, read',
      '--expires',
      '90d',
      '--json',
    ])
    expect(JSON.parse(created.out)).toMatchObject({
      name: 'copy',
      scopes: ['read', 'sync'],
      created: testNow,
      expires: '2027-02-21T12:00:00.000Z',
    })
    expect((await admin(['token', 'list', 'acme'])).out).toMatch(/copy +read,sync .* never +2027-02-21T12:00/)
    for (const [option, value, words] of [
      [
        '--scope',
        'read,everything',
        'Unknown scope "everything". Use some of read, write, sync, personal-data',
      ],
      ['--scope', '', 'Unknown scope ""'],
      ['--expires', 'soon', 'expected hours or days, such as 12h or 90d, or never'],
      ['--expires', '0d', 'expected hours or days, such as 12h or 90d, or never'],
    ] as const) {
      const { code, err } = await admin(['token', 'create', 'acme', '--name', 'wrong', option, value])
      expect([code, err]).toEqual([1, expect.stringContaining(words)])
    }
  })
})

describe('people', () => {
  it('are not created with a guessable password', async () => {
    const bella = ['person', 'create', 'acme', 'bella', '--name', 'Bella Blu', '--role', 'rep']
    for (const password of ['password1234', 'BellaBlu2026!']) {
      const { code, err } = await admin([...bella, '--email', 'bella@example.test'], {
        input: password,
      })
      expect([code, err]).toEqual([1, expect.stringContaining('The password is too easy to guess')])
    }
  })

  const create = ['person', 'create', 'acme', 'anna', '--name', 'Anna Blu', '--role', 'rep']

  it('sign in with the password from the standard input', async () => {
    const added = await admin([...create, '--email', 'Anna@Example.test'], { input: 'a long password\n' })
    expect(added).toEqual({ code: 0, out: 'Added Anna Blu to acme as a rep.\n', err: '' })
    expect((await signIn('anna@example.test', 'a long password')).status).toBe(200)
    expect((await signIn('anna@example.test', 'another password')).status).not.toBe(200)
  })

  it('choose a new password with a link, for example the last manager', async () => {
    const { out } = await admin(['person', 'link', 'acme', 'marco', '--json'])
    const { path, expires } = JSON.parse(out)
    expect(expires).toBe('2026-11-24T12:00:00.000Z')
    const [, token] = path.split('#')
    const used = await new ApiClient(service.service, {}).write('POST', '/session/password', {
      token,
      password: 'a password of Marco',
    })
    expect(used.body.user.id).toBe('marco')
    expect((await admin(['person', 'link', 'acme', 'nobody'])).err).toMatch(
      /no person nobody who can sign in/,
    )
  })

  it('get no link for a new password while a manager blocks them', async () => {
    const manager = await service.database.pool.connect()
    await manager.query('begin')
    await manager.query(
      `select from application_user where application_id = 'acme' and role = 'manager' for no key update`,
    )
    await manager.query(
      `update application_user set blocked = now() where application_id = 'acme' and id = 'luca'`,
    )
    const linking = admin(['person', 'link', 'acme', 'luca'])
    const waiting = {
      text: `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    }
    await expect.poll(async () => service.database.query(waiting, []), { timeout: 30_000 }).toHaveLength(1)
    await manager.query('commit')
    expect((await linking).err).toMatch(/no person luca who can sign in/)
    await manager.query(`update application_user set blocked = null where id = 'luca'`)
    manager.release()
  })

  it('are invited with a link, once per address', async () => {
    const invite = [
      'person',
      'invite',
      'acme',
      '--name',
      'Ada Né',
      '--email',
      'ada@acme.example',
      '--role',
      'rep',
    ]
    const invited = JSON.parse((await admin([...invite, '--json'])).out)
    expect(invited).toMatchObject({ id: 'ada-ne', role: 'rep', expires: '2026-11-30T12:00:00.000Z' })
    expect((await admin(invite)).err).toMatch(
      /^A person with the email address ada@acme.example already exists, or is invited/,
    )
    const used = await new ApiClient(service.service, {}).write('POST', '/session/password', {
      token: invited.path.split('#')[1],
      password: 'a password of Ada',
    })
    expect(used.body.user).toMatchObject({ id: 'ada-ne', role: 'rep' })
    expect((await admin(invite)).code).toBe(1)
  })

  it('change their role', async () => {
    expect((await admin(['person', 'role', 'acme', 'anna', 'manager'])).code).toBe(0)
    const { out } = await admin(['person', 'list', 'acme', '--json'])
    expect(JSON.parse(out)).toContainEqual({
      application: 'acme',
      id: 'anna',
      name: 'Anna Blu',
      role: 'manager',
      email: 'anna@example.test',
    })
    expect((await admin(['person', 'role', 'acme', 'nobody', 'rep'])).err).toMatch(/has no person nobody/)
    expect((await admin(['person', 'role', 'acme', 'anna', 'boss'])).code).toBe(1)
  })

  it('are not created twice, nor with a short password, and a rejected command stores nothing', async () => {
    const before = (await admin(['person', 'list', '--json'])).out
    const email = ['--email', 'new@example.test']
    expect((await admin([...create, ...email], { input: 'a long password' })).err).toMatch(
      /has a person anna/,
    )
    const other = [...create.with(3, 'bea'), '--email']
    expect((await admin([...other, 'giulia@example.test'], { input: 'a long password' })).err).toBe(
      'A person with the email address giulia@example.test already exists.\n',
    )
    expect((await admin([...other, 'bea@example.test'], { input: 'short' })).err).toMatch(/12 to 128/)
    expect((await admin([...other, 'bea'], { input: 'a long password' })).err).toMatch(
      /not a valid email address/,
    )
    expect((await admin(['person', 'list', '--json'])).out).toBe(before)
  })

  it('can own events without credentials', async () => {
    expect((await admin(create.with(3, 'former'))).code).toBe(0)
    const former = new ApiClient(service.service, { token: 'acme-token', appUserId: 'former' })
    const { status } = await former.write('POST', '/v2/leadevents', { lead: 'old-lead', type: 'company' })
    expect(status).toBe(201)
  })
})

describe('statuses', () => {
  it('are activated as a new collection, and old events keep theirs', async () => {
    const giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
    const log = async (status: string) =>
      giulia.write('POST', '/v2/leadevents', { lead: 'funnel', type: 'company', status })
    const old = (await log('Contacted')).body.item
    const { out } = await admin(['statuses', 'set', 'acme', await file('new.json', funnel), '--json'])
    const { statusCollectionId } = JSON.parse(out)
    expect((await giulia.get('/v2/leadevents/statuses')).body.items).toEqual([
      { label: 'New', previous: null, sink: false, hidden: false },
      { label: 'Won', previous: 'New', sink: true, hidden: false },
    ])
    expect((await log('Contacted')).body.errors[0].code).toBe('unknown_status')
    expect((await log('Won')).body.item.statusCollectionId).toBe(statusCollectionId)
    expect((await giulia.get(`/v2/leadevents/${old.id}`)).body.item.statusCollectionId).toBe('funnel-1')
  })

  it('are printed as a file that can be set again', async () => {
    const shown = (await admin(['statuses', 'show', 'other', '--json'])).out
    expect((await admin(['statuses', 'set', 'other', await file('again.json', shown)])).code).toBe(0)
    const again = JSON.parse((await admin(['statuses', 'show', 'other', '--json'])).out)
    expect(again.items).toEqual(JSON.parse(shown).items)
    expect(again.statusCollectionId).not.toBe(JSON.parse(shown).statusCollectionId)
  })

  it.each([
    ['two of one label', [{ label: 'New' }, { label: 'New' }], '"New" occurs more than once'],
    [
      'an unknown status before',
      [{ label: 'Won', previous: 'Met' }],
      'line 2, "previous": the status "Met" is not in the list',
    ],
    [
      'a circle',
      [
        { label: 'A', previous: 'B' },
        { label: 'B', previous: 'A' },
        { label: 'C', previous: 'A' },
      ],
      'line 2, "previous": "A" follows itself; line 3, "previous": "B" follows itself.',
    ],
    ['one that follows itself', [{ label: 'A', previous: 'A' }], '"A" follows itself'],
    ['a label twice', [{ label: 'A' }, { label: 'A' }], 'line 3, "label": "A" occurs more than once'],
    ['none', [], 'expected at least one status'],
    ['no label', [{ sink: true }], 'line 2, "label": expected a string in double quotes'],
    ['an empty label', [{ label: '' }], 'line 2, "label": expected 1 to 128 characters'],
    [
      'a text for a boolean',
      [{ label: 'A' }, { label: 'B', sink: 'yes' }],
      'line 3, "sink": expected true or false',
    ],
    ['an unknown field', { items: [{ label: 'A', previus: null }] }, 'line 1, "previus": unknown field'],
    ['something else', { a: 1 }, 'line 1: expected a list of statuses'],
    ['texts', ['New', 'Won'], 'line 2: expected an object with label'],
    ['no JSON', 'New, Won', 'is not valid JSON: line 1: expected a value, found New'],
    [
      'a missing comma',
      '[\n  { "label": "New" }\n  { "label": "Won" }\n]',
      'line 3: expected a comma or ], found {',
    ],
    ['a missing end', '[\n  { "label": "New" },\n', 'line 2: expected a value, found the end of the file'],
  ])('are rejected with %s', async (_, content, message) => {
    const before = (await admin(['statuses', 'show', 'other', '--json'])).out
    const lines = Array.isArray(content)
      ? `[\n${content.map((one) => JSON.stringify(one)).join(',\n')}\n]`
      : content
    const refused = await admin(['statuses', 'set', 'other', await file('wrong.json', lines)])
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining(message)])
    expect((await admin(['statuses', 'show', 'other', '--json'])).out).toBe(before)
  })
})
