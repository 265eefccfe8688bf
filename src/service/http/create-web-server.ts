import { createServer, type Server, type ServerOptions } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Service } from '../service.ts'
import { createFindArrival, type FindArrival } from './arrival.ts'
import { createListener } from './listener.ts'
import { networkOf } from './network-of.ts'

export interface WebServerOptions {
  /** a certificate with its chain, and its key, both PEM; without them it speaks plain HTTP */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer } | undefined
  readonly findArrival?: FindArrival | undefined
  /** milliseconds in which a client has to read something of a response; the listener's own unless told */
  readonly unreadTimeout?: number | undefined
}

const limits = {
  // bytes of a request's head: above our own limit on addresses, so that a longer one gets our answer
  maxHeaderSize: 64 * 1024,
  // milliseconds in which the head of a request has to have come, and all of it
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
} satisfies ServerOptions

/** Header lines of a request at the most; Node.js drops what is beyond. */
const maxHeadersCount = 100

/** Milliseconds for a TLS handshake. */
const handshakeTimeout = 10_000

/** Connections of one address at once, unless it is a trusted proxy, and of all. */
const connectionsOfAddress = 1_000
const connectionsOfAll = 10_000

/** A web server over the service, which nobody holds up by sending slowly or by keeping connections. */
export function createWebServer(
  service: Service,
  { tls, findArrival = createFindArrival(undefined), unreadTimeout }: WebServerOptions = {},
): Server {
  const listener = createListener(service, findArrival, unreadTimeout)
  const server =
    tls === undefined
      ? createServer(limits, listener)
      : createTlsServer({ ...limits, ...tls, minVersion: 'TLSv1.2', handshakeTimeout }, listener)
  server.maxHeadersCount = maxHeadersCount
  server.maxConnections = connectionsOfAll
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = networkOf({ address: socket.remoteAddress })
    const count = (open.get(address) ?? 0) + 1
    open.set(address, count)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left === 0) open.delete(address)
      else open.set(address, left)
    })
    if (count > connectionsOfAddress && !findArrival.isTrusted(socket.remoteAddress)) socket.destroy()
  })
  return server
}
