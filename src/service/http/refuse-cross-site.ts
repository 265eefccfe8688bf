import { Problem } from '../core/problem.ts'

/**
 * Refuses a write that another site makes a browser send, with our cookie or to get one. Every browser says where a write
 * comes from, in `Sec-Fetch-Site` or `Origin` or both, and no page can set them: what is said has to be us, and something
 * has to be said.
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
