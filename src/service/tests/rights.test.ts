import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { endpoints } from '../../contract/endpoints.ts'
import { ApiClient, clientWithCookie } from '../../testing/api-client.ts'
import { signIn } from '../../testing/sign-in.ts'
import { startService, type TestService } from '../../testing/start-service.ts'

/*
 * Every endpoint on an event × every caller × the caller's own event, a colleague's, one of another application, and an
 * unknown one: which calls are permitted, and that a rejected one does not change the database.
 */
let service: TestService
/** The credentials of browsers that are, or were, signed in. */
const cookies: Record<string, string> = {}
const ids: Record<string, number> = { absent: 999_999_999 }

const callers: Record<string, Record<string, string>> = {
  nobody: {},
  'an unknown token': { token: 'wrong', appUserId: 'giulia' },
  'a token without a user': { token: 'acme-token' },
  'a rep': { token: 'acme-token', appUserId: 'giulia' },
  'a manager': { token: 'acme-token', appUserId: 'marco' },
  'a rep with a token for personal data': { token: 'acme-full-token', appUserId: 'giulia' },
  'a manager with a token for personal data': { token: 'acme-full-token', appUserId: 'marco' },
  "another application's manager": { token: 'other-token', appUserId: 'olga' },
  'a token for a blocked person': { token: 'acme-token', appUserId: 'bruno' },
  'a token for an invited person': { token: 'acme-token', appUserId: 'anna-verdi' },
}

/** The user whose cookie each of these callers has. */
const sessions = {
  "a rep's session": 'giulia',
  "a manager's session": 'marco',
  "a blocked person's session": 'bruno',
  'a session that was idle for too long': 'idle',
  'a session that is too old': 'old',
  "another application's session": 'olga',
} as const

const ended = new Set(Object.keys(sessions).filter((name) => /blocked|idle|old/.test(name)))
const names = [...Object.keys(callers), ...Object.keys(sessions)]

const as = (caller: string): ApiClient => {
  const cookie = cookies[caller]
  if (cookie === undefined) return new ApiClient(service.service, callers[caller] ?? {})
  return clientWithCookie(service.service, cookie)
}

const tables = [
  'application',
  'application_user',
  'api_token',
  'lead',
  'lead_event',
  'lead_event_change',
  'idempotency_key',
  'invitation',
  'password_reset',
  'person',
  'person_session',
]

beforeAll(async () => {
  service = await startService({ people: ['bruno', 'idle', 'old'] })
  const log = async (credentials: Record<string, string>, lead: string, date: string) => {
    const api = new ApiClient(service.service, credentials)
    const { body } = await api.write('POST', '/v2/leadevents', {
      lead,
      type: 'company',
      note: 'a call',
      date,
    })
    return body.item.id
  }
  ids['own'] = await log({ token: 'acme-token', appUserId: 'giulia' }, 'lead', '2026-11-01')
  ids["a colleague's"] = await log({ token: 'acme-token', appUserId: 'luca' }, 'lead', '2026-11-02')
  // IDs count per application: each target has one that the other application does not have
  await service.database.query({ text: `update application set last_event_id = 1000 where id = 'other'` }, [])
  ids["another application's"] = await log({ token: 'other-token', appUserId: 'olga' }, 'lead', '2026-11-03')
  ids['of acme alone'] = await log({ token: 'acme-token', appUserId: 'luca' }, 'acme-lead', '2026-11-04')
  for (const [name, person] of Object.entries(sessions)) cookies[name] = await signIn(service.service, person)
  const manager = as("a manager's session")
  await manager.write('POST', '/v2/people', { name: 'Anna Verdi', email: 'anna@example.test', role: 'rep' })
  await manager.write('PUT', '/v2/people/bruno', { blocked: 'true' })
  const age = async (person: string, change: string) =>
    service.database.query(
      {
        text: `update person_session set ${change} where person_id = (select id from person where email = $1)`,
      },
      [`${person}@example.test`],
    )
  await age('idle', `expires_at = now() - interval '1 second'`)
  await age('old', `created_at = now() - interval '30 days'`)
  // so that the time when a user was last seen does not change during the matrix
  for (const name of Object.keys(sessions)) await as(name).get('/session')
  await as('a manager with a token for personal data').get('/v2/leadevents/statuses')
  const unused = { text: `select name from api_token where application_id = 'acme' and last_used is null` }
  const isRecorded = async () => expect(await service.database.query(unused, [])).toEqual([])
  await vi.waitFor(isRecorded, { timeout: 30_000 })
})

afterAll(async () => service.close())

