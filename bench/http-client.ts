import { Agent, request as send } from 'node:http'

/** A request of the service: a read, or a form to post. */
export interface ServiceRequest {
  readonly path: string
  readonly form?: string
}

/** A response with its raw body. */
export interface ServiceResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface HttpClient {
  /** Sends a request and reads the whole response; throws unless the status is 2xx. */
  send(request: ServiceRequest): Promise<ServiceResponse>
  readonly close: () => void
}

/**
 * Creates a client with this number of connections, which are kept alive. It uses `node:http` directly, because it
 * shares the processors with the measured service, and `fetch` takes three times as much CPU.
 */
export function openClient(address: string, connections: number): HttpClient {
  // a server closes connections that are idle for 5 seconds, as they are between two turns: close them before, so
  // that no request uses a closed one
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
            if (status >= 200 && status < 300)
              resolve({ status, headers: singleHeaders(response.headers), body })
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

function singleHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
