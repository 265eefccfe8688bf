import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Service } from '../service.ts'
import { createFindArrival, type ResolveClient } from '../limits/client-address.ts'
import { dataHeaders } from '../page/security-headers.ts'
import type { Delivery } from '../limits/unread-responses.ts'

export interface ListenerOptions {
  readonly findArrival?: ResolveClient
  /** what an answer carries that the service does not make */
  readonly bareHeaders?: Readonly<Record<string, string>>
  /** whether the server takes no new connections, so that those that there are end with their answer */
  readonly isStopping?: () => boolean
  /** told of a connection whose client has sent a good credential */
  readonly recognised?: (socket: Socket) => void
  /** milliseconds in which a client has to read something of a response */
  readonly unreadTimeout?: number | undefined
}

/** Milliseconds in which a client has to read something of a response before it is disconnected. */
const unreadTimeoutMs = 30_000

interface Closing {
  once(event: 'close', listener: () => void): unknown
}

/** The delivery of the next response on a connection. */
function deliveryOn(socket: Socket, outgoing: Closing): Delivery {
  const before = socket.bytesWritten
  return {
    done: new Promise((resolve) => outgoing.once('close', resolve)),
    // bytes that the kernel has not taken are counted as written as well
    bytesRead: () => socket.bytesWritten - before - socket.writableLength,
    disconnect: () => socket.destroy(),
  }
}

/** The service as Node.js calls it for each request on a connection. */
export function createListener(
  service: Service,
  {
    findArrival = createFindArrival(undefined),
    bareHeaders = dataHeaders,
    isStopping = () => false,
    recognised = () => undefined,
    unreadTimeout = unreadTimeoutMs,
  }: ListenerOptions = {},
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const arrival = findArrival(request, incoming.socket.remoteAddress)
      const { socket } = incoming
      const response = await service(request, {
        ...arrival,
        recognised: () => recognised(socket),
        delivery: deliveryOn(socket, outgoing),
      })
      // ends a connection on which nothing moves; after the response Node.js sets the timeout of an idle one in its place
      socket.setTimeout(unreadTimeout)
      // Node.js then sends `Connection: close`, and a client opens its next connection elsewhere
      if (isStopping() && 'shouldKeepAlive' in outgoing) outgoing.shouldKeepAlive = false
      return response
    },
    {
      errorHandler: (error) =>
        new Response(null, { status: error instanceof RequestError ? 400 : 500, headers: bareHeaders }),
    },
  )
  return (incoming, outgoing) => {
    // of which no Request can be made
    if (incoming.method === 'TRACE') outgoing.writeHead(405, { ...bareHeaders, allow: 'GET' }).end()
    else void listener(incoming, outgoing)
  }
}
