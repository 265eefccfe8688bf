import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startService, type TestService } from '../../testing/start-service.ts'
import { endpointNames } from '../core/endpoint-names.ts'

let service: TestService

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

const ask = async (path: string, init: RequestInit = {}, origin = 'http://localhost') =>
  service.service(new Request(`${origin}${path}`, init))

const both = ['/v2/openapi.json', '/v2/docs'] as const

describe('the API description', () => {
  it('is available to everyone, as a document and as a page', async () => {
    const [document, page] = [await ask(both[0]), await ask(both[1])]
    expect([document.status, page.status]).toEqual([200, 200])
    expect(document.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await document.json()).toMatchObject({ openapi: '3.1.1', externalDocs: { url: '/v2/docs' } })
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const text = await page.text()
    for (const name of endpointNames) expect(text).toContain(`id="${name}"`)
  })

  it.each(both)('is sent again only if it has changed: %s', async (path) => {
    const first = await ask(path)
    const etag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe('no-cache')
    const again = await ask(path, { headers: { 'if-none-match': `"x", ${etag}` } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await ask(path, { headers: { 'if-none-match': '"x"' } })).status).toBe(200)
  })

  it.each(both)('responds to HEAD, and to other methods with 405: %s', async (path) => {
    const head = await ask(path, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const refused = await ask(path, { method: 'POST' })
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET'])
  })

  it('loads only our own resources', async () => {
    const page = await ask('/v2/docs')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const text = await page.text()
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
    const linked = [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address = '']) => address)
    expect(linked.filter((address) => !/^(#[\w-]+|\/[\w./-]*)$/.test(address))).toEqual([])
  })

  it('links only to existing parts of the page', async () => {
    const text = await (await ask('/v2/docs')).text()
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    const fragments = [...text.matchAll(/href="#([^"]*)"/g)].map(([, fragment]) => fragment)
    expect(new Set(ids).size).toBe(ids.length)
    expect(fragments.filter((fragment) => !ids.includes(fragment))).toEqual([])
  })

  it('uses the requested origin in its examples', async () => {
    const text = await (await ask('/v2/docs', {}, 'http://leads.example:8080')).text()
    expect(text).toContain('curl -G &quot;http://leads.example:8080/v2/leadevents')
    const headers = { 'x-forwarded-proto': 'https' }
    const stranger = await (await ask('/v2/docs', { headers }, 'http://leads.example')).text()
    expect(stranger).toContain('&quot;http://leads.example/v2/leadevents')
    const client = { address: undefined, origin: 'https://leads.example' }
    const behindProxy = await service.service(new Request('http://localhost/v2/docs'), client)
    expect(await behindProxy.text()).toContain('&quot;https://leads.example/v2/leadevents')
    expect(text).not.toContain('origin.invalid')
  })
})
