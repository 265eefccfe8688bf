import { Agent, request as send } from 'node:http'

/** A request of the service: a read, or a form to post. */
export interface ServiceRequest {
  readonly path: string
  readonly form?: string
}

/** An answer as it came. */
export interface ServiceAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface HttpClient {
  /** Sends a request and reads the answer to its end; throws where it is none of success. */
  send(request: ServiceRequest): Promise<ServiceAnswer>
  readonly close: () => void
}

/**
 * A client with so many connections, which are kept alive. Straight on `node:http`: it shares the processors with what
 * it measures, and `fetch` takes three times as much of them.
 */
export function openClient(address: string, connections: number): HttpClient {
  // a server closes connections that are idle for 5 seconds, as they are between two turns: no request is to meet that
  const agent = new Agent({ keepAlive: true, maxSockets: connections, timeout: 4_000 })
  const { hostname, port } = new URL(address)
  return {
    send: async ({ path, form }) =>
      new Promise((resolve, reject) => {
        const headers = form === undefined ? {} : formHeaders(form)
        const method = form === undefined ? 'GET' : 'POST'
        const request = send({ agent, hostname, port, method, path, headers }, (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () => {
            const { statusCode: status = 0 } = response
            const body = Buffer.concat(chunks)
            if (status >= 200 && status < 300) resolve({ status, headers: plain(response.headers), body })
            else reject(new Error(`${method} ${path} was answered with ${status}: ${body.toString()}`))
          })
        })
        request.on('error', reject)
        request.end(form)
      }),
    close: () => agent.destroy(),
  }
}

function formHeaders(form: string) {
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(form),
  }
}

function plain(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
