import { Problem } from '../core/problem.ts'

/**
 * Rejects a write that another site makes a browser send, with our cookie or to get one. Every browser states the
 * origin of a write in `Sec-Fetch-Site` or `Origin` or both, and no page can set them: at least one must be present,
 * and it must be ours.
 */
export function refuseCrossSite({ method, headers }: Request, ownOrigin: string): void {
  if (method === 'GET' || method === 'HEAD') return
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const isOurs = (site ?? 'same-origin') === 'same-origin' && (origin ?? ownOrigin) === ownOrigin
  if (isOurs && (site !== null || origin !== null)) return
  throw new Problem(
    'forbidden',
    `Cross-site request: writes that use a session are only accepted with the Origin header ${ownOrigin}.`,
  )
}
