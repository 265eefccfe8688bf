import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Service } from '../service.ts'
import { dataHeaders } from './security-headers.ts'
import { createFindArrival, type FindArrival } from './arrival.ts'

/** The service as Node.js calls it for each request on a connection. */
export function createListener(
  service: Service,
  findArrival: FindArrival = createFindArrival(undefined),
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const listener = getRequestListener(async (request, { incoming }) =>
    service(request, findArrival(request, incoming.socket.remoteAddress)),
  )
  return (incoming, outgoing) => {
    // of which no Request can be made
    if (incoming.method === 'TRACE') outgoing.writeHead(405, { ...dataHeaders, allow: 'GET' }).end()
    else void listener(incoming, outgoing)
  }
}
