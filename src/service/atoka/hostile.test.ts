// the expectation depends on the cell of the matrix
/* oxlint-disable vitest/no-conditional-expect */
import type { IncomingMessage } from 'node:http'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient, type ApiResponse } from '../../testing/api-client.ts'
import { proxyErrorPage, type InjectedFault } from '../../testing/hostile-proxy.ts'
import { startWithFakeAtoka, type ServiceWithFakeAtoka } from '../../testing/atoka/start-with-fake-atoka.ts'
import type { Service } from '../http/service.ts'

/*
 * Every fault of the connection to Atoka with every operation: afterwards, the fake Atoka's database contains the
 * requested change exactly once, and the response to the caller is true.
 */
let service: ServiceWithFakeAtoka

beforeAll(async () => {
  service = await startWithFakeAtoka({
    client: { timeout: 1_500, size: 100_000, tries: 2, wait: async () => undefined },
  })
})

afterAll(async () => service.close())

const writeFaults: InjectedFault[] = [
  'cut before',
  'cut after',
  'cut within the response',
  'never respond',
  'arrive late',
  'repeat',
  'garble',
  'html',
  'html 502',
  'fail after',
  'redirect',
  'endless',
  'busy',
  'busy for long',
  'reject with 401',
  'reject with 403',
]

/** Injects a fault into the next request of a method, and lets all others pass. */
function meet(fault: InjectedFault, method: string | undefined) {
  let met = false
  service.proxy.setFault((request: IncomingMessage) => {
    if (met || (method !== undefined && request.method !== method)) return undefined
    met = true
    return fault
  })
}

async function quiet() {
  service.proxy.setFault(() => undefined)
  for (const arrive of service.proxy.delayed.splice(0)) await arrive()
}

async function send(
  through: Service,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  fields: Record<string, string>,
  key?: string,
): Promise<ApiResponse> {
  const body = new URLSearchParams({ token: 'acme-token', appUserId: 'giulia', ...fields })
  const headers = key === undefined ? {} : { 'idempotency-key': key }
  return new ApiClient(through, {}).send(new Request(`http://localhost${path}`, { method, headers, body }))
}

const stored = async (lead: string) =>
  service.fakeAtoka.database.query<{ id: number; note: string | null; deleted: boolean }>(
    {
      text: `select id, note, deleted_at is not null deleted from lead_event
        where application_id = 'acme' and lead = $1 order by id`,
    },
    [lead],
  )

function expectNothingOfTheirs(answer: ApiResponse) {
  const received = JSON.stringify([answer.body, [...answer.headers]])
  expect(received).not.toMatch(/acme-token|nginx|internal-host|<html|127\.0\.0\.1/)
  expect(proxyErrorPage).toContain('nginx')
  expect(inspect(service.reported, { depth: 10 })).not.toContain('acme-token')
  expect(service.proxy.redirected).toEqual([])
}

const idOf = (name: string, fault: InjectedFault) => `${name} ${fault}`.replaceAll(' ', '-')

/** Creates a lead with one event of Giulia's in the fake Atoka. */
async function given(lead: string): Promise<{ id: number; path: string }> {
  const fields = { lead, type: 'company', note: 'before', date: '2026-11-01' }
  const { body } = await send(service.fakeAtoka.service, 'POST', '/v2/leadevents', fields)
  return { id: body.item.id, path: `/v2/leadevents/${body.item.id}` }
}

/** Starts another service, which a delay requested from the first one does not affect. */
async function withStarted<Result>(work: (started: Service) => Promise<Result>): Promise<Result> {
  const started = await service.secondInstance()
  try {
    return await work(started.service)
  } finally {
    await started.close()
  }
}

