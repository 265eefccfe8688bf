import { AsyncLocalStorage } from 'node:async_hooks'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { parseInstant, shiftInstant, type Instant } from '../../contract/instant.ts'
import type { Service } from '../../service/http/service.ts'
import { listenLocally, type LocalServer } from '../local-server.ts'

/** Atoka's directory of companies and people, in which a test's leads are not. */
const directory = /^\/v2\/(companies|people)$/
const nobody = { items: [], meta: { count: 0 } }

const requestTime = new AsyncLocalStorage<Instant>()

/**
 * The clock of a stand-in for Atoka. Time stands still in a test, and goes on by itself elsewhere: one that is sent the
 * next free moment of a lead takes that to have come.
 */
export function standInClock(clock: () => Instant): () => Instant {
  return () => {
    const [now, sent = now] = [clock(), requestTime.getStore()]
    return sent > now && sent <= shiftInstant(now, 1_000) ? sent : now
  }
}

/** Serves a Leadline over HTTP in place of Atoka, its `Date` by `clock`, in milliseconds so that a test's dates are exact. */
export async function serveStandIn(service: Service, clock: () => Instant): Promise<LocalServer> {
  const server = createServer((incoming, outgoing) => {
    void getRequestListener(async (request) => {
      if (directory.test(new URL(request.url).pathname)) return Response.json(nobody)
      const date = request.method === 'POST' ? parseInstant(await dateOf(request.clone())) : undefined
      const response = await (date === undefined
        ? service(request)
        : requestTime.run(date, async () => service(request)))
      response.headers.set(
        'date',
        new Date(clock()).toUTCString().replace(' GMT', `${clock().slice(19, 23)} GMT`),
      )
      return response
    })(incoming, outgoing)
  })
  return listenLocally(server)
}

async function dateOf(request: Request): Promise<string> {
  return new URLSearchParams(await request.text()).get('date') ?? ''
}
