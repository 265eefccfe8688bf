import { createHash } from 'node:crypto'
import { dataHeaders, pageHeaders } from '../http/page/security-headers.ts'
import { createDocument } from './document.ts'
import { examples } from './examples/examples.ts'
import { renderPage } from './page/render-page.ts'

/** Stands for the service's own address until it is known, in no text of the description. */
const originToBe = 'http://origin.invalid'

/**
 * The API's description as a document and as a page. Both are made once, when they are first asked for, need no
 * credential, and hold nothing of this database.
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
     * The same for people: one HTML page without scripts, whose curl lines go to the address that it was asked at. An origin is
     * safe in HTML: a URL's host holds no quote, angle bracket or ampersand.
     */
    page(request: Request, origin: string): Response {
      page ??= renderPage(createDocument(), examples, originToBe).text
      return send(request, page.replaceAll(originToBe, origin), {
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
