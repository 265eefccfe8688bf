import { once } from 'node:events'
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenLocally, type LocalServer } from './local-server.ts'

/** What becomes of a request on its way: whether it arrives, and what of the answer comes back. */
export type InjectedFault =
  | 'cut before'
  | 'cut after'
  | 'cut within the answer'
  | 'answer never'
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
  | 'refuse 401'
  | 'refuse 403'

/** A place between the service and Atoka where anything can happen. */
export interface HostileProxy extends LocalServer {
  /** every request that came, in order */
  readonly came: { readonly method: string; readonly path: string; readonly length: number }[]
  /** requests that are held back until `letArrive` */
  readonly late: (() => Promise<unknown>)[]
  /** decides what becomes of each request; `undefined`: it passes */
  setFault(fault: (request: IncomingMessage) => InjectedFault | undefined): void
  /** told of each request that arrived and whose answer is held back for ever */
  onHeldBack(tell: () => void): void
  /** ends every connection that is open */
  cutAll(): void
  /** a request that was redirected came here */
  readonly redirected: string[]
}

interface Passed {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** Words of a page that must not reach anybody. */
export const pageOfProxy = '<html><body>nginx 1.2.3 internal-host-name</body></html>'

/** Starts a proxy before a server; `secret` is what a refusal repeats, as a careless server would. */
export async function startHostileProxy(target: string, secret: string): Promise<HostileProxy> {
  const came: HostileProxy['came'] = []
  const late: (() => Promise<unknown>)[] = []
  const redirected: string[] = []
  let faultOf: ((request: IncomingMessage) => InjectedFault | undefined) | undefined

  let heldBack: (() => void) | undefined

  const elsewhere = await listenLocally(
    createServer((request, response) => {
      redirected.push(request.url ?? '')
      response.end('{}')
    }),
  )

  const pass = async (request: IncomingMessage, body: Buffer): Promise<Passed> => {
    const onward = ask(`${target}${request.url}`, { method: request.method, headers: request.headers })
    onward.end(body)
    const [answer]: IncomingMessage[] = await once(onward, 'response')
    if (answer === undefined) throw new Error('no answer')
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await readAll(answer) }
  }

  const server = createServer((request, response) => {
    const { method = '', url = '' } = request
    came.push({ method, path: url.split('?', 1)[0] ?? '', length: url.length })
    void handle(request, response).catch(() => response.destroy())
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = faultOf?.(request)
    const body = await readAll(request)
    const give = ({ status, headers, body: text }: Passed) => {
      response.writeHead(status, headers)
      response.end(text)
    }
    const say = (status: number, type: string, text: string, headers = {}) => {
      response.writeHead(status, { 'content-type': type, ...headers })
      response.end(text)
    }
    switch (fault) {
      case undefined:
        return give(await pass(request, body))
      case 'cut before':
        return void response.destroy()
      case 'cut after':
        await pass(request, body)
        return void response.destroy()
      case 'cut within the answer': {
        const { status, headers, body: text } = await pass(request, body)
        response.writeHead(status, { ...headers, 'content-length': Math.max(text.length, 2) })
        return void response.write(text.subarray(0, text.length / 2), () => response.destroy())
      }
      case 'answer never':
        await pass(request, body)
        return heldBack?.()
      case 'arrive late':
        return void late.push(async () => pass(request, body))
      case 'repeat':
        await pass(request, body)
        return give(await pass(request, body))
      case 'garble': {
        const { status, headers, body: text } = await pass(request, body)
        return give({
          status,
          headers,
          body: Buffer.from(text.toString('latin1').replaceAll('"', '}'), 'latin1'),
        })
      }
      case 'html':
        await pass(request, body)
        return say(200, 'text/html', pageOfProxy)
      case 'html 502':
        return say(502, 'text/html', pageOfProxy)
      case 'fail after':
        await pass(request, body)
        return say(500, 'application/json', JSON.stringify({ message: `failed with token=${secret}` }))
      case 'redirect':
        return say(307, 'text/plain', '', { location: `${elsewhere.url}${request.url}` })
      case 'endless':
        await pass(request, body)
        response.writeHead(200, { 'content-type': 'application/json' })
        return flood(response)
      case 'busy':
        return say(429, 'application/json', '{}', { 'retry-after': '1' })
      case 'busy for long':
        return say(429, 'application/json', '{}', { 'retry-after': '3600' })
      case 'refuse 401':
        return say(401, 'application/json', JSON.stringify({ message: `the token ${secret} is not valid` }))
      case 'refuse 403':
        return say(403, 'application/json', JSON.stringify({ detail: `token=${secret} may not` }))
    }
  }

  const local = await listenLocally(server)
  return {
    url: local.url,
    came,
    late,
    redirected,
    onHeldBack: (tell) => {
      heldBack = tell
    },
    cutAll: () => server.closeAllConnections(),
    setFault: (fault) => {
      faultOf = fault
    },
    async close() {
      await local.close()
      await elsewhere.close()
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