/** Returns the content of the tables that a call could change as one text, optionally for one application. */
async function content(application?: string): Promise<string> {
  const parts = await Promise.all(
    tables.map(async (table) => {
      const statement = {
        name: `content-of-${table}`,
        text: `select json_agg(t order by t::text)::text rows from ${table} t
          where $1::text is null or coalesce(to_jsonb(t) ->> 'application_id', to_jsonb(t) ->> 'id') = $1`,
      }
      const [row] = await service.database.query<{ rows: string }>(statement, [application ?? null])
      return `${table}: ${row?.rows}`
    }),
  )
  return parts.join('\n')
}

type Call = (api: ApiClient, id: number) => Promise<{ status: number }>

const calls: Record<string, Call> = {
  getEvent: async (api, id) => api.get(`/v2/leadevents/${id}`),
  getEventHistory: async (api, id) => api.get(`/v2/leadevents/${id}/history`),
  updateEvent: async (api, id) => api.write('PUT', `/v2/leadevents/${id}`, { note: 'changed' }),
  deleteEvent: async (api, id) => api.write('DELETE', `/v2/leadevents/${id}`),
}

const reads = new Set(['getEvent', 'getEventHistory'])

/** Returns the expected status according to the contract: token and user first, then existence, then ownership. */
function expected(name: string, caller: string, target: string): number {
  if (caller === 'nobody' || caller === 'an unknown token' || ended.has(caller)) return 401
  if (caller === 'a token for a blocked person' || caller === 'a token for an invited person') return 400
  const writes = !reads.has(name)
  if (writes && caller === 'a token without a user') return 400
  const stranger = caller.startsWith('another application')
  const visible = target !== 'absent' && stranger === (target === "another application's")
  if (!visible) return 404
  if (writes && caller.startsWith('a rep') && target === "a colleague's") return 403
  return name === 'deleteEvent' ? 204 : 200
}

const targets = ['own', "a colleague's", "another application's", 'absent']

// deletions come last, because a deleted event has other responses
const matrix = Object.keys(calls).flatMap((name) =>
  names.flatMap((caller) => targets.map((target) => ({ name, caller, target }))),
)

describe('permissions on events', () => {
  it.each(matrix.filter(({ name, caller, target }) => expected(name, caller, target) >= 400))(
    'does not allow $name to $caller on $target event, and changes nothing',
    async ({ name, caller, target }) => {
      const before = await content()
      const response = await calls[name]?.(as(caller), ids[target] ?? 0)
      expect(response?.status).toBe(expected(name, caller, target))
      expect(await content()).toBe(before)
    },
  )

  it.each([
    { name: 'getEvent', caller: 'a token without a user', target: "a colleague's" },
    { name: 'getEvent', caller: 'a rep', target: 'own' },
    { name: 'getEventHistory', caller: 'a rep', target: "a colleague's" },
    { name: 'getEvent', caller: "another application's manager", target: "another application's" },
    { name: 'getEvent', caller: "a rep's session", target: "a colleague's" },
    { name: 'updateEvent', caller: "a rep's session", target: 'own' },
    { name: 'updateEvent', caller: "a manager's session", target: "a colleague's" },
    { name: 'updateEvent', caller: 'a rep', target: 'own' },
    { name: 'updateEvent', caller: 'a manager', target: "a colleague's" },
    { name: 'deleteEvent', caller: 'a rep', target: 'own' },
    { name: 'deleteEvent', caller: 'a manager', target: "a colleague's" },
    { name: 'deleteEvent', caller: "another application's manager", target: "another application's" },
  ])('allows $name to $caller on $target event', async ({ name, caller, target }) => {
    const response = await calls[name]?.(as(caller), ids[target] ?? 0)
    expect(response?.status).toBe(expected(name, caller, target))
  })
})

