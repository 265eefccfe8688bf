import { BlockList, isIP } from 'node:net'
import { isLoopback } from '../server/is-loopback.ts'
import type { Delivery } from './unread-responses.ts'

/** By which way a request came: what is told by its connection, or by a proxy that is trusted to tell it. */
export interface ClientInfo {
  /** the caller's address; `undefined` where there is no connection, as in a test */
  readonly address: string | undefined
  /** the origin that a browser shows for us, such as `https://leads.acme.example` */
  readonly origin: string
  /** to be called when the request's credential is good; `undefined` where there is no connection */
  readonly recognised?: () => void
  /** how the response reaches its client; `undefined` where there is no connection */
  readonly delivery?: Delivery
  /** whether it names a host that is not this service: a page of that name may have it resolved to this machine's address */
  readonly isMisdirected?: boolean
}

/** How a request arrived that nothing more is known of than itself. */
export function clientInfoOf(request: Request): ClientInfo {
  return { address: undefined, origin: new URL(request.url).origin }
}

/** Tells how a request arrived on a connection from an address. */
export interface ResolveClient {
  (request: Request, peer: string | undefined): ClientInfo
  /** whether an address is that of a trusted proxy, behind which everybody may be */
  readonly isTrusted: (address: string | undefined) => boolean
}

/**
 * Addresses and networks (`10.0.0.5`, `10.0.0.0/8`, `::1`, `fd00::/8`), apart by commas. `undefined` where one of them is
 * none.
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

export interface FindArrivalOptions {
  /** where browsers reach the service: its origin is this one, whatever a request says */
  readonly publicUrl?: URL | undefined
  /** whether it is reached from this machine only, and so by no name but this machine's own and that of `publicUrl` */
  readonly loopbackOnly?: boolean
}

/**
 * Believes `X-Forwarded-For`, `-Proto` and `-Host` of the proxies in `trusted` alone: anybody can write them. Of the
 * addresses that were forwarded, it is the last one that no trusted proxy has.
 */
export function createFindArrival(
  trusted: BlockList | undefined,
  { publicUrl, loopbackOnly = false }: FindArrivalOptions = {},
): ResolveClient {
  const isTrusted = (peer = '') => {
    const address = plain(peer)
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
    const address = peer === undefined ? undefined : plain(peer)
    if (!isTrusted(address)) return address
    const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((one) => plain(one.trim()))
    const caller = forwarded.findLast((one) => !isTrusted(one))
    return caller !== undefined && isIP(caller) !== 0 ? caller : address
  }

  const originOf = (request: Request, peer: string | undefined): string => {
    const own = clientInfoOf(request).origin
    if (!isTrusted(peer)) return own
    const { protocol, host } = new URL(own)
    const proto = first(request.headers.get('x-forwarded-proto')) ?? protocol.slice(0, -1)
    const origin = `${proto}://${first(request.headers.get('x-forwarded-host')) ?? host}`
    return /^https?:/.test(origin) && URL.canParse(origin) ? new URL(origin).origin : own
  }
  return Object.assign(find, { isTrusted })
}

/** An IPv4 address is one, however a socket that takes both kinds writes it. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function first(header: string | null): string | undefined {
  const [value = ''] = (header ?? '').split(',', 1)
  return value.trim() === '' ? undefined : value.trim().toLowerCase()
}
