import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startService, type TestService } from '../../testing/start-service.ts'
import { createResolveClient, readNetworks } from '../http/limits/client-address.ts'

/*
 * The work for an input is linear in its length, with or without authentication: one request of the maximum size must
 * not block all others.
 */

/** The maximum ratio of CPU for four times the input: it is 4 for a linear parser and 16 for a quadratic one. */
const maxRatio = 6

/** The minimum milliseconds of CPU that count for a quarter of the input: cheaper inputs block no one. */
const minQuarterMs = 2

/**
 * The minimum of at least this many runs counts, because a busy machine, the compiler and the garbage collector add to the
 * parser's time. A pair above the ratio is measured again, up to the maximum: a linear parser then reaches its actual time,
 * and a quadratic one stays above the ratio in every run.
 */
const minRuns = 5
const maxRuns = 40

const maxBody = 256 * 1024
/** below the 64 KiB of a request's head */
const maxHeader = 60 * 1024
/** below the 12 KiB of a URL */
const maxQuery = 11 * 1024

let service: TestService

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

/** Sends an input of about this number of bytes. */
type Send = (length: number) => Promise<unknown>

async function cpuMs(send: Send, length: number): Promise<number> {
  const before = process.cpuUsage()
  await send(length)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Returns the CPU of an input of `length` as a multiple of that of `length / 4`. */
async function costRatio(send: Send, length: number): Promise<number> {
  let quarter = Infinity
  let whole = Infinity
  let ratio = Infinity
  for (let run = 0; run < maxRuns && (run < minRuns || ratio > maxRatio); run++) {
    quarter = Math.min(quarter, await cpuMs(send, length / 4))
    whole = Math.min(whole, await cpuMs(send, length))
    ratio = whole / Math.max(quarter, minQuarterMs)
  }
  return ratio
}

async function respond(path: string, init: RequestInit = {}): Promise<Response> {
  return service.service(new Request(`http://localhost${path}`, init))
}

const formType = 'application/x-www-form-urlencoded'
const asActor = 'token=acme-token&appUserId=giulia'

function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  const type = body.startsWith('{') ? 'application/json' : formType
  return respond(path, {
    method: 'POST',
    body,
    headers: { 'content-type': type, origin: 'http://localhost', ...headers },
  })
}

/** Concatenates `piece(0)`, `piece(1)` and so on, up to a length. */
function sequence(length: number, piece: (index: number) => string): string {
  let text = ''
  for (let index = 0; text.length < length; index++) text += piece(index)
  return text
}

const names = (length: number) => sequence(length, (index) => `${index.toString(36)}&`)
const repeated = (piece: string, length: number) => piece.repeat(length / piece.length)
const padded = (length: number) => `a${' '.repeat(length)}b`
const nested = (open: string, close: string, length: number) => {
  const levels = Math.floor(length / (open.length + close.length))
  return `{"note":${open.repeat(levels)}1${close.repeat(levels)}}`
}

const bodies: Record<string, Send> = {
  'a form of different names': async (length) => post('/v2/leadevents', names(length)),
  'a sign-in of different names': async (length) => post('/session', names(length)),
  'a form that repeats a name': async (length) => post('/v2/leadevents', repeated('a&', length)),
  'a percent-encoded form': async (length) => post('/session', `email=${repeated('%C3%A9', length)}`),
  'a form of lone percent signs': async (length) => post('/session', `a=%C3%A9${'%'.repeat(length)}`),
  'a JSON object of many members': async (length) =>
    post('/session', `{${sequence(length, (index) => `"${index.toString(36)}":1,`)}"a":1}`),
  'nested JSON arrays': async (length) => post('/session', nested('[', ']', length)),
  'nested JSON objects': async (length) => post('/session', nested('{"a":', '}', length)),
  'a JSON array of many values': async (length) => post('/session', `{"email":[${repeated('1,', length)}1]}`),
  'an escaped JSON text': async (length) =>
    post('/session', `{"email":"${repeated(String.raw`\\`, length)}"}`),
  'an e-mail address of dots': async (length) =>
    post('/session', `password=x&email=a@${repeated('a.', length)}`),
  'a long password': async (length) => post('/session', `email=a@a.example&password=${'a'.repeat(length)}`),
  'the token of a link': async (length) => post('/session/link', `token=${'a'.repeat(length)}`),
  'a note of line breaks': async (length) =>
    post(`/v2/leadevents?${asActor}`, `lead=a&type=company&note=${repeated('%0D', length)}`),
  'a note of emojis': async (length) =>
    post(`/v2/leadevents?${asActor}`, `lead=a&type=company&note=${repeated('%F0%9F%98%80', length)}`),
  'a lead of white space': async (length) =>
    post(`/v2/leadevents?${asActor}`, `lead=${repeated('%0D', length)}`),
  'a long appUserId': async (length) =>
    post('/v2/leadevents?token=acme-token', `lead=a&appUserId=${'a'.repeat(length)}`),
}