describe('the permission to name a lead', () => {
  const targetLeads = [
    { lead: 'without a name', id: 'unnamed', name: null, assignee: 'luca' },
    { lead: 'of their own', id: 'own-lead', name: 'Own', assignee: 'giulia' },
    { lead: "of a colleague's", id: 'foreign-lead', name: 'Foreign', assignee: 'luca' },
    { lead: 'that does not exist', id: 'absent-lead', name: null, assignee: null },
  ]

  beforeAll(async () => {
    const insert = {
      text: `insert into lead (application_id, id, type, name, lead_assignee) values ('acme', $1, 'company', $2, $3)`,
    }
    for (const { id, name, assignee } of targetLeads) {
      if (id !== 'absent-lead') await service.database.query(insert, [id, name, assignee])
    }
  })

  const statusFor = (caller: string, lead: string): number => {
    if (caller === 'nobody' || caller === 'an unknown token' || ended.has(caller)) return 401
    if (caller.startsWith('a token ')) return 400
    if (caller.startsWith('another application') || lead === 'that does not exist') return 404
    return caller.startsWith('a rep') && lead === "of a colleague's" ? 403 : 200
  }

  const cells = names.flatMap((caller) =>
    targetLeads.map((target) => ({ caller, ...target, status: statusFor(caller, target.lead) })),
  )

  it.each(cells.filter(({ status }) => status !== 200))(
    'does not allow $caller to name a lead $lead, and changes nothing',
    async ({ caller, id, status }) => {
      const before = await content()
      expect((await as(caller).write('PUT', `/v2/leads/${id}`, { name: 'Other' })).status).toBe(status)
      expect(await content()).toBe(before)
    },
  )

  it.each(cells.filter(({ status }) => status === 200))(
    'allows $caller to name a lead $lead',
    async ({ caller, id, name }) => {
      const { body } = await as(caller).write('PUT', `/v2/leads/${id}`, { name: 'Other' })
      expect(body.item.name).toBe('Other')
      await service.database.query({ text: 'update lead set name = $2 where id = $1' }, [id, name])
    },
  )
})

/** Every endpoint that reads, changes or names an application's data; imports.test.ts uploads the bytes of a file. */
const foreign = Object.entries(endpoints).filter(
  ([name, { path }]) =>
    path.startsWith('/v2/') &&
    !['createEvent', 'invitePerson', 'createImport', 'uploadImport'].includes(name),
)

/** The parameters of these endpoints; each uses those that it has. */
const parameters = {
  leads: 'acme-lead',
  lead: 'acme-lead',
  type: 'company',
  q: 'zanzibar',
  owner: 'luca',
  changedBy: 'luca',
  leadAssignee: 'luca',
  note: 'by Olga',
  name: 'by Olga',
  email: 'olga@elsewhere.test',
  role: 'manager',
}

describe('the manager of another application', () => {
  beforeAll(async () => {
    const luca = new ApiClient(service.service, { token: 'acme-token', appUserId: 'luca' })
    const fields = { lead: 'acme-lead', type: 'company', note: 'zanzibar', leadAssignee: 'luca' }
    const { body } = await luca.write('POST', '/v2/leadevents', fields)
    ids['with a word'] = body.item.id
  })

  const ofAcme = async () => (await content('acme')).replaceAll(/"last_seen":"[^"]*"/g, '')

  it.each(
    foreign.flatMap(([name, endpoint]) =>
      ["another application's session", 'a token for personal data'].map((caller) => ({
        name,
        caller,
        endpoint,
      })),
    ),
  )('reads and changes nothing of it with $caller: $name', async ({ caller, endpoint: { method, path } }) => {
    const olga =
      caller === 'a token for personal data'
        ? new ApiClient(service.service, { token: 'other-full-token', appUserId: 'olga' })
        : as(caller)
    const event = String(ids['with a word'])
    const id = path.includes('/leadevents/') ? event : path.includes('/leads/') ? 'acme-lead' : 'luca'
    const address = path.replace('{id}', id)
    const before = await ofAcme()
    const { status, body = {} } =
      method === 'GET' ? await olga.get(address, parameters) : await olga.write(method, address, parameters)
    expect(path.includes('{id}') ? [400, 403, 404] : [200, 403]).toContain(status)
    const { queryExplanation: _, ...returned } = body
    expect(JSON.stringify(returned)).not.toMatch(/zanzibar|luca|giulia|marco/i)
    expect(await ofAcme()).toBe(before)
  })
})

describe('the permission to read figures and recent events', () => {
  const figures: Record<string, (api: ApiClient) => Promise<{ status: number }>> = {
    'the recent events': async (api) => api.get('/v2/leadevents/recent'),
    'the numbers of leads': async (api) => api.get('/v2/leadcounts'),
    'their own figures': async (api) => api.get('/v2/overview'),
    'the figures of a colleague': async (api) => api.get('/v2/overview', { user: 'luca' }),
  }
  const statuses: Record<string, readonly [recent: number, counts: number, own: number, colleague: number]> =
    {
      nobody: [401, 401, 401, 401],
      'an unknown token': [401, 401, 401, 401],
      'a token without a user': [200, 200, 400, 400],
      'a rep': [200, 200, 200, 403],
      'a manager': [200, 200, 200, 200],
      "a rep's session": [200, 200, 200, 403],
      "a manager's session": [200, 200, 200, 200],
      'a token for a blocked person': [400, 400, 400, 400],
      "a blocked person's session": [401, 401, 401, 401],
      'a session that is too old': [401, 401, 401, 401],
    }

  it.each(
    Object.entries(statuses).flatMap(([caller, expectedStatuses]) =>
      Object.keys(figures).map((name, index) => ({ caller, name, status: expectedStatuses[index] })),
    ),
  )('returns $status to $caller for $name', async ({ caller, name, status }) => {
    expect((await figures[name]?.(as(caller)))?.status).toBe(status)
  })

  it('counts nothing of a user of another application', async () => {
    const { body } = await as("another application's session").get('/v2/overview', { user: 'luca' })
    expect(body.item).toMatchObject({ leads: 0, open: 0, people: [], loggedThisWeek: 0, longest: [] })
    expect(body.item.changes).toMatchObject({ statusChanges: 0, firstEvents: 0, items: [] })
  })
})

