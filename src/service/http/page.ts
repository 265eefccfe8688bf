import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

/** What every page and its files carry: nothing is let in that is not ours. */
export const pageHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const

/** Addresses that are views of the page whoever asks; other paths without an ending are, for who asks for a page. */
const views = /^\/(events\/[^/]+|search|people|join)?$/
const notViews = /^\/(v2|assets|session|metrics)(\/|$)|\.\w+$/

/**
 * Serves the built page from `folder`: its files, compressed where the build has compressed them, and index.html for
 * every address that is a view of the page. `undefined` for what is neither.
 */
export function createPage(folder: string): (request: Request) => Promise<Response | undefined> {
  const files = new Hono()
  const find = serveStatic({ root: folder, precompressed: true })
  files.get('*', async (context, next) => {
    for (const [name, value] of Object.entries(pageHeaders)) context.header(name, value)
    const isHashed = context.req.path.startsWith('/assets/')
    context.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    return find(context, next)
  })

  return async (request) => {
    const { pathname } = new URL(request.url)
    const wantsPage = request.headers.get('accept')?.includes('text/html') ?? false
    const isView = views.test(pathname) || (wantsPage && !notViews.test(pathname))
    const response = await files.fetch(
      isView ? new Request(new URL('/index.html', request.url), request) : request,
    )
    return response.status === 404 ? undefined : response
  }
}
