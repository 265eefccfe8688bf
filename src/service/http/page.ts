import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

const pageHeaders = {
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

/**
 * Serves the built page from `folder`: its files, compressed where the build has compressed them, and index.html for
 * every address that is a view of the page. `undefined` for what is neither.
 */
export function createPage(folder: string): (request: Request) => Promise<Response | undefined> {
  const files = new Hono()
  const find = serveStatic({ root: folder, precompressed: true })
  files.get('/assets/*', async (context, next) => {
    context.header('cache-control', 'public, max-age=31536000, immutable')
    return find(context, next)
  })
  files.get('*', async (context, next) => {
    for (const [name, value] of Object.entries(pageHeaders)) context.header(name, value)
    context.header('cache-control', 'no-cache')
    return find(context, next)
  })
  files.get('*', serveStatic({ root: folder, path: 'index.html', precompressed: true }))

  return async (request) => {
    const { pathname } = new URL(request.url)
    const isView = !/^\/v2(\/|$)|^\/assets\/.*|\.\w+$/.test(pathname)
    const response = await files.fetch(
      isView ? new Request(new URL('/index.html', request.url), request) : request,
    )
    return response.status === 404 ? undefined : response
  }
}
