import { isIPv6 } from 'node:net'
import type { ClientInfo } from './client-address.ts'

/**
 * What counts as one address: an IPv4 address, or the first 64 bits of an IPv6 one, all of whose other bits belong to
 * whoever has one of them.
 */
export function clientPrefix({ address = 'unknown' }: { readonly address?: ClientInfo['address'] }): string {
  if (!isIPv6(address)) return address
  // the URL parser writes every address in its one shortest form
  const written = new URL(`http://[${address.split('%', 1)[0]}]`).hostname.slice(1, -1)
  const [head = '', tail] = written.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':')
}
