import { randomUUID } from 'node:crypto'
import type { Service } from './service.ts'
import { toHonoPath } from './routes.ts'

/** What is told of each answer: no query, no body, no token and no name of a person. */
export interface RequestRecord {
  readonly requestId: string
  readonly method: string
  /** the endpoint's path as the contract writes it, `page` for the page's own files */
  readonly route: string
  readonly status: number
  readonly milliseconds: number
}

const requestIds = new WeakMap<Request, string>()

/** The id that a request is logged and answered with; `undefined` for one that is not observed. */
export function requestIdOf(request: Request): string | undefined {
  return requestIds.get(request)
}

/**
 * Gives each request an id (its own `X-Request-Id` where that is a plain one), answers with it, and tells `record` what
 * became of it.
 */
export function logRequests(service: Service, record: (record: RequestRecord) => void): Service {
  return async (request, arrival) => {
    const before = performance.now()
    const requestId = idOf(request)
    requestIds.set(request, requestId)
    const response = await service(request, arrival)
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
