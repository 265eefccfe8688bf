import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy that delays all data, like a network between a service and its database. */
export interface DelayProxy {
  readonly port: number
  readonly close: () => void
}

/** Starts a proxy in front of a Unix socket; a request and its response together take `roundTripMs` longer. */
export async function startDelayProxy(socketPath: string, roundTripMs: number): Promise<DelayProxy> {
  const open = new Set<Socket>()
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect(socketPath)
    const pairs = [
      [client, upstream],
      [upstream, client],
    ] as const
    for (const [from, to] of pairs) {
      open.add(from)
      // timers of the same duration end in the order in which they began
      from.on('data', (data: Buffer) => setTimeout(() => to.write(data), roundTripMs / 2))
      from.on('error', () => undefined)
      from.once('close', () => {
        open.delete(from)
        to.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return {
    port: address.port,
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
