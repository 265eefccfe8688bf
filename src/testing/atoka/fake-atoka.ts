import { AsyncLocalStorage } from 'node:async_hooks'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { parseInstant, shiftInstant, type Instant } from '../../contract/instant.ts'
import type { Service } from '../../service/http/service.ts'
import { listenLocally, type LocalServer } from '../local-server.ts'

/** The paths of Atoka's directory of companies and people, which contains none of a test's leads. */
const directoryPath = /^\/v2\/(companies|people)$/
const emptyPage = { items: [], meta: { count: 0 } }

const requestTime = new AsyncLocalStorage<Instant>()

/**
 * The clock of a fake Atoka. The clock of a test does not advance, but Atoka's does. If a request contains the
 * earliest valid date of a lead and this is at most a second ahead, the fake Atoka's clock has reached it.
 */
export function fakeAtokaClock(clock: () => Instant): () => Instant {
  return () => {
    const [now, sent = now] = [clock(), requestTime.getStore()]
    return sent > now && sent <= shiftInstant(now, 1_000) ? sent : now
  }
}

/**
 * Serves a Leadline over HTTP as a fake Atoka. Its header `Date` comes from `clock`, with milliseconds, so that the
 * dates of a test are exact.
 */
export async function serveFakeAtoka(service: Service, clock: () => Instant): Promise<LocalServer> {
  const server = createServer((incoming, outgoing) => {
    void getRequestListener(async (request) => {
      if (directoryPath.test(new URL(request.url).pathname)) return Response.json(emptyPage)
      const date = request.method === 'POST' ? parseInstant(await readDate(request.clone())) : undefined
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

async function readDate(request: Request): Promise<string> {
  return new URLSearchParams(await request.text()).get('date') ?? ''
}
