import { createHash } from 'node:crypto'
import { dataHeaders, pageHeaders } from '../http/page/security-headers.ts'
import { createDocument } from './document.ts'
import { examples } from './examples/examples.ts'
import { renderPage } from './page/render-page.ts'

/** A placeholder for the service's origin, which occurs in no text of the description. */
const originPlaceholder = 'http://origin.invalid'

/**
 * The API description as a document and as a page. Both are created at the first request, need no credential, and
 * contain no data of this database.
 */
export function createApiDocs() {
  let document: string | undefined
  let page: string | undefined

  return {
    /** OpenAPI 3.1. */
    document(request: Request): Response {
      document ??= JSON.stringify(createDocument())
      return send(request, document, {
        ...dataHeaders,
        'content-type': 'application/json; charset=utf-8',
      })
    },

    /**
     * One HTML page without scripts, whose curl lines use the requested origin. An origin is safe in HTML: a URL's
     * host contains no quote, angle bracket or ampersand.
     */
    page(request: Request, origin: string): Response {
      page ??= renderPage(createDocument(), examples, originPlaceholder).text
      return send(request, page.replaceAll(originPlaceholder, origin), {
        'content-type': 'text/html; charset=utf-8',
        ...pageHeaders,
      })
    },
  }
}

function send(request: Request, body: string, headers: Readonly<Record<string, string>>): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const all = { ...headers, etag, 'cache-control': 'no-cache' }
  const known = request.headers.get('if-none-match')?.split(',') ?? []
  return known.some((one) => one.trim() === etag)
    ? new Response(null, { status: 304, headers: all })
    : new Response(body, { headers: all })
}
