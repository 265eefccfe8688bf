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
import { createResolveClient, type ResolveClient } from '../limits/client-address.ts'
import { createListener } from './listener.ts'
import { dataHeaders, strictTransportSecurity } from '../page/security-headers.ts'
import { createUnknownConnections } from '../limits/unknown-connections.ts'

export interface WebServerOptions {
  /** a PEM certificate with its chain, and its key; without them the server uses plain HTTP */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer } | undefined
  readonly resolveClient?: ResolveClient | undefined
  /** milliseconds within which a client must read a part of a response; default: the listener's */
  readonly unreadTimeout?: number | undefined
  /** whether browsers use TLS, also through a proxy, so that every response sets HSTS; default: with `tls` */
  readonly isSecure?: boolean
  /** seconds after which an idle connection is closed; default: 130 */
  readonly keepAliveSeconds?: number | undefined
}

/**
 * Seconds after which an idle connection is closed: longer than in the common proxies, which otherwise may reuse a
 * closed connection and fail. nginx and Amazon's load balancers close theirs after 60 s, Traefik after 90, Caddy
 * after 120.
 */
export const defaultKeepAliveSeconds = 130

const limits = {
  // bytes of a request's head: above our own limit on URLs, so that the service responds to a longer URL itself
  maxHeaderSize: 64 * 1024,
  // milliseconds within which the head of a request, and the whole request, must arrive
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  // the listener rejects a request without a Host header, with the headers of every response
  requireHostHeader: false,
} satisfies ServerOptions

/**
 * The suites of TLS 1.3, and those of TLS 1.2 with forward secrecy and authenticated encryption. Source: RFC 9325,
 * 4.2.
 */
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

/** The maximum number of header lines of a request; Node.js drops the others. */
const maxHeadersCount = 100

/** Milliseconds within which a TLS handshake must finish. */
const handshakeTimeout = 10_000

/**
 * The maximum number of simultaneous connections of one address without a valid credential so far, unless it is a
 * trusted proxy; and the maximum of all connections. A company may be behind one address, with several connections
 * for each user.
 */
const maxUnknownConnectionsPerAddress = 1_000
const maxConnections = 10_000

const statusOfError: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Returns the response to data that is not an HTTP request: like Node.js, but with the headers of every response. */
function malformed({ code = '' }: NodeJS.ErrnoException, headers: Readonly<Record<string, string>>): string {
  const status = statusOfError[code] ?? 400
  const lines = Object.entries({ connection: 'close', 'content-length': '0', ...headers })
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n')
}

/** Creates a web server for the service. Clients that send slowly or keep connections open cannot block others. */
export function createWebServer(
  service: Service,
  {
    tls,
    resolveClient = createResolveClient(undefined),
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
    resolveClient,
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
  server.maxConnections = maxConnections
  server.on('connection', (socket: Socket) => {
    if (resolveClient.isTrusted(socket.remoteAddress)) return
    if (unknown.add(socket) > maxUnknownConnectionsPerAddress) socket.destroy()
  })
  return server
}
