import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { Problem } from '../core/problem.ts'
import { createAtokaClient, type AtokaClientOptions } from './client.ts'
import { ResponseLost } from './upstream-problem.ts'

const token = 'canary+of/the token'
type Answer = (request: IncomingMessage & { body: string }, response: ServerResponse) => void

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Starts a server with given responses, and a client for it whose delays take no time and are recorded. */
async function connect(answer: Answer, options: Partial<AtokaClientOptions> = {}) {
  const waits: number[] = []
  let passed = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () =>
      answer(Object.assign(request, { body: Buffer.concat(parts).toString() }), response),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const close = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.closeAllConnections()
    server.close()
    await closed
  }
  closing.push(close)
  const client = createAtokaClient({
    url: `http://127.0.0.1:${port}/base/`,
    token,
    milliseconds: () => passed,
    async wait(milliseconds) {
      waits.push(milliseconds)
      passed += milliseconds
    },
    ...options,
  })
  return { client, waits, close }
}

const problemOf = async (call: Promise<unknown>) =>
  call.then(
    () => expect.fail('it was answered'),
    (error: unknown) => (error instanceof Problem ? error : expect.fail(String(error))),
  )

describe('a read', () => {
  it('sends token, user and lists in the URL, each unchanged', async () => {
    const { client } = await connect(({ url = '' }, response) => {
      const { pathname, searchParams } = new URL(url, 'http://a')
      response.end(JSON.stringify([pathname, ...searchParams]))
    })
    const received = await client.read(
      '/v2/leadevents',
      { leads: ['a', 'b+c'], limit: 5, q: undefined },
      'u+1',
    )
    // responses no longer contain the token in any form
    expect(received).toEqual([
      '/base/v2/leadevents',
      ['token', '…'],
      ['appUserId', 'u+1'],
      ['leads', 'a,b+c'],
      ['limit', '5'],
    ])
  })

  it('is attempted three times with delays if a retry may help', async () => {
    let requests = 0
    const { client, waits } = await connect((_, response) => {
      response.writeHead([503, 502, 200][requests++] ?? 500)
      response.end('{"items": []}')
    })
    expect(await client.read('/', {})).toEqual({ items: [] })
    expect([requests, waits.length]).toEqual([3, 2])
  })

  it('is not retried if the response is final', async () => {
    let requests = 0
    const { client } = await connect((_, response) => {
      requests++
      response.writeHead(404)
      response.end('{"message": "no such thing"}')
    })
    const problem = await problemOf(client.read('/', {}))
    expect([problem.code, problem.message, requests]).toEqual([
      'not_found',
      'Atoka has nothing with this ID. Atoka’s message: no such thing',
      1,
    ])
  })

  it('waits as long as Atoka asks for, at most five seconds; beyond, the caller gets 429', async () => {
    let requests = 0
    const busy = (seconds: string) => async () =>
      connect((_, response) => {
        response.writeHead(requests++ === 0 ? 429 : 200, { 'retry-after': seconds })
        response.end('{}')
      })
    const short = await busy('3')()
    await short.client.read('/', {})
    expect(short.waits.reduce((sum, wait) => sum + wait, 0)).toBe(3_000)
    requests = 0
    const long = await busy('100')()
    const problem = await problemOf(long.client.read('/', {}))
    expect([problem.code, requests]).toEqual(['rate_limited', 1])
    expect(Number(problem.headers['retry-after'])).toBeGreaterThan(90)
    // no other request is sent during that time
    await problemOf(long.client.write('POST', '/', {}, 'u'))
    expect(requests).toBe(1)
  })

  it('has at most eight concurrent requests', async () => {
    let [open, most] = [0, 0]
    const waiting: (() => void)[] = []
    const { client } = await connect((_, response) => {
      most = Math.max(most, ++open)
      waiting.push(() => {
        open--
        response.end('{}')
      })
      // the ninth request arrives only after one of these has a response
      if (waiting.length >= 8) waiting.splice(0).forEach((end) => end())
    })
    await Promise.all(Array.from({ length: 24 }, async () => client.read('/', {})))
    expect(most).toBe(8)
  })

  it('follows no redirect', async () => {
    const { client } = await connect(({ url }, response) => {
      const isElsewhere = url?.startsWith('/elsewhere') === true
      response.writeHead(isElsewhere ? 200 : 302, { location: '/elsewhere' })
      response.end('{"ok": true}')
    })
    expect((await problemOf(client.read('/', {}))).code).toBe('upstream_unavailable')
  })
})