/** The actions of managers on people, by endpoint. */
const managing: Record<string, (api: ApiClient) => Promise<{ status: number }>> = {
  listPeople: async (api) => api.get('/v2/people'),
  invitePerson: async (api) =>
    api.write('POST', '/v2/people', { name: 'Piero', email: 'piero@example.test', role: 'manager' }),
  changePerson: async (api) => api.write('PUT', '/v2/people/luca', { role: 'manager' }),
  withdrawInvitation: async (api) => api.write('DELETE', '/v2/people/anna-verdi'),
  createLink: async (api) => api.write('POST', '/v2/people/luca/link'),
}

describe('the permission to manage people', () => {
  const statuses: Record<string, number> = {
    nobody: 401,
    'a rep': 403,
    'a manager': 403,
    "a rep's session": 403,
    "a blocked person's session": 401,
    'a session that was idle for too long': 401,
    'a session that is too old': 401,
  }

  it.each(
    Object.keys(managing).flatMap((name) =>
      Object.entries(statuses).map(([caller, status]) => ({ name, caller, status })),
    ),
  )('does not allow $name to $caller, and changes nothing', async ({ name, caller, status }) => {
    const before = await content()
    expect((await managing[name]?.(as(caller)))?.status).toBe(status)
    expect(await content()).toBe(before)
  })

  it.each(Object.keys(managing).filter((name) => !['listPeople', 'invitePerson'].includes(name)))(
    "returns 404 to another application's manager: %s",
    async (name) => {
      const before = await content()
      expect((await managing[name]?.(as("another application's session")))?.status).toBe(404)
      expect(await content()).toBe(before)
    },
  )

  it("lists only people of the caller's application", async () => {
    const { body } = await as("another application's session").get('/v2/people')
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['olga'])
  })

  it.each(Object.keys(managing))("allows %s to a manager's session", async (name) => {
    expect((await managing[name]?.(as("a manager's session")))?.status).toBeLessThan(300)
  })
})

/** The actions on personal data of `acme`, by endpoint. */
const personalData: Record<string, Call> = {
  exportLead: async (api) => api.get('/v2/leads/acme-lead/personal-data'),
  exportPerson: async (api) => api.get('/v2/users/luca/personal-data'),
  eraseEvent: async (api, id) => api.write('DELETE', `/v2/leadevents/${id}/personal-data`),
  eraseLead: async (api) => api.write('DELETE', '/v2/leads/acme-lead/personal-data'),
  erasePerson: async (api) => api.write('DELETE', '/v2/users/luca/personal-data'),
}

describe('the permission to export and erase personal data', () => {
  const statuses: Record<string, number> = {
    nobody: 401,
    'an unknown token': 401,
    'a token without a user': 403,
    'a rep': 403,
    'a manager': 403,
    'a rep with a token for personal data': 403,
    "a rep's session": 403,
    "a blocked person's session": 401,
    "another application's session": 404,
  }

  it.each(
    Object.keys(personalData).flatMap((name) =>
      Object.entries(statuses).map(([caller, status]) => ({ name, caller, status })),
    ),
  )('does not allow $name to $caller, and changes nothing', async ({ name, caller, status }) => {
    const before = await content()
    expect((await personalData[name]?.(as(caller), ids['of acme alone'] ?? 0))?.status).toBe(status)
    expect(await content()).toBe(before)
  })

  // the person last, because an erased person is still found and can be erased again
  it.each(
    Object.keys(personalData).flatMap((name) =>
      ["a manager's session", 'a manager with a token for personal data'].map((caller) => ({ name, caller })),
    ),
  )('allows $name to $caller', async ({ name, caller }) => {
    expect((await personalData[name]?.(as(caller), ids['of acme alone'] ?? 0))?.status).toBeLessThan(300)
  })
})
