import type { Database } from '../store/connection/database.ts'
import type { DatabaseWatch } from '../store/connection/database-watch.ts'
import { Problem } from '../core/problem.ts'
import { json } from './respond.ts'
import { dataHeaders } from './page/security-headers.ts'

export interface HealthOptions {
  readonly database: Pick<Database, 'shares'>
  readonly watch: Pick<DatabaseWatch, 'isResponding'>
  /** returns why the database is not running, if that is known */
  readonly outage: (() => string | undefined) | undefined
  /** whether the search index is being created, which searches wait for */
  readonly isIndexing: () => boolean
  /** the text of `/metrics` and its media type */
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>
  /** whether a caller may read `/metrics` */
  readonly mayReadMetrics: (request: Request) => boolean
}

/**
 * The endpoints for operators: `/healthz` reports whether the process is alive; `/readyz`, whether it can respond,
 * which requires its database and a free connection to it, and ends when the service stops; `/metrics`, for
 * Prometheus.
 */
export function createHealth({
  database,
  watch,
  outage,
  isIndexing,
  metrics,
  mayReadMetrics,
}: HealthOptions) {
  let stopping = false

  async function status(): Promise<string> {
    if (stopping) return 'stopping'
    if (!(await watch.isResponding())) return outage?.() ?? 'no database'
    return database.shares.isExhausted ? 'no free database connection' : 'ready'
  }

  return {
    /** Marks the service as not ready, so that load balancers stop sending requests. */
    stop: () => {
      stopping = true
    },

    /** Returns the response of one of the three endpoints; `undefined` for any other request. */
    respond: async (request: Request): Promise<Response | undefined> => {
      const { pathname } = new URL(request.url)
      if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
      if (pathname === '/healthz') return json(200, { status: 'ok' })
      if (pathname === '/readyz') {
        const body = { status: await status(), ...(isIndexing() && { searchIndex: 'being created' }) }
        return body.status === 'ready' ? json(200, body) : json(503, body, { 'retry-after': '2' })
      }
      if (pathname !== '/metrics') return undefined
      if (!mayReadMetrics(request)) throw new Problem('forbidden', 'Send METRICS_TOKEN as a bearer token.')
      const { type, text } = await metrics()
      return new Response(text, { headers: { ...dataHeaders, 'content-type': type } })
    },
  }
}