describe('a write', () => {
  it('is a form with a plus sign as %2B', async () => {
    let sent = ''
    const { client } = await connect(({ body, headers, url }, response) => {
      sent = `${headers['content-type']} ${url} ${body}`
      response.end('{}')
    })
    await client.write('POST', '/v2/leadevents', { leadAssignee: 'larentis+unicorno@spaziodati.eu' }, 'u 1')
    expect(sent).toBe(
      'application/x-www-form-urlencoded;charset=UTF-8 /base/v2/leadevents token=canary%2Bof%2Fthe+token&appUserId=u+1&leadAssignee=larentis%2Bunicorno%40spaziodati.eu',
    )
  })

  it.each([301, 307, 408, 500, 502, 503, 504])(
    'may have been executed if the response is %i',
    async (status) => {
      let requests = 0
      const { client } = await connect((_, response) => {
        requests++
        response.writeHead(status, { location: '/' })
        response.end('{}')
      })
      const problem = await problemOf(client.write('POST', '/', {}, 'u'))
      expect(problem).toBeInstanceOf(ResponseLost)
      expect([problem.status, requests]).toEqual([status === 504 ? 504 : 502, 1])
    },
  )

  it('may have been executed if the response is too late', async () => {
    const { client } = await connect(() => undefined, { timeout: 50 })
    const problem = await problemOf(client.write('POST', '/', {}, 'u'))
    expect(problem).toBeInstanceOf(ResponseLost)
    expect(problem.status).toBe(504)
  })

  it('was not executed without a connection, and the error states this', async () => {
    const { client, close } = await connect(() => undefined)
    await close()
    const problem = await problemOf(client.write('POST', '/', {}, 'u'))
    expect(problem).not.toBeInstanceOf(ResponseLost)
    expect([problem.code, problem.message]).toEqual([
      'upstream_unavailable',
      expect.stringContaining('nothing was written'),
    ])
  })
})

describe('an error of Atoka', () => {
  const refused = async (status: number, body: string) => {
    const { client } = await connect((_, response) => {
      response.writeHead(status)
      response.end(body)
    })
    return problemOf(client.write('POST', '/', {}, 'u'))
  }

  it('is passed on without the token, markup and invisible characters, and is truncated', async () => {
    const { message } = await refused(
      400,
      JSON.stringify({
        message: `<b>bad</b>\u0007 token ${token}, ${encodeURIComponent(token)} ${'x'.repeat(999)}`,
      }),
    )
    expect(message).toMatch(/^Atoka rejected this request as invalid\. Atoka’s message: bad token …, … x+…$/)
    expect(message.length).toBeLessThan(400)
  })

  it('becomes our problem if it is one, with the field errors that we know', async () => {
    const errors = [
      { field: 'date', code: 'date_in_future', message: 'Later.', values: { now: 'x' } },
      { field: 'x', code: 'nonsense', message: '' },
    ]
    const problem = await refused(
      400,
      JSON.stringify({ code: 'invalid_request', detail: 'Mend it.', errors }),
    )
    expect([problem.message, problem.extras.errors]).toEqual(['Mend it.', [errors[0]]])
  })

  it.each([401, 403])(
    'with %i is an upstream failure, because our caller is authenticated',
    async (status) => {
      const problem = await refused(status, `{"message": "token ${token} unknown"}`)
      expect([problem.code, problem.status]).toEqual(['upstream_unavailable', 502])
      expect(problem.message).not.toContain('canary')
    },
  )

  it('is ignored if it is an HTML page', async () => {
    const { message } = await refused(400, '<html>nginx</html>')
    expect(message).toBe('Atoka rejected this request as invalid.')
  })
})
