import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../testing/api-client.ts'
import { startService, type TestService } from '../testing/start-service.ts'

/*
 * Every endpoint that names an event × every caller × an event of one's own, of a colleague, of another application, and
 * none: who may, and that a refusal leaves the database as it was, to the letter.
 */
let service: TestService
const ids: Record<string, number> = { absent: 999_999_999 }

const callers: Record<string, Record<string, string>> = {
  nobody: {},
  'an unknown token': { token: 'wrong', appUserId: 'giulia' },
  'a token without a user': { token: 'acme-token' },
  'a rep': { token: 'acme-token', appUserId: 'giulia' },
  'a manager': { token: 'acme-token', appUserId: 'marco' },
  "another application's manager": { token: 'other-token', appUserId: 'olga' },
}

const tables = [
  'application',
  'application_user',
  'api_token',
  'lead',
  'lead_event',
  'lead_event_change',
  'idempotency_key',
]

beforeAll(async () => {
  service = await startService()
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
  ids["another application's"] = await log({ token: 'other-token', appUserId: 'olga' }, 'lead', '2026-11-03')
})

afterAll(async () => service.close())

/** The whole content of the tables that a call could change, as one text. */
async function content(): Promise<string> {
  const parts = await Promise.all(
    tables.map(async (table) => {
      const statement = {
        name: `content-of-${table}`,
        text: `select json_agg(t order by t::text)::text rows from ${table} t`,
      }
      const [row] = await service.database.query<{ rows: string }>(statement, [])
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

/** What the contract says: token and user first, then existence within the application, then ownership. */
function expected(name: string, caller: string, target: string): number {
  if (caller === 'nobody' || caller === 'an unknown token') return 401
  const writes = !reads.has(name)
  if (writes && caller === 'a token without a user') return 400
  const stranger = caller === "another application's manager"
  const visible = target !== 'absent' && stranger === (target === "another application's")
  if (!visible) return 404
  if (writes && caller === 'a rep' && target === "a colleague's") return 403
  return name === 'deleteEvent' ? 204 : 200
}

const targets = ['own', "a colleague's", "another application's", 'absent']

// deletions last: what is gone answers otherwise
const matrix = Object.keys(calls).flatMap((name) =>
  Object.keys(callers).flatMap((caller) => targets.map((target) => ({ name, caller, target }))),
)

describe('who may do what', () => {
  it.each(matrix.filter(({ name, caller, target }) => expected(name, caller, target) >= 400))(
    'refuses $name to $caller on $target event, and changes nothing',
    async ({ name, caller, target }) => {
      const before = await content()
      const answer = await calls[name]?.(
        new ApiClient(service.service, callers[caller] ?? {}),
        ids[target] ?? 0,
      )
      expect(answer?.status).toBe(expected(name, caller, target))
      expect(await content()).toBe(before)
    },
  )

  it.each([
    { name: 'getEvent', caller: 'a token without a user', target: "a colleague's" },
    { name: 'getEvent', caller: 'a rep', target: 'own' },
    { name: 'getEventHistory', caller: 'a rep', target: "a colleague's" },
    { name: 'getEvent', caller: "another application's manager", target: "another application's" },
    { name: 'updateEvent', caller: 'a rep', target: 'own' },
    { name: 'updateEvent', caller: 'a manager', target: "a colleague's" },
    { name: 'deleteEvent', caller: 'a rep', target: 'own' },
    { name: 'deleteEvent', caller: 'a manager', target: "a colleague's" },
    { name: 'deleteEvent', caller: "another application's manager", target: "another application's" },
  ])('allows $name to $caller on $target event', async ({ name, caller, target }) => {
    const answer = await calls[name]?.(
      new ApiClient(service.service, callers[caller] ?? {}),
      ids[target] ?? 0,
    )
    expect(answer?.status).toBe(expected(name, caller, target))
  })
})