const heads: Record<string, Send> = {
  'a path of many segments': async (length) => respond(repeated('/a', length)),
  'a percent-encoded path': async (length) => respond(`/v2/leadevents/${repeated('%41', length)}`),
  'a path of malformed percent signs': async (length) => respond(`/v2/leads/${repeated('%ff', length)}/path`),
  'white space in a content type': async (length) =>
    post('/session', 'a=1', { 'content-type': `${formType};${padded(length)}` }),
  'semicolons in a content type': async (length) =>
    post('/session', 'a=1', { 'content-type': `${formType}${';'.repeat(length)}` }),
  'white space in If-None-Match': async (length) =>
    respond('/v2/docs', { headers: { 'if-none-match': padded(length) } }),
  'commas in If-None-Match': async (length) =>
    respond('/v2/openapi.json', { headers: { 'if-none-match': ','.repeat(length) } }),
  'white space before a token': async (length) =>
    respond('/v2/leadevents', { headers: { authorization: `Bearer${' '.repeat(length)}a b` } }),
  'many cookies': async (length) =>
    respond('/session', {
      headers: { cookie: sequence(length, (index) => `leadline.session_data.${index}=a; `) },
    }),
  'separators of cookies': async (length) =>
    respond('/session', { headers: { cookie: `leadline.session_token=${';'.repeat(length)}` } }),
  'white space in a session cookie': async (length) =>
    respond('/session', { headers: { cookie: `leadline.session_token=${padded(length)}` } }),
  'an Idempotency-Key': async (length) =>
    post(`/v2/leadevents?${asActor}`, 'lead=a', { 'idempotency-key': 'a'.repeat(length) }),
  'forwarded addresses': async (length) =>
    createResolveClient(readNetworks('10.0.0.0/8'))(
      new Request('http://localhost/', {
        headers: { 'x-forwarded-for': repeated('10.0.0.2,', length), 'x-forwarded-proto': padded(length) },
      }),
      '10.0.0.1',
    ),
}

const queries: Record<string, Send> = {
  'a query of different names': async (length) => respond(`/v2/leadevents?${names(length)}`),
  'leads separated by commas': async (length) =>
    respond(`/v2/leadevents?${asActor}&leads=${repeated('a,', length)}`),
  'leads in quotes': async (length) => respond(`/v2/leadevents?${asActor}&leads=${'"'.repeat(length)}`),
  'leads in separate parameters': async (length) =>
    respond(`/v2/leadevents?${asActor}&${sequence(length, (index) => `leads=${index}&`)}`),
  'a search': async (length) => respond(`/v2/leadevents/search?${asActor}&q=${repeated('a+"', length)}`),
  'a search for leads': async (length) => respond(`/v2/leads?${asActor}&q=${repeated('%25a', length)}`),
  'a search for people': async (length) => respond(`/v2/users?${asActor}&q=${repeated('%25a', length)}`),
  'filters of the wrong type': async (length) =>
    respond(
      `/v2/leadevents/search?${asActor}&q=a&dateFrom=${'1'.repeat(length / 2)}&limit=${'1'.repeat(length / 2)}`,
    ),
}

const inputs = [
  ...Object.entries(bodies).map(([name, send]) => [name, maxBody - 100, send] as const),
  ...Object.entries(heads).map(([name, send]) => [name, maxHeader, send] as const),
  ...Object.entries(queries).map(([name, send]) => [name, maxQuery, send] as const),
]

describe('an input that is four times as long', () => {
  it.each(inputs)('costs at most six times the CPU: %s', async (_name, longest, send) => {
    await send(longest / 16)
    expect(await costRatio(send, longest)).toBeLessThanOrEqual(maxRatio)
  })
})

describe('an input of too many parts', () => {
  it.each([
    ['a form', names(4_000), 'at most 1000 parameters'],
    [
      'a JSON object',
      `{${sequence(12_000, (index) => `"${index}":[1,2],`)}"a":1}`,
      'at most 1000 parameters',
    ],
    ['nested JSON', nested('[', ']', 16_000), 'at most 32 levels'],
    ['nested JSON in an unknown parameter', `{"x":${'['.repeat(40)}`, 'at most 32 levels'],
  ])('is rejected with the limit, before authentication: %s', async (_name, body, limit) => {
    const response = await post('/v2/leadevents', body, { 'idempotency-key': 'deep' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      code: 'invalid_request',
      detail: expect.stringContaining(limit),
    })
  })

  it('is rejected in a query too', async () => {
    const response = await respond(`/v2/leadevents?${names(5_000)}`)
    expect([response.status, (await response.json()).detail]).toEqual([
      400,
      'The query and the body can each have at most 1000 parameters.',
    ])
  })

  it('does not count separators inside a text', async () => {
    const note = `${'{[,"'.repeat(500)}\\`
    const response = await post(
      `/v2/leadevents?${asActor}`,
      JSON.stringify({ lead: 'separators', type: 'company', note, x: { y: [[1, 2]] } }),
    )
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ item: { note } })
  })

  it('does not include a list of 500 leads in separate parameters', async () => {
    const leads = Array.from({ length: 500 }, (_, index) => `leads=${index}`).join('&')
    expect((await respond(`/v2/leadevents?${asActor}&${leads}`)).status).toBe(200)
  })
})
