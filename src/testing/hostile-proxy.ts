import { once } from 'node:events'
import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenLocally, type LocalServer } from './local-server.ts'

/** What happens to a request: whether it reaches the server, and what response the client gets. */
export type InjectedFault =
  | 'cut before'
  | 'cut after'
  | 'cut within the response'
  | 'never respond'
  | 'arrive late'
  | 'repeat'
  | 'garble'
  | 'html'
  | 'html 502'
  | 'fail after'
  | 'redirect'
  | 'endless'
  | 'busy'
  | 'busy for long'
  | 'reject with 401'
  | 'reject with 403'

/** A proxy between the service and Atoka that injects faults. */
export interface HostileProxy extends LocalServer {
  /** every request received, in order */
  readonly received: { readonly method: string; readonly path: string; readonly length: number }[]
  /** requests that reach the server only when a test calls them */
  readonly delayed: (() => Promise<unknown>)[]
  /** selects the fault of each request; without one, the request passes */
  setFault(fault: (request: IncomingMessage) => InjectedFault | undefined): void
  /** registers a listener that is called when a request has reached the server and its response is withheld for ever */
  onResponseWithheld(listener: () => void): void
  /** closes every open connection */
  cutAll(): void
  /** the URLs of redirected requests that arrived at the redirect's target */
  readonly redirected: string[]
}

interface PassedResponse {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** The text of an error page that no user may see. */
export const proxyErrorPage = '<html><body>nginx 1.2.3 internal-host-name</body></html>'

/**
 * Starts a proxy in front of a server. A rejected request's response repeats `secret`, as that of a careless server
 * would.
 */
export async function startHostileProxy(target: string, secret: string): Promise<HostileProxy> {
  const received: HostileProxy['received'] = []
  const delayed: (() => Promise<unknown>)[] = []
  const redirected: string[] = []
  let selectFault: ((request: IncomingMessage) => InjectedFault | undefined) | undefined

  let onWithheld: (() => void) | undefined

  const redirectTarget = await listenLocally(
    createServer((request, response) => {
      redirected.push(request.url ?? '')
      response.end('{}')
    }),
  )

  const pass = async (request: IncomingMessage, body: Buffer): Promise<PassedResponse> => {
    const outgoing = sendRequest(`${target}${request.url}`, {
      method: request.method,
      headers: request.headers,
    })
    outgoing.end(body)
    const [response]: IncomingMessage[] = await once(outgoing, 'response')
    if (response === undefined) throw new Error('no response')
    return { status: response.statusCode ?? 0, headers: response.headers, body: await readAll(response) }
  }

  const server = createServer((request, response) => {
    const { method = '', url = '' } = request
    received.push({ method, path: url.split('?', 1)[0] ?? '', length: url.length })
    void handle(request, response).catch(() => response.destroy())
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = selectFault?.(request)
    const body = await readAll(request)
    const sendPassed = ({ status, headers, body: text }: PassedResponse) => {
      response.writeHead(status, headers)
      response.end(text)
    }
    const send = (status: number, type: string, text: string, headers = {}) => {
      response.writeHead(status, { 'content-type': type, ...headers })
      response.end(text)
    }
    switch (fault) {
      case undefined:
        return sendPassed(await pass(request, body))
      case 'cut before':
        return void response.destroy()
      case 'cut after':
        await pass(request, body)
        return void response.destroy()
      case 'cut within the response': {
        const { status, headers, body: text } = await pass(request, body)
        response.writeHead(status, { ...headers, 'content-length': Math.max(text.length, 2) })
        return void response.write(text.subarray(0, text.length / 2), () => response.destroy())
      }
      case 'never respond':
        await pass(request, body)
        return onWithheld?.()
      case 'arrive late':
        return void delayed.push(async () => pass(request, body))
      case 'repeat':
        await pass(request, body)
        return sendPassed(await pass(request, body))
      case 'garble': {
        const { status, headers, body: text } = await pass(request, body)
        return sendPassed({
          status,
          headers,
          body: Buffer.from(text.toString('latin1').replaceAll('"', '}'), 'latin1'),
        })
      }
      case 'html':
        await pass(request, body)
        return send(200, 'text/html', proxyErrorPage)
      case 'html 502':
        return send(502, 'text/html', proxyErrorPage)
      case 'fail after':
        await pass(request, body)
        return send(500, 'application/json', JSON.stringify({ message: `failed with token=${secret}` }))
      case 'redirect':
        return send(307, 'text/plain', '', { location: `${redirectTarget.url}${request.url}` })
      case 'endless':
        await pass(request, body)
        response.writeHead(200, { 'content-type': 'application/json' })
        return flood(response)
      case 'busy':
        return send(429, 'application/json', '{}', { 'retry-after': '1' })
      case 'busy for long':
        return send(429, 'application/json', '{}', { 'retry-after': '3600' })
      case 'reject with 401':
        return send(401, 'application/json', JSON.stringify({ message: `the token ${secret} is not valid` }))
      case 'reject with 403':
        return send(403, 'application/json', JSON.stringify({ detail: `token=${secret} may not` }))
    }
  }

  const local = await listenLocally(server)
  return {
    url: local.url,
    received,
    delayed,
    redirected,
    onResponseWithheld: (listener) => {
      onWithheld = listener
    },
    cutAll: () => server.closeAllConnections(),
    setFault: (fault) => {
      selectFault = fault
    },
    async close() {
      await local.close()
      await redirectTarget.close()
    },
  }
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function flood(response: ServerResponse): void {
  const chunk = ' '.repeat(64 * 1024)
  const more = () => {
    while (!response.destroyed && response.write(chunk)) continue
  }
  response.on('drain', more)
  more()
}
