import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { pageHeaders } from './security-headers.ts'

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
