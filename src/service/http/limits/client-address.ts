import { BlockList, isIP } from 'node:net'
import { isLoopback } from '../server/is-loopback.ts'
import type { Delivery } from './unread-responses.ts'

/** The client of a request, as determined by its connection or by a trusted proxy. */
export interface ClientInfo {
  /** the client's address; `undefined` without a connection, as in a test */
  readonly address: string | undefined
  /** the origin of the service for this browser, such as `https://leads.acme.example` */
  readonly origin: string
  /** to be called when the request's credential is valid; `undefined` without a connection */
  readonly recognised?: () => void
  /** how the response reaches its client; `undefined` without a connection */
  readonly delivery?: Delivery
  /**
   * whether the request names a host that is not this service: a page of another site may have its name resolved to
   * this machine's address
   */
  readonly isMisdirected?: boolean
}

/** Returns the client of a request without a connection. */
export function clientInfoOf(request: Request): ClientInfo {
  return { address: undefined, origin: new URL(request.url).origin }
}

/** Determines the client of a request on a connection from an address. */
export interface ResolveClient {
  (request: Request, peer: string | undefined): ClientInfo
  /** whether an address is that of a trusted proxy, behind which any client may be */
  readonly isTrusted: (address: string | undefined) => boolean
}

/**
 * Parses comma-separated addresses and networks (`10.0.0.5`, `10.0.0.0/8`, `::1`, `fd00::/8`). `undefined` if one of
 * them is invalid.
 */
export function readNetworks(text: string): BlockList | undefined {
  const networks = new BlockList()
  for (const item of text.split(',')) {
    const [address = '', prefix, ...more] = item.trim().split('/')
    const family = isIP(address)
    const longest = family === 6 ? 128 : 32
    const bits = prefix === undefined ? longest : Number(prefix)
    if (family === 0 || more.length > 0 || !/^\d*$/.test(prefix ?? '') || prefix === '' || bits > longest)
      return undefined
    networks.addSubnet(address, bits, family === 6 ? 'ipv6' : 'ipv4')
  }
  return networks
}

export interface ResolveClientOptions {
  /** the URL of the service for browsers: it is always the origin, whatever a request says */
  readonly publicUrl?: URL | undefined
  /**
   * whether only this machine can reach the service, so that only this machine's names and that of `publicUrl` are
   * valid
   */
  readonly loopbackOnly?: boolean
}

/**
 * Trusts `X-Forwarded-For`, `-Proto` and `-Host` only from the proxies in `trusted`, because anyone can send them.
 * The client is the last forwarded address that is not a trusted proxy.
 */
export function createResolveClient(
  trusted: BlockList | undefined,
  { publicUrl, loopbackOnly = false }: ResolveClientOptions = {},
): ResolveClient {
  const isTrusted = (peer = '') => {
    const address = normaliseAddress(peer)
    const family = isIP(address)
    return family !== 0 && (trusted?.check(address, family === 6 ? 'ipv6' : 'ipv4') ?? false)
  }

  const find = (request: Request, peer: string | undefined): ClientInfo => {
    const { hostname } = new URL(request.url)
    const isNamed = isLoopback(hostname) || hostname === publicUrl?.hostname
    return {
      address: callerOf(request, peer),
      origin: publicUrl?.origin ?? originOf(request, peer),
      ...(loopbackOnly && !isNamed && { isMisdirected: true }),
    }
  }

  const callerOf = ({ headers }: Request, peer: string | undefined): string | undefined => {
    const address = peer === undefined ? undefined : normaliseAddress(peer)
    if (!isTrusted(address)) return address
    const forwarded = (headers.get('x-forwarded-for') ?? '')
      .split(',')
      .map((one) => normaliseAddress(one.trim()))
    const caller = forwarded.findLast((one) => !isTrusted(one))
    return caller !== undefined && isIP(caller) !== 0 ? caller : address
  }

  const originOf = (request: Request, peer: string | undefined): string => {
    const requestOrigin = clientInfoOf(request).origin
    if (!isTrusted(peer)) return requestOrigin
    const { protocol, host } = new URL(requestOrigin)
    const proto = first(request.headers.get('x-forwarded-proto')) ?? protocol.slice(0, -1)
    const origin = `${proto}://${first(request.headers.get('x-forwarded-host')) ?? host}`
    return /^https?:/.test(origin) && URL.canParse(origin) ? new URL(origin).origin : requestOrigin
  }
  return Object.assign(find, { isTrusted })
}

/** Normalises an IPv4-mapped IPv6 address to IPv4. */
function normaliseAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function first(header: string | null): string | undefined {
  const [value = ''] = (header ?? '').split(',', 1)
  return value.trim() === '' ? undefined : value.trim().toLowerCase()
}
