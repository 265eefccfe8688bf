import { randomUUID } from 'node:crypto'
import type { Service } from './service.ts'
import { toHonoPath } from './routes.ts'

/** The data that the request log records: never a query, body, token or person's name. */
export interface RequestRecord {
  readonly requestId: string
  readonly method: string
  /** the endpoint's path in the contract, or `page` for the page's own files */
  readonly route: string
  readonly status: number
  readonly milliseconds: number
}

const requestIds = new WeakMap<Request, string>()

/** Returns the ID of a request in the log and in its response; `undefined` if the request is not logged. */
export function requestIdOf(request: Request): string | undefined {
  return requestIds.get(request)
}

/**
 * Assigns an ID to each request (its own `X-Request-Id` if that is valid), returns it with the response, and calls
 * `record` with the outcome.
 */
export function logRequests(service: Service, record: (record: RequestRecord) => void): Service {
  return async (request, client) => {
    const before = performance.now()
    const requestId = idOf(request)
    requestIds.set(request, requestId)
    const response = await service(request, client)
    response.headers.set('x-request-id', requestId)
    record({
      requestId,
      method: request.method,
      route: toHonoPath(new URL(request.url).pathname) ?? 'page',
      status: response.status,
      milliseconds: Math.round((performance.now() - before) * 1000) / 1000,
    })
    return response
  }
}

function idOf(request: Request): string {
  const sent = request.headers.get('x-request-id')
  return sent !== null && /^[\w.:-]{1,64}$/.test(sent) ? sent : randomUUID()
}
