import { isIPv6 } from 'node:net'
import type { ClientInfo } from './client-address.ts'

/**
 * Returns the prefix that counts as one client: an IPv4 address, or the first 64 bits of an IPv6 address, because one
 * client usually controls all the others.
 */
export function clientPrefix({ address = 'unknown' }: { readonly address?: ClientInfo['address'] }): string {
  if (!isIPv6(address)) return address
  // the URL parser returns the canonical, shortest form of every address
  const written = new URL(`http://[${address.split('%', 1)[0]}]`).hostname.slice(1, -1)
  const [head = '', tail] = written.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':')
}
