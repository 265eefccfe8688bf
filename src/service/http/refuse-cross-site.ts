import { Problem } from '../problem.ts'

/**
 * Refuses a write that another site makes a browser send with our cookie: by `Sec-Fetch-Site`, which a page cannot set,
 * and by `Origin` where a browser sends only that.
 */
export function refuseCrossSite(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const host = request.headers.get('host') ?? new URL(request.url).host
  const sameOrigin = site === null ? origin === null || hostOf(origin) === host : site === 'same-origin'
  if (!sameOrigin)
    throw new Problem('forbidden', 'Writes with a session are accepted from our own page only.')
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
