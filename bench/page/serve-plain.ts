import { createServer } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { token, manager } from './demo.ts'
import type { FloorPage } from './floor-page.ts'

/** The server of the plain page and of the floor. */
export interface PlainServer {
  readonly address: string
  readonly stop: () => void
}

const compress = promisify(brotliCompress)

/** Serves the plain page at `/`, the floor at `/floor`, and forwards everything below `/v2` to the service. */
export async function servePlain(plain: string, floor: FloorPage, service: string): Promise<PlainServer> {
  const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
  const page = { type: 'text/html', body: await compress(plain, fast) }
  const files = new Map([
    ['/floor', { type: 'text/html', body: await compress(floor.html, fast) }],
    ['/floor.js', { type: 'text/javascript', body: await compress(floor.script) }],
  ])
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/', headers } = request
    if (!url.startsWith('/v2')) {
      const { type, body } = files.get(url) ?? page
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'br' }).end(body)
      return
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const sent = fetch(`${service}${url}?appUserId=${manager}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': headers['content-type'] ?? '' },
        body: Buffer.concat(chunks),
      })
      sent.then(
        async (result) => response.writeHead(result.status).end(await result.text()),
        () => response.writeHead(502).end(),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('The plain page has no port.')
  return {
    address: `http://127.0.0.1:${bound.port}`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
