import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Service } from '../service.ts'
import { createResolveClient, type ResolveClient } from '../limits/client-address.ts'
import { dataHeaders } from '../page/security-headers.ts'
import type { Delivery } from '../limits/unread-responses.ts'

export interface ListenerOptions {
  readonly resolveClient?: ResolveClient
  /** the headers of responses that the service does not create */
  readonly bareHeaders?: Readonly<Record<string, string>>
  /** whether the server accepts no new connections, so that the existing ones end after their response */
  readonly isStopping?: () => boolean
  /** called with a connection whose client has sent a valid credential */
  readonly recognised?: (socket: Socket) => void
  /** milliseconds within which a client must read a part of a response */
  readonly unreadTimeout?: number | undefined
}

/** Milliseconds within which a client must read a part of a response; otherwise it is disconnected. */
const unreadTimeoutMs = 30_000

interface Closing {
  once(event: 'close', listener: () => void): unknown
}

/** Returns the delivery of the next response on a connection. */
function deliveryOn(socket: Socket, outgoing: Closing): Delivery {
  const before = socket.bytesWritten
  return {
    done: new Promise((resolve) => outgoing.once('close', resolve)),
    // `bytesWritten` includes bytes that the kernel has not accepted yet
    bytesRead: () => socket.bytesWritten - before - socket.writableLength,
    disconnect: () => socket.destroy(),
  }
}

/** Creates the request listener of Node.js for the service. */
export function createListener(
  service: Service,
  {
    resolveClient = createResolveClient(undefined),
    bareHeaders = dataHeaders,
    isStopping = () => false,
    recognised = () => undefined,
    unreadTimeout = unreadTimeoutMs,
  }: ListenerOptions = {},
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const client = resolveClient(request, incoming.socket.remoteAddress)
      const { socket } = incoming
      const response = await service(request, {
        ...client,
        recognised: () => recognised(socket),
        delivery: deliveryOn(socket, outgoing),
      })
      // closes a stalled connection; after the response Node.js replaces this with the timeout of an idle one
      socket.setTimeout(unreadTimeout)
      // Node.js then sends `Connection: close`, so that a client opens its next connection to another service
      if (isStopping() && 'shouldKeepAlive' in outgoing) outgoing.shouldKeepAlive = false
      return response
    },
    {
      errorHandler: (error) =>
        new Response(null, { status: error instanceof RequestError ? 400 : 500, headers: bareHeaders }),
    },
  )
  return (incoming, outgoing) => {
    // the class Request does not permit this method
    if (incoming.method === 'TRACE') outgoing.writeHead(405, { ...bareHeaders, allow: 'GET' }).end()
    else void listener(incoming, outgoing)
  }
}
