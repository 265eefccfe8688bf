import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Service } from '../service.ts'
import { dataHeaders } from './security-headers.ts'
import { createFindArrival, type FindArrival } from './arrival.ts'

/** Milliseconds in which a client has to read something of a response before it is disconnected. */
const unreadTimeoutMs = 30_000

/** The service as Node.js calls it for each request on a connection. */
export function createListener(
  service: Service,
  findArrival: FindArrival = createFindArrival(undefined),
  unreadTimeout: number = unreadTimeoutMs,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const listener = getRequestListener(async (request, { incoming, outgoing }) => {
    const arrival = findArrival(request, incoming.socket.remoteAddress)
    const delivered = new Promise<void>((resolve) => outgoing.once('close', resolve))
    const response = await service(request, { ...arrival, delivered })
    // ends a connection on which nothing moves; after the response Node.js sets the timeout of an idle one in its place
    incoming.socket.setTimeout(unreadTimeout)
    return response
  })
  return (incoming, outgoing) => {
    // of which no Request can be made
    if (incoming.method === 'TRACE') outgoing.writeHead(405, { ...dataHeaders, allow: 'GET' }).end()
    else void listener(incoming, outgoing)
  }
}
