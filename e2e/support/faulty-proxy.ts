import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What can go wrong with a write on its way; each write meets it on its first try. */
export type Fault =
  | 'none'
  /** the connection breaks before the service is asked, before and while it answers, and right after */
  | 'reset before'
  | 'reset unanswered'
  | 'reset during'
  | 'reset after'
  /** nobody ever answers: the service was not asked, or it was */
  | 'stalled before'
  | 'stalled after'
  | 'slow'
  /** the service is down, and whatever is asked is answered by what stands before it */
  | 'down'
  /** an answer in place of the service's */
  | Answer

/** An answer that something in between gives, or the service itself on another day. */
export interface Answer {
  readonly status: number
  readonly code?: string
  readonly retryAfter?: number
}

/** A proxy on loopback between a browser and the service. */
export interface FaultyProxy {
  readonly address: string
  fault: Fault
  /** how many tries met the fault */
  readonly met: () => number
  /** nothing listens at the address any more */
  readonly refuse: () => Promise<void>
  readonly listenAgain: () => Promise<void>
  /** breaks the connections that nobody answers, as time would: a browser has no more than six */
  readonly dropStalled: () => void
  readonly close: () => Promise<void>
}

const slowness = 700

/** Starts a proxy in front of a service. */
export async function startFaultyProxy(service: string): Promise<FaultyProxy> {
  const { port: target } = new URL(service)
  const sockets = new Set<Socket>()
  const stalled = new Set<Socket>()
  const seen = new Set<string>()
  let met = 0
  const proxy: { fault: Fault } = { fault: 'none' }

  const server = createServer((incoming, answer) => {
    if (proxy.fault === 'down') {
      answerInstead(answer, { status: 502 })
      return
    }
    const key = incoming.headers['idempotency-key']
    const isFirst = typeof key === 'string' && !seen.has(key) && proxy.fault !== 'none'
    if (isFirst) {
      seen.add(key)
      met++
    }
    void pass(incoming, answer, isFirst ? proxy.fault : 'none')
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  async function pass(incoming: IncomingMessage, answer: ServerResponse, fault: Fault) {
    const body = await readAll(incoming)
    if (fault === 'reset before') return incoming.socket.resetAndDestroy()
    if (fault === 'stalled before') return stalled.add(incoming.socket)
    if (typeof fault === 'object') return answerInstead(answer, fault)
    const given = await ask(incoming, body)
    if (fault === 'stalled after') return stalled.add(incoming.socket)
    if (fault === 'reset unanswered') return incoming.socket.resetAndDestroy()
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, slowness))
    // a browser sends a request again by itself where a connection that it had used before breaks
    answer.writeHead(given.status, { ...given.headers, connection: 'close' })
    if (fault === 'reset during') {
      answer.write(given.body.subarray(0, given.body.length / 2), () => incoming.socket.resetAndDestroy())
    } else {
      answer.end(given.body, () => {
        if (fault === 'reset after') incoming.socket.resetAndDestroy()
      })
    }
    return undefined
  }

  async function ask({ method, url, headers }: IncomingMessage, body: Buffer) {
    return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>(
      (resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port: target, method, path: url, headers }, (given) => {
          void readAll(given).then((all) =>
            resolve({ status: given.statusCode ?? 502, headers: given.headers, body: all }),
          )
        })
        asked.on('error', reject)
        asked.end(body)
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

function answerInstead(answer: ServerResponse, { status, code, retryAfter }: Answer) {
  const problem = { type: 'about:blank', title: 'Fault', status, detail: 'A fault.', code }
  answer.writeHead(status, {
    connection: 'close',
    date: new Date().toUTCString(),
    'content-type': code === undefined ? 'text/html' : 'application/problem+json',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  })
  answer.end(code === undefined ? '<h1>Bad gateway</h1>' : JSON.stringify(problem))
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
