import { once } from 'node:events'
import { request as sendByTls } from 'node:https'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { connect as connectByTls, type ConnectionOptions, type TLSSocket } from 'node:tls'
import type { Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testCertificate } from '../../../testing/certificate.ts'
import { insertLead } from '../../../testing/insert-lead.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'
import { stopTime } from '../../../testing/stop-time.ts'
import { createWebServer } from './create-web-server.ts'

let service: TestService
let server: Server
let port: number

async function listen(listening: Server): Promise<number> {
  listening.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  // a server that listens on a port has an address
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (listening.address() as AddressInfo).port
}

beforeAll(async () => {
  service = await startService()
  server = createWebServer(service.service)
  port = await listen(server)
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await service.close()
})

const read = async (token: string, at = port) =>
  fetch(`http://127.0.0.1:${at}/v2/leadevents/statuses?token=${token}`)

async function open(text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

/** Returns everything that a connection receives until it is closed. */
async function receiveAll(socket: Socket): Promise<string> {
  let answer = ''
  socket.on('data', (data: Buffer) => (answer += data.toString()))
  await once(socket, 'close')
  return answer
}

const head = 'POST /v2/leadevents?token=acme-token HTTP/1.1\r\nhost: localhost\r\n'

describe('a client that sends slowly', () => {
  it('blocks no other client, even with two hundred connections, and is disconnected', async () => {
    const half = await Promise.all(
      Array.from({ length: 200 }, async (_, index) =>
        open(index % 2 === 0 ? head : `${head}content-length: 200000\r\n\r\nlead=`),
      ),
    )
    const cut = half.map(receiveAll)
    for (let asked = 0; asked < 20; asked++) expect((await read('other-token')).status).toBe(200)
    // shortens the limits, so that the test is quick
    server.headersTimeout = 1
    server.requestTimeout = 1
    const answers = await Promise.all(cut)
    expect(new Set(answers.map((answer) => answer.split('\r\n', 1)[0]))).toEqual(
      new Set(['HTTP/1.1 408 Request Timeout']),
    )
    server.headersTimeout = 10_000
    server.requestTimeout = 30_000
  })
})

describe('a client that sends too much', () => {
  it('receives an error that states which part of the request is too large or invalid', async () => {
    const lines: [string, string][] = [
      [`GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(66_000)}\r\n\r\n`, '431'],
      [`GET /v2/leads?q=${'x'.repeat(66_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`, '431'],
      [
        `GET /v2/leads?token=acme-token&q=${'x'.repeat(13_000)} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
        '414',
      ],
      ['TRACE / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n', '405'],
      [`${head}content-length: 300000\r\nconnection: close\r\n\r\n`, '413'],
      [
        `${head}transfer-encoding: chunked\r\nconnection: close\r\n\r\n${`10000\r\n${'x'.repeat(65_536)}\r\n`.repeat(5)}0\r\n\r\n`,
        '413',
      ],
    ]
    for (const [text, status] of lines) {
      const socket = await open(text)
      socket.end()
      expect((await receiveAll(socket)).split(' ')[1]).toBe(status)
    }
    expect((await read('other-token')).status).toBe(200)
  })

  it('gets 429 for one token, while others are served', async () => {
    stopTime()
    const limited = await service.secondInstance({ rateLimit: 300 })
    const limitedServer = createWebServer(limited.service)
    const limitedPort = await listen(limitedServer)
    const ask = async (token: string) => read(token, limitedPort)
    const flood = Promise.all(Array.from({ length: 600 }, async () => (await ask('acme-token')).status))
    const others = []
    for (let asked = 0; asked < 20; asked++) others.push((await ask('other-token')).status)
    const answered = await flood
    expect(answered.filter((status) => status === 429)).toHaveLength(300)
    expect(new Set(answered)).toEqual(new Set([200, 429]))
    expect(new Set(others)).toEqual(new Set([200]))
    const refused = await ask('acme-token')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10'])
    limitedServer.closeAllConnections()
    limitedServer.close()
    await limited.close()
  })

  it('gets 429 for one address, with any tokens', async () => {
    stopTime()
    const limited = await service.secondInstance({ rateLimit: 2 })
    const ask = async (address: string, token: string) => {
      const request = new Request(`http://localhost/v2/leadevents/statuses?token=${token}`)
      return (await limited.service(request, { address, origin: 'http://localhost' })).status
    }
    const guesses = []
    for (let guess = 0; guess < 9; guess++) guesses.push(await ask('192.0.2.1', `guess-${guess}`))
    expect(guesses).toEqual([...Array<number>(8).fill(401), 429])
    expect(await ask('192.0.2.2', 'other-token')).toBe(200)
    await limited.close()
  })
})

describe('a client that does not read', () => {
  const path = '/v2/leadevents?token=acme-token&leads=unread&limit=500'

  beforeAll(async () => {
    // '€' has three bytes and is not part of a word, so that a note is large and quick to store
    await insertLead(service.database, 'unread', { count: 500, note: `repeat('€', 10000)` })
  })

  it(
    'keeps its slot until the response has been read or the client is disconnected',
    { timeout: 120_000 },
    async () => {
      const limited = await service.secondInstance({ rateLimit: 300 })
      const slow = createWebServer(limited.service, { unreadTimeout: 2_000 })
      const address = await listen(slow)
      const unread = await Promise.all(
        Array.from({ length: 3 }, async () => {
          const socket = connect(address, '127.0.0.1')
          socket.on('error', () => undefined)
          await once(socket, 'connect')
          socket.pause()
          socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
          return socket
        }),
      )
      const url = (token: string) => `http://127.0.0.1:${address}/v2/leadevents/statuses?token=${token}`
      // another application gets a response while this one has no memory for another one
      expect((await fetch(url('other-token'))).status).toBe(200)
      // this application gets one once the clients that do not read are disconnected
      expect((await fetch(url('acme-token'))).status).toBe(200)
      const whole = await fetch(`http://127.0.0.1:${address}${path}`)
      expect((await whole.json()).items).toHaveLength(500)
      for (const socket of unread) socket.destroy()
      slow.closeAllConnections()
      slow.close()
      await limited.close()
    },
  )
})

describe('a client that disconnects during an upload', () => {
  it('causes no reported error and no 503', async () => {
    const own = await service.secondInstance()
    const uploads = createWebServer(own.service)
    const address = await listen(uploads)
    const bodies = ['content-length: 200000\r\n\r\nlead=', 'transfer-encoding: chunked\r\n\r\n10\r\nlead=']
    for (const body of bodies) {
      const socket = connect(address, '127.0.0.1')
      await once(socket, 'connect')
      // the client disconnects as soon as this is sent
      socket.write(`${head}${body}`, () => socket.destroy())
    }
    const counted = async () => (await fetch(`http://127.0.0.1:${address}/metrics`)).text()
    await expect
      .poll(counted, { timeout: 20_000 })
      .toContain('leadline_requests_total{method="POST",route="/v2/leadevents",status="400"} 2')
    expect(own.reported).toEqual([])
    uploads.closeAllConnections()
    uploads.close()
    await own.close()
  })
})

describe('a connection', () => {
  it('stays open longer than those of the common proxies, or as configured', async () => {
    const ask = async (at: number) => {
      const socket = connect(at, '127.0.0.1')
      socket.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n')
      const [data] = await once(socket, 'data')
      socket.destroy()
      return String(data)
    }
    expect(server.keepAliveTimeout).toBe(130_000)
    expect(await ask(port)).toMatch(/keep-alive: timeout=130\r\n/i)
    const other = createWebServer(service.service, { keepAliveSeconds: 700 })
    expect(await ask(await listen(other))).toMatch(/keep-alive: timeout=700\r\n/i)
    other.close()
  })

  it('closes after its response while the server stops', async () => {
    const stopping = createWebServer(async (request, client) => {
      stopping.close()
      return service.service(request, client)
    })
    const socket = connect(await listen(stopping), '127.0.0.1')
    socket.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n')
    const answer = await receiveAll(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(answer).toMatch(/\r\nconnection: close\r\n/i)
  })
})

describe('over TLS', () => {
  let tls: Server
  let tlsPort: number

  beforeAll(async () => {
    tls = createWebServer(service.service, { tls: testCertificate })
    tlsPort = await listen(tls)
    return () => {
      tls.closeAllConnections()
      tls.close()
    }
  })

  const byTls = async (options: ConnectionOptions): Promise<TLSSocket> => {
    const socket = connectByTls({ port: tlsPort, host: '127.0.0.1', ca: testCertificate.cert, ...options })
    await once(socket, 'secureConnect')
    return socket
  }

  it.each([
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
  ])('TLS 1.2 has forward secrecy and authenticated encryption: %s', async (ciphers) => {
    const socket = await byTls({ maxVersion: 'TLSv1.2', ciphers })
    expect([socket.getProtocol(), socket.getCipher().name]).toEqual(['TLSv1.2', ciphers])
    socket.destroy()
  })

  it.each([
    'ECDHE-ECDSA-AES128-SHA',
    'ECDHE-ECDSA-AES256-SHA384',
    'AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES128-CCM',
  ])('TLS 1.2 has no other suites: %s', async (ciphers) => {
    await expect(byTls({ maxVersion: 'TLSv1.2', ciphers: `${ciphers}:@SECLEVEL=0` })).rejects.toThrow(
      /handshake|cipher|reset|disconnected/i,
    )
  })

  const written = (first: string, ...headers: string[]) =>
    [first, 'host: localhost', 'connection: close', ...headers, '\r\n'].join('\r\n')

  it.each([
    ['a session', 200, written('GET /session HTTP/1.1')],
    ['a caller without a token', 401, written('GET /v2/leads HTTP/1.1')],
    ['another method', 405, written('PUT /session HTTP/1.1')],
    ['TRACE', 405, written('TRACE / HTTP/1.1')],
    ['a request without a host', 400, 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['a host that is none', 400, 'GET / HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n'],
    ['an address that is none', 400, written('GET \\ HTTP/1.1')],
    ['what is no request', 400, 'no request at all\r\n\r\n'],
    ['a head that is too large', 431, written('GET / HTTP/1.1', `x: ${'x'.repeat(66_000)}`)],
    ['a chunk that is none', 400, `${written('POST /session HTTP/1.1', 'transfer-encoding: chunked')}zz\r\n`],
    ['an expectation', 417, written('GET / HTTP/1.1', 'expect: tea')],
  ])('every response sets HSTS: to %s (%i)', async (_, status, text) => {
    const socket = await byTls({})
    socket.write(text)
    const answer = await receiveAll(socket)
    expect(answer.split(' ')[1]).toBe(String(status))
    expect(answer).toMatch(/\r\nstrict-transport-security: max-age=31536000; includeSubDomains\r\n/i)
    expect(answer).toMatch(/\r\nx-content-type-options: nosniff\r\n/i)
  })

  it('cookies are __Host- and Secure, and HSTS is set', async () => {
    const secure = await service.secondInstance({ secureCookies: true })
    const securing = createWebServer(secure.service, { tls: testCertificate })
    const securePort = await listen(securing)
    const origin = `https://localhost:${securePort}`
    const asked = sendByTls(`${origin}/session`, {
      method: 'POST',
      ca: testCertificate.cert,
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    })
    asked.end('email=giulia@example.test&password=correct+horse+battery+staple')
    const [answer] = await once(asked, 'response')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    for (const cookie of answer.headers['set-cookie']) {
      expect(cookie).toMatch(/^__Host-leadline\./)
      expect(cookie).toMatch(/Path=\/(;|$)/)
      expect(cookie).toMatch(/HttpOnly/)
      expect(cookie).toMatch(/Secure/)
      expect(cookie).toMatch(/SameSite=Strict/i)
      expect(cookie).not.toMatch(/Domain=/i)
    }
    const [cookie] = answer.headers['set-cookie'].map((line: string) => line.split(';')[0])
    const session = await secure.service(new Request(`${origin}/session`, { headers: { cookie } }))
    expect(await session.json()).toMatchObject({ user: { id: 'giulia' } })
    securing.closeAllConnections()
    securing.close()
    await secure.close()
  })
})
