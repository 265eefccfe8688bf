import type { Database } from '../store/database.ts'
import { Problem } from '../problem.ts'
import { answer } from './answer.ts'
import { dataHeaders } from './security-headers.ts'

/** Milliseconds that the database gets to show that it is there. */
const patience = 2_000

const ping = { name: 'ping', text: 'select 1' }

export interface HealthOptions {
  readonly database: Database
  /** the text of `/metrics` and its media type */
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>
  /** whether a caller may read `/metrics` */
  readonly mayReadMetrics: (request: Request) => boolean
}

/**
 * What those ask who run the service: `/healthz`, whether the process lives; `/readyz`, whether it can answer, which it
 * cannot without its database or while it is stopping; `/metrics`, for Prometheus.
 */
export function createHealth({ database, metrics, mayReadMetrics }: HealthOptions) {
  let stopping = false

  async function isReady(): Promise<boolean> {
    if (stopping) return false
    const asked = database.query(ping, []).then(
      () => true,
      () => false,
    )
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), patience)
    })
    return Promise.race([asked, late]).finally(() => clearTimeout(timer))
  }

  return {
    /** From now on the service is not ready: those who send it requests stop doing so. */
    stop: () => {
      stopping = true
    },

    /** The answer to one of the three, `undefined` for any other request. */
    respond: async (request: Request): Promise<Response | undefined> => {
      const { pathname } = new URL(request.url)
      if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
      if (pathname === '/healthz') return answer(200, { status: 'ok' })
      if (pathname === '/readyz') {
        return (await isReady())
          ? answer(200, { status: 'ready' })
          : answer(503, { status: stopping ? 'stopping' : 'no database' }, { 'retry-after': '2' })
      }
      if (pathname !== '/metrics') return undefined
      if (!mayReadMetrics(request))
        throw new Problem('forbidden', 'Send the METRICS_TOKEN as a bearer token.')
      const { type, text } = await metrics()
      return new Response(text, { headers: { ...dataHeaders, 'content-type': type } })
    },
  }
}
