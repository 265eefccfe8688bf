import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, type TestService } from '../../testing/start-service.ts'

let service: TestService

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

const get = async (path: string, headers: Record<string, string> = {}) =>
  service.service(new Request(`http://localhost${path}`, { headers }))

describe('the endpoints for operators', () => {
  it('report that the service is alive and ready', async () => {
    expect((await get('/healthz')).status).toBe(200)
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' })
  })

  it('count requests by endpoint and status, without any content or caller', async () => {
    const api = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
    await api.write('POST', '/v2/leadevents', { lead: 'measured', type: 'company', note: 'secret' })
    await api.get('/v2/leads/measured')
    const text = await (await get('/metrics')).text()
    expect(text).toContain('leadline_requests_total{method="POST",route="/v2/leadevents",status="201"} 1')
    expect(text).toContain('leadline_requests_total{method="GET",route="/v2/leads/{id}",status="200"} 1')
    expect(text).toMatch(/leadline_database_connections\{state="idle"\} \d/)
    expect(text).not.toMatch(/secret|acme|giulia|measured/)
  })

  it('return a request ID for every request: its own if it is valid', async () => {
    const named = await get('/v2/leads', { 'x-request-id': 'a-1' })
    expect(named.headers.get('x-request-id')).toBe('a-1')
    const own = await get('/v2/leads', { 'x-request-id': 'a 1<script>' })
    expect(own.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('report that a stopping service is not ready', async () => {
    service.drain()
    const response = await get('/readyz')
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2'])
    expect((await get('/healthz')).status).toBe(200)
  })

  it('report that the service is not ready without its database', async () => {
    const other = await startService()
    await other.close()
    const request = new Request('http://localhost/readyz')
    expect(await (await other.service(request)).json()).toEqual({ status: 'no database' })
  })
})
