import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { startService, type TestService } from '../../testing/start-service.ts'

let service: TestService
let giulia: ApiClient
let marco: ApiClient

beforeAll(async () => {
  service = await startService()
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  marco = new ApiClient(service.service, { token: 'acme-token', appUserId: 'marco' })
})

afterAll(async () => service.close())

const log = async (fields: Record<string, string>) =>
  giulia.write('POST', '/v2/leadevents', { type: 'company', ...fields })

/** Logs an event with a body, unchanged. */
const post = async (body: BodyInit, headers: Record<string, string> = {}) =>
  giulia.send(
    new Request('http://localhost/v2/leadevents?token=acme-token&appUserId=giulia', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }),
  )

describe('a body', () => {
  it.each(['gzip', 'br', 'deflate, gzip', 'zstd'])(
    'with the content encoding %s is a 415',
    async (encoding) => {
      const { status, body } = await post(gzipSync('{"lead":"zip","type":"company"}'), {
        'content-encoding': encoding,
      })
      expect([status, body.code, body.detail]).toEqual([
        415,
        'unsupported_media_type',
        'The body must not have a Content-Encoding.',
      ])
    },
  )

  it('with the content encoding identity is read', async () => {
    const { status } = await post('{"lead":"plain","type":"company"}', { 'content-encoding': 'identity' })
    expect(status).toBe(201)
  })

  it.each([
    ['note', '{"lead":"a","type":"company","note":"x","note":"y"}'],
    ['note', '{"lead":"a","type":"company","note":"x","n\\u006fte":"x"}'],
    ['__proto__', '{"__proto__":1,"lead":"a","type":"company","__proto__":1}'],
    ['b', '{"lead":"a","type":"company","other":[{"a":1},{"b":{},"a":"}","b":1}]}'],
    ['', '{"lead":"a","type":"company","":1,"":2}'],
  ])('of JSON with the member %j twice is rejected', async (field, text) => {
    const { status, body } = await post(text)
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ field, code: 'repeated' })]])
  })

  it('of JSON may repeat a name in other objects, and in texts', async () => {
    const note = JSON.stringify('{"note":"x","note":"y"} \\"note\\": {')
    const text = `{"lead":"names","type":"company","x":{"note":1,"a":[{"note":2},{"note":3}]},"note":${note}}`
    expect((await post(text)).body.item.note).toBe(JSON.parse(note))
  })
})

describe('the IDs . and ..', () => {
  it.each(['.', '..'])('are not permitted for a lead: %s', async (lead) => {
    const { status, body } = await log({ lead })
    expect([status, body.errors]).toEqual([
      400,
      [{ field: 'lead', code: 'forbidden_character', message: expect.stringContaining('. or ..') }],
    ])
  })

  it('are permitted as parts of other IDs', async () => {
    for (const lead of ['...', '.a', 'a..b', '%2e%2e']) {
      expect((await log({ lead })).status).toBe(201)
      expect((await giulia.get(`/v2/leads/${encodeURIComponent(lead)}`)).body.item.id).toBe(lead)
    }
  })
})

describe('a period', () => {
  it('from a day to the same day includes that day to its last millisecond', async () => {
    const dates = ['2026-10-31T23:59:59.999Z', '2026-11-01', '2026-11-01T23:59:59.999Z', '2026-11-02']
    for (const date of dates) expect((await log({ lead: 'days', date, note: 'daily' })).status).toBe(201)
    const day = { dateFrom: '2026-11-01', dateTo: '2026-11-01' }
    const { body } = await giulia.get('/v2/leadevents', { leads: 'days', ordering: 'oldest', ...day })
    expect(body.items.map((item: { date: string }) => item.date)).toEqual([
      '2026-11-01T00:00:00.000Z',
      '2026-11-01T23:59:59.999Z',
    ])
    expect(body.queryExplanation[0].json.dateTo).toBe('2026-11-01T23:59:59.999Z')
    const found = await giulia.get('/v2/leadevents/search', { q: 'daily', ...day })
    expect(found.body.meta.count).toBe(2)
    const moment = { dateFrom: '2026-11-01', dateTo: '2026-11-01T00:00Z' }
    expect((await giulia.get('/v2/leadevents', { leads: 'days', ...moment })).body.meta.count).toBe(1)
  })

  it('of the change log consists of days too', async () => {
    const { item } = (await log({ lead: 'changed', note: 'befor' })).body
    await giulia.write('PUT', `/v2/leadevents/${item.id}`, { note: 'before' })
    const day = { lead: 'changed', dateFrom: '2026-11-23', dateTo: '2026-11-23' }
    expect((await marco.get('/v2/activity', day)).body.meta.count).toBe(1)
  })
})

describe('an unknown parameter', () => {
  const words = (names: string) => `Ignored because this endpoint has no such parameter: ${names}.`

  it('is named in the remarks of a list, and changes nothing', async () => {
    const { status, body } = await giulia.get('/v2/leads', { limt: '1', token2: 'secret', q: '' })
    expect([status, body.meta.info]).toEqual([200, [words('limt, token2')]])
    expect(JSON.stringify(body)).not.toContain('secret')
    expect((await giulia.get('/v2/leads', { limit: '1' })).body.meta.info).toEqual([])
  })

  it('is named in the explanation of an item, also after a write', async () => {
    const made = await log({ lead: 'misspelt', note: 'x', staus: 'New' })
    expect([made.status, made.body.queryExplanation[0].text]).toEqual([
      201,
      `Created an event on the lead misspelt. ${words('staus')}`,
    ])
    const path = `/v2/leadevents/${made.body.item.id}`
    const changed = await giulia.write('PUT', path, { note: 'y', forceDelete: 'true' })
    expect(changed.body.queryExplanation[0].text).toContain(words('forceDelete'))
    expect((await giulia.get(path, { a: '1' })).body.queryExplanation[0].text).toContain(words('a'))
    const again = await giulia.get(path)
    expect(again.body.queryExplanation[0].text).not.toContain('Ignored')
  })

  it('is named in a response that otherwise has only the members of the reference', async () => {
    const path = '/v2/leadevents/statuses'
    const { items } = (await giulia.get(path)).body
    expect(Object.keys((await giulia.get(path)).body)).toEqual(['items'])
    expect((await giulia.get(path, { colour: 'secret' })).body).toEqual({
      items,
      queryExplanation: [{ engine: 'leadline', text: words('colour'), json: {} }],
    })
  })

  it('is named in part if there are many or long ones', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`${'x'.repeat(99)}${index}`, '1']),
    )
    const [info] = (await giulia.get('/v2/leads', many)).body.meta.info
    expect(info.length).toBeLessThan(1_500)
    expect(info).toMatch(/, …\.$/)
  })
})

it('explains that If-Match compares strong ETags if a weak one is sent', async () => {
  const { item } = (await log({ lead: 'weak' })).body
  const change = async (etag: string) =>
    giulia.send(
      new Request(`http://localhost/v2/leadevents/${item.id}?token=acme-token&appUserId=giulia&note=x`, {
        method: 'PUT',
        headers: { 'if-match': etag },
      }),
    )
  const weak = await change(`W/"${item.updateTime}"`)
  expect([weak.status, weak.body.detail]).toEqual([
    412,
    expect.stringMatching(/^If-Match requires a strong ETag .* without W\/\.$/),
  ])
  expect((await change('"other"')).body.detail).toMatch(/^The lead event was changed/)
  expect((await change(`"${item.updateTime}"`)).status).toBe(200)
})
