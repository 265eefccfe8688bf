import { afterEach, describe, expect, it } from 'vitest'
import { ApiClient, type ApiResponse } from '../../testing/api-client.ts'
import { testNow } from '../../testing/start-service.ts'
import { startWithFakeAtoka, type ServiceWithFakeAtoka } from '../../testing/atoka/start-with-fake-atoka.ts'
import type { Service } from '../http/service.ts'

let service: ServiceWithFakeAtoka
afterEach(async () => service.close())

async function create(through: Service, fields: Record<string, string>, key?: string): Promise<ApiResponse> {
  const body = new URLSearchParams({ token: 'acme-token', appUserId: 'giulia', type: 'company', ...fields })
  return new ApiClient(through, {}).send(
    new Request('http://localhost/v2/leadevents', {
      method: 'POST',
      body,
      headers: key === undefined ? {} : { 'idempotency-key': key },
    }),
  )
}

const countOf = async (lead: string) => {
  const giulia = new ApiClient(service.fakeAtoka.service, { token: 'acme-token' })
  return (await giulia.get('/v2/leadevents', { leads: lead })).body.meta.count
}

const posts = () => service.proxy.received.filter(({ method }) => method === 'POST').length

describe('a creation whose response was lost', () => {
  it('is found and not sent again, even behind later events of others', async () => {
    service = await startWithFakeAtoka()
    let met = false
    service.proxy.setFault(({ method }) => {
      if (met || method !== 'POST') return undefined
      met = true
      return 'cut after'
    })
    const response = await create(service.service, { lead: 'lost', note: 'a call', date: '2026-11-20' }, 'k')
    expect([response.status, response.body.item.note, posts()]).toEqual([201, 'a call', 1])
    expect(await countOf('lost')).toBe(1)
  })

  it('is found by a later retry, if it could not be searched for before', async () => {
    service = await startWithFakeAtoka({ client: { wait: async () => undefined } })
    let isSent = false
    service.proxy.setFault(({ method }) => {
      isSent ||= method === 'POST'
      if (!isSent) return undefined
      return method === 'POST' ? 'cut after' : 'cut before'
    })
    const first = await create(service.service, { lead: 'unseen', note: 'x' }, 'k')
    expect([first.status, first.body.detail]).toEqual([502, expect.stringContaining('may have been')])
    service.proxy.setFault(() => undefined)
    service.setNow('2026-11-23T12:10:00.000Z')
    const started = await service.secondInstance()
    const retried = await create(started.service, { lead: 'unseen', note: 'x' }, 'k')
    await started.close()
    expect([retried.status, retried.body.item.date, posts()]).toEqual([201, testNow, 1])
    expect(await countOf('unseen')).toBe(1)
  })

  it('is sent again unchanged, so that the first one is rejected if it still arrives', async () => {
    service = await startWithFakeAtoka({ client: { timeout: 500, wait: async () => undefined } })
    service.proxy.setFault(({ method }) => (method === 'POST' ? 'arrive late' : undefined))
    expect((await create(service.service, { lead: 'late', note: 'x' }, 'k')).status).toBe(504)
    service.proxy.setFault(() => undefined)
    service.setNow('2026-11-23T12:10:00.000Z')
    const retried = await create(service.service, { lead: 'late', note: 'x' }, 'k')
    expect([retried.status, retried.body.item.date]).toEqual([201, testNow])
    for (const arrive of service.proxy.delayed) await arrive()
    expect([posts(), await countOf('late')]).toEqual([2, 1])
  })

  it('is not confused with another event of the same date', async () => {
    service = await startWithFakeAtoka()
    const fields = { lead: 'same', date: '2026-11-20' }
    await create(service.service, { ...fields, note: 'first' })
    // sent by another service, so that this one's rules do not know of it
    const other = await service.secondInstance()
    const response = await create(other.service, { ...fields, note: 'second' }, 'k')
    await other.close()
    expect([response.status, response.body.errors[0].code]).toEqual([400, 'date_not_after_latest'])
  })
})

describe('one key', () => {
  it('causes one request to Atoka, for any number of concurrent processes and requests', async () => {
    service = await startWithFakeAtoka()
    const other = await service.secondInstance()
    const responses = await Promise.all(
      Array.from({ length: 12 }, async (_, index) =>
        create((index % 2 === 0 ? service : other).service, { lead: 'crowd' }, 'k'),
      ),
    )
    await other.close()
    const result = new Set(responses.map(({ status, body }) => body.code ?? status))
    expect([...result].every((one) => one === 201 || one === 'in_progress')).toBe(true)
    expect([posts(), await countOf('crowd')]).toEqual([1, 1])
  })

  it('is released after two minutes by a process that hangs, and returns what that one has written', async () => {
    service = await startWithFakeAtoka({ client: { timeout: 60_000 } })
    let isWritten: () => void = () => undefined
    const written = new Promise<void>((resolve) => (isWritten = resolve))
    service.proxy.setFault(({ method }) => (method === 'POST' ? 'never respond' : undefined))
    service.proxy.onResponseWithheld(() => isWritten())
    const hanging = create(service.service, { lead: 'hung', note: 'x' }, 'k')
    await written
    const other = await service.secondInstance()
    const early = await create(other.service, { lead: 'hung', note: 'x' }, 'k')
    expect([early.status, early.body.code, early.headers.get('retry-after')]).toEqual([
      409,
      'in_progress',
      '1',
    ])
    service.setNow('2026-11-23T12:02:00.000Z')
    const late = await create(other.service, { lead: 'hung', note: 'x' }, 'k')
    expect([late.status, late.body.item.note, await countOf('hung')]).toEqual([201, 'x', 1])
    service.proxy.cutAll()
    const result = await hanging
    await other.close()
    expect([result.status, result.body.item.id]).toEqual([201, late.body.item.id])
  })

  it('rejects another request while the outcome of its first is unknown', async () => {
    service = await startWithFakeAtoka()
    service.proxy.setFault(({ method }) => (method === 'POST' ? 'cut before' : undefined))
    expect((await create(service.service, { lead: 'a', note: 'x' }, 'k')).status).toBe(502)
    const { status, body } = await create(service.service, { lead: 'a', note: 'y' }, 'k')
    expect([status, body.code]).toEqual([422, 'idempotency_mismatch'])
  })
})

describe('a date that the caller did not choose', () => {
  it('is replaced if another event was quicker, so that no request is rejected', async () => {
    service = await startWithFakeAtoka()
    const services = [service, await service.secondInstance(), await service.secondInstance()]
    const responses = await Promise.all(
      Array.from({ length: 15 }, async (_, index) =>
        create((services[index % 3] ?? service).service, { lead: 'raced', note: String(index) }),
      ),
    )
    for (const other of services.slice(1)) await other.close()
    expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 201))
    expect(new Set(responses.map(({ body }) => body.item.date)).size).toBe(15)
    // expects that retries happened; otherwise the test shows nothing
    expect(posts()).toBeGreaterThan(15)
  })
})
