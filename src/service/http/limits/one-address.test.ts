import { once } from 'node:events'
import { connect as connectByTcp, type AddressInfo, type Socket } from 'node:net'
import type { Server } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { signIn } from '../../../testing/sign-in.ts'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'
import { stopTime } from '../../../testing/stop-time.ts'
import { insertToken } from '../../store/applications/api-tokens.ts'
import { hashToken } from '../../store/applications/hash-token.ts'
import { createWebServer } from '../server/create-web-server.ts'

/*
 * A company behind one address: 25 programs, each with its own token and 40 connections, and users. The limit of the
 * address is 4 times 100 requests.
 */
const tokens = Array.from({ length: 25 }, (_, index) => `program-${index}`)
const connectionsOfToken = 40
const rateLimit = 100

let service: TestService
let server: Server
let port: number
let open: Socket[]

beforeEach(async () => {
  service = await startService({ rateLimit })
  const scopes = ['read'] as const
  for (const name of tokens)
    await insertToken(service.database, 'acme', testNow, {
      name,
      hash: hashToken(name),
      scopes,
      expires: null,
    })
  server = createWebServer(service.service)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // a server that listens on a port has an address
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  port = (server.address() as AddressInfo).port
  open = []
  stopTime()
})

afterEach(async () => {
  for (const socket of open) socket.destroy()
  server.closeAllConnections()
  server.close()
  await service.close()
})

async function connect(): Promise<Socket> {
  const socket = connectByTcp(port, '127.0.0.1')
  socket.on('error', () => undefined)
  open.push(socket)
  await once(socket, 'connect')
  return socket
}

/** Returns the status of a response, or `undefined` if the connection was closed. */
async function request(socket: Socket, ...lines: string[]): Promise<number | undefined> {
  socket.write(`${lines.join('\r\n')}\r\nhost: localhost\r\n\r\n`)
  return new Promise((resolve) => {
    const cut = () => resolve(undefined)
    socket.once('close', cut)
    socket.once('data', (data: Buffer) => {
      socket.off('close', cut)
      resolve(Number(String(data).split(' ')[1]))
    })
  })
}

const statuses = (token: string) => `GET /v2/leadevents/statuses?token=${token} HTTP/1.1`

it(
  'serves a thousand connections of one address, and users who sign in there later',
  { timeout: 120_000 },
  async () => {
    const connections: { token: string; socket: Socket }[] = []
    for (const token of tokens) {
      const opened = Array.from({ length: connectionsOfToken }, async () => {
        const socket = await connect()
        connections.push({ token, socket })
        return request(socket, statuses(token))
      })
      expect(new Set(await Promise.all(opened))).toEqual(new Set([200]))
    }
    // all at once, beyond the limit of the address
    const statusesReceived = connections.map(async ({ token, socket }) => request(socket, statuses(token)))
    expect(new Set(await Promise.all(statusesReceived))).toEqual(new Set([200]))
    const cookie = await signIn(service.service, 'giulia')
    for (let more = 0; more < 50; more++)
      expect(await request(await connect(), 'GET /v2/leads HTTP/1.1', `cookie: ${cookie}`)).toBe(200)
  },
)

it(
  'rejects a flood of requests without credentials from the address, and serves known clients',
  { timeout: 60_000 },
  async () => {
    const known = await connect()
    expect(await request(known, statuses('program-0'))).toBe(200)
    const flood = await connect()
    const statusesReceived = []
    for (let sent = 0; sent < rateLimit * 4; sent++)
      statusesReceived.push(await request(flood, statuses(`guess-${sent}`)))
    expect(statusesReceived.filter((status) => status !== 401)).toEqual([429])
    expect(await request(flood, 'GET /session HTTP/1.1')).toBe(429)
    expect(await request(known, statuses('program-0'))).toBe(200)
  },
)

it(
  'closes connections of the address beyond a thousand without a known client',
  { timeout: 120_000 },
  async () => {
    const idle = []
    for (let opened = 0; opened < 1_010; opened++) idle.push(await connect())
    const closed = idle.map(async (socket) => socket.closed || once(socket, 'close'))
    await Promise.all(closed.slice(1_000))
    expect(idle.slice(0, 1_000).filter(({ closed: isClosed }) => isClosed)).toEqual([])
  },
)
