import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Service } from '../service.ts'
import { createFindArrival, type ResolveClient } from '../limits/client-address.ts'
import { createListener } from './listener.ts'
import { dataHeaders, strictTransportSecurity } from '../page/security-headers.ts'
import { createUnknownConnections } from '../limits/unknown-connections.ts'

export interface WebServerOptions {
  /** a certificate with its chain, and its key, both PEM; without them it speaks plain HTTP */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer } | undefined
  readonly findArrival?: ResolveClient | undefined
  /** milliseconds in which a client has to read something of a response; the listener's own unless told */
  readonly unreadTimeout?: number | undefined
  /** whether browsers reach it by TLS, also by way of a proxy: every answer then says to stay with it; default: with `tls` */
  readonly isSecure?: boolean
  /** seconds for which an idle connection is kept open; default 130 */
  readonly keepAliveSeconds?: number | undefined
}

/**
 * Longer than the idle connections of the common proxies, which otherwise meet a reset where they use one again: nginx and
 * Amazon's load balancers keep theirs for 60 s, Traefik for 90, Caddy for 120.
 */
export const defaultKeepAliveSeconds = 130

const limits = {
  // bytes of a request's head: above our own limit on addresses, so that a longer one gets our answer
  maxHeaderSize: 64 * 1024,
  // milliseconds in which the head of a request has to have come, and all of it
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  // the listener refuses a request without one, with the headers of every answer
  requireHostHeader: false,
} satisfies ServerOptions

/** TLS 1.3, and of TLS 1.2 the suites with forward secrecy and authenticated encryption. Source: RFC 9325, 4.2. */
const ciphers = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':')

/** Header lines of a request at the most; Node.js drops what is beyond. */
const maxHeadersCount = 100

/** Milliseconds for a TLS handshake. */
const handshakeTimeout = 10_000

/**
 * Connections of one address at once on which nobody has sent a good credential yet, unless it is a trusted proxy; and
 * connections of all. A company may be behind one address, with several connections for each person.
 */
const unknownConnectionsOfAddress = 1_000
const connectionsOfAll = 10_000

const statusOfError: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** What is answered to what is no request: as Node.js would, with the headers of every answer. */
function malformed({ code = '' }: NodeJS.ErrnoException, headers: Readonly<Record<string, string>>): string {
  const status = statusOfError[code] ?? 400
  const lines = Object.entries({ connection: 'close', 'content-length': '0', ...headers })
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n')
}

/** A web server over the service, which nobody holds up by sending slowly or by keeping connections. */
export function createWebServer(
  service: Service,
  {
    tls,
    findArrival = createFindArrival(undefined),
    isSecure = tls !== undefined,
    keepAliveSeconds = defaultKeepAliveSeconds,
    unreadTimeout,
  }: WebServerOptions = {},
): Server {
  const bareHeaders = {
    ...dataHeaders,
    ...(isSecure && { 'strict-transport-security': strictTransportSecurity }),
  }
  const unknown = createUnknownConnections()
  const listener = createListener(service, {
    findArrival,
    bareHeaders,
    isStopping: () => !server.listening,
    recognised: unknown.recognise,
    unreadTimeout,
  })
  const options = { ...limits, keepAliveTimeout: keepAliveSeconds * 1_000 }
  const server: Server =
    tls === undefined
      ? createServer(options)
      : createTlsServer({ ...options, ...tls, minVersion: 'TLSv1.2', ciphers, handshakeTimeout })
  const responses = new WeakMap<Duplex, ServerResponse>()
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    responses.set(incoming.socket, outgoing)
    listener(incoming, outgoing)
  })
  server.on('checkExpectation', (_: IncomingMessage, outgoing: ServerResponse) => {
    outgoing.writeHead(417, bareHeaders).end()
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const begun = responses.get(socket)
    const isInAnswer = begun?.headersSent === true && !begun.writableFinished
    if (socket.writable && !isInAnswer) socket.end(malformed(error, bareHeaders), () => socket.destroy())
    else socket.destroy()
  })
  server.maxHeadersCount = maxHeadersCount
  server.maxConnections = connectionsOfAll
  server.on('connection', (socket: Socket) => {
    if (findArrival.isTrusted(socket.remoteAddress)) return
    if (unknown.add(socket) > unknownConnectionsOfAddress) socket.destroy()
  })
  return server
}
