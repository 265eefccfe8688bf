import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** The faults of a write's transport; each write meets the fault on its first attempt. */
export type Fault =
  | 'none'
  /**
   * the connection breaks: before the service receives the request, before and during its response, or right after it
   */
  | 'reset before'
  | 'reset unanswered'
  | 'reset during'
  | 'reset after'
  /** no response ever arrives, although the service has received the request or not */
  | 'stalled before'
  | 'stalled after'
  | 'slow'
  /** the service is down, and the proxy in front of it responds to every request */
  | 'down'
  /** a response in place of the service's */
  | ReplacementResponse

/** A response of an intermediary, or of the service in another state. */
export interface ReplacementResponse {
  readonly status: number
  readonly code?: string
  readonly retryAfter?: number
}

/** A proxy on loopback between a browser and the service. */
export interface FaultyProxy {
  readonly address: string
  fault: Fault
  /** the number of attempts that met the fault */
  readonly met: () => number
  /** closes the port, so that connections are refused */
  readonly refuse: () => Promise<void>
  readonly listenAgain: () => Promise<void>
  /** breaks the stalled connections, as a timeout would: a browser opens at most six */
  readonly dropStalled: () => void
  readonly close: () => Promise<void>
}

const slowMs = 700

/** Starts a proxy in front of a service. */
export async function startFaultyProxy(service: string): Promise<FaultyProxy> {
  const { port: target } = new URL(service)
  const sockets = new Set<Socket>()
  const stalled = new Set<Socket>()
  const seenKeys = new Set<string>()
  let met = 0
  const proxy: { fault: Fault } = { fault: 'none' }

  const server = createServer((incoming, response) => {
    if (proxy.fault === 'down') {
      sendReplacement(response, { status: 502 })
      return
    }
    const key = incoming.headers['idempotency-key']
    const isFirst = typeof key === 'string' && !seenKeys.has(key) && proxy.fault !== 'none'
    if (isFirst) {
      seenKeys.add(key)
      met++
    }
    void handle(incoming, response, isFirst ? proxy.fault : 'none')
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  async function handle(incoming: IncomingMessage, response: ServerResponse, fault: Fault) {
    const body = await readAll(incoming)
    if (fault === 'reset before') return incoming.socket.resetAndDestroy()
    if (fault === 'stalled before') return stalled.add(incoming.socket)
    if (typeof fault === 'object') return sendReplacement(response, fault)
    const forwarded = await forward(incoming, body)
    if (fault === 'stalled after') return stalled.add(incoming.socket)
    if (fault === 'reset unanswered') return incoming.socket.resetAndDestroy()
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs))
    // a browser repeats a request on its own if a connection that it has used before breaks
    response.writeHead(forwarded.status, { ...forwarded.headers, connection: 'close' })
    if (fault === 'reset during') {
      response.write(forwarded.body.subarray(0, forwarded.body.length / 2), () =>
        incoming.socket.resetAndDestroy(),
      )
    } else {
      response.end(forwarded.body, () => {
        if (fault === 'reset after') incoming.socket.resetAndDestroy()
      })
    }
    return undefined
  }

  async function forward({ method, url, headers }: IncomingMessage, body: Buffer) {
    return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>(
      (resolve, reject) => {
        const outgoing = request(
          { host: '127.0.0.1', port: target, method, path: url, headers },
          (forwarded) => {
            void readAll(forwarded).then((content) =>
              resolve({ status: forwarded.statusCode ?? 502, headers: forwarded.headers, body: content }),
            )
          },
        )
        outgoing.on('error', reject)
        outgoing.end(body)
      },
    )
  }

  const listen = async (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const stop = async () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  await listen(0)
  const listening = server.address()
  if (listening === null || typeof listening === 'string') throw new Error('The proxy has no port.')
  const { port } = listening
  return Object.assign(proxy, {
    address: `http://127.0.0.1:${port}`,
    met: () => met,
    refuse: stop,
    listenAgain: async () => listen(port),
    dropStalled: () => {
      for (const socket of stalled) socket.destroy()
      stalled.clear()
    },
    close: stop,
  })
}

function sendReplacement(response: ServerResponse, { status, code, retryAfter }: ReplacementResponse) {
  const problem = { type: 'about:blank', title: 'Fault', status, detail: 'A fault.', code }
  response.writeHead(status, {
    connection: 'close',
    date: new Date().toUTCString(),
    'content-type': code === undefined ? 'text/html' : 'application/problem+json',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  })
  response.end(code === undefined ? '<h1>Bad gateway</h1>' : JSON.stringify(problem))
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
