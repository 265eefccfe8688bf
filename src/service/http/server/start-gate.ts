import { Problem } from '../../core/problem.ts'
import type { Service } from '../service.ts'
import { json, problemResponse } from '../respond.ts'

const headers = { 'retry-after': '2' }

/**
 * Replaces the service while its database is migrated: returns 503 with the current step until `open` sets the
 * service.
 */
export function createStartGate() {
  let step = 'starting'
  let opened: Service | undefined

  const starting: Service = async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/healthz') return json(200, { status: 'ok' })
    if (pathname === '/readyz') return json(503, { status: step }, headers)
    const problem = new Problem('unavailable', `Leadline is not ready yet: ${step}. Try again shortly.`, {
      headers,
    })
    return problemResponse(problem, () => undefined)
  }

  const service: Service = async (request, client) => (opened ?? starting)(request, client)
  return {
    service,
    setStep: (current: string): void => {
      step = current
    },
    open: (ready: Service): void => {
      opened = ready
    },
  }
}
