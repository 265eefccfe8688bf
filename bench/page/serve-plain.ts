import { createServer } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { token, manager } from './demo.ts'

/** The server of the plain page. */
export interface PlainServer {
  readonly address: string
  readonly stop: () => void
}

const compress = promisify(brotliCompress)

/** Serves a page at `/`, and forwards everything below `/v2` to the service. */
export async function servePlain(page: string, service: string): Promise<PlainServer> {
  const body = await compress(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/', headers } = request
    if (!url.startsWith('/v2')) {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'br' }).end(body)
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