describe.each(writeFaults)('%s', (fault) => {
  it('writes a creation with a key once, whatever is sent again, also after a restart', async () => {
    const lead = idOf('create', fault)
    const create = async (started: Service) =>
      send(started, 'POST', '/v2/leadevents', { lead, type: 'company', note: 'a + b', status: 'New' }, lead)
    meet(fault, 'POST')
    const first = await withStarted(create)
    expectNothingOfTheirs(first)
    expect([201, 429, 502, 504]).toContain(first.status)
    if (first.status === 201) expect(await stored(lead)).toHaveLength(1)
    service.proxy.setFault(() => undefined)
    const [retried, repeated] = await withStarted(async (started) => {
      const again = await create(started)
      await quiet()
      return [again, await create(started)]
    })
    expect([retried.status, repeated.status]).toEqual([201, 201])
    expect(repeated.body).toEqual(retried.body)
    if (first.status === 201) expect(retried.body).toEqual(first.body)
    expect(await stored(lead)).toEqual([{ id: retried.body.item.id, note: 'a + b', deleted: false }])
  })

  it('writes a creation without a key at most once, and states if the outcome is unknown', async () => {
    const lead = idOf('plain', fault)
    meet(fault, 'POST')
    const answer = await withStarted(async (started) =>
      send(started, 'POST', '/v2/leadevents', { lead, type: 'company', note: 'x' }),
    )
    await quiet()
    expectNothingOfTheirs(answer)
    const { length } = await stored(lead)
    if (answer.status === 201) expect(length).toBe(1)
    else if (/may have been/.test(answer.body.detail)) expect(length).toBeLessThanOrEqual(1)
    else expect([length, answer.body.detail]).toEqual([0, expect.stringMatching(/nothing was|rate limiting/)])
  })

  it('updates an event with a key, and returns the true outcome', async () => {
    const lead = idOf('update', fault)
    const { id, path } = await given(lead)
    const update = async (started: Service) => send(started, 'PUT', path, { note: 'after' }, lead)
    meet(fault, 'PUT')
    const first = await withStarted(update)
    expectNothingOfTheirs(first)
    expect([200, 429, 502, 504]).toContain(first.status)
    if (first.status === 200) expect(await stored(lead)).toEqual([{ id, note: 'after', deleted: false }])
    service.proxy.setFault(() => undefined)
    const retried = await withStarted(update)
    await quiet()
    expect([retried.status, retried.body.item.note]).toEqual([200, 'after'])
    expect(await stored(lead)).toEqual([{ id, note: 'after', deleted: false }])
  })

  it('deletes an event with a key, and returns the true outcome', async () => {
    const lead = idOf('delete', fault)
    const { id, path } = await given(lead)
    const remove = async (started: Service) => send(started, 'DELETE', path, { forceDelete: 'true' }, lead)
    meet(fault, 'DELETE')
    const first = await withStarted(remove)
    expectNothingOfTheirs(first)
    expect([204, 429, 502, 504]).toContain(first.status)
    if (first.status === 204) expect(await stored(lead)).toEqual([{ id, note: null, deleted: true }])
    service.proxy.setFault(() => undefined)
    const retried = await withStarted(remove)
    await quiet()
    expect(retried.status).toBe(204)
    expect(await stored(lead)).toEqual([{ id, note: null, deleted: true }])
  })

  it('reads successfully if a retry helps, and otherwise reveals nothing of the upstream response', async () => {
    const lead = idOf('read', fault)
    const { path } = await given(lead)
    const addresses: [string, Record<string, string>][] = [
      ['/v2/leadevents', { leads: lead }],
      [path, {}],
      ['/v2/leadevents/statuses', {}],
      ['/v2/leadevents/sync', { limit: '1' }],
    ]
    for (const [address, query] of addresses) {
      const answer = await withStarted(async (started) => {
        meet(fault, undefined)
        return new ApiClient(started, { token: 'acme-token' }).get(address, query)
      })
      await quiet()
      expectNothingOfTheirs(answer)
      expect(answer.status).toBe(statusOfRead(fault, address))
    }
    expect(await stored(lead)).toHaveLength(1)
  })
})

/** The faults after which it is unknown whether the write was executed. */
const writeFaultsOfUnknownOutcome: InjectedFault[] = [
  'cut after',
  'cut within the response',
  'never respond',
  'arrive late',
  'garble',
  'html',
  'fail after',
  'endless',
]

it.each(writeFaultsOfUnknownOutcome)(
  'finds a creation when it is sent again, if no request succeeded after %s',
  async (fault) => {
    const lead = idOf('unseen', fault)
    const create = async (started: Service) =>
      send(started, 'POST', '/v2/leadevents', { lead, type: 'company', note: 'a + b' }, lead)
    let isSent = false
    service.proxy.setFault(({ method }) => {
      if (isSent) return 'cut before'
      if (method !== 'POST') return undefined
      isSent = true
      return fault
    })
    const first = await withStarted(create)
    expectNothingOfTheirs(first)
    expect([502, 504]).toContain(first.status)
    await quiet()
    const retried = await withStarted(create)
    expect(retried.status).toBe(201)
    expect(await stored(lead)).toEqual([{ id: retried.body.item.id, note: 'a + b', deleted: false }])
  },
)

/** Returns the expected status of a read: permanent errors are returned at once; everything else is retried. */
function statusOfRead(fault: InjectedFault, address: string): number {
  if (fault === 'busy for long') return 429
  if (fault === 'reject with 403') return address.endsWith('/sync') ? 403 : 502
  return ['reject with 401', 'redirect', 'fail after'].includes(fault) ? 502 : 200
}
