import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { TestServer } from './postgres.ts'

/**
 * When a connection is cut: before the server receives the commit, or after it has committed and before its response
 * is read.
 */
export type FaultPoint = 'commit asked' | 'commit done'

/** A proxy between a service and its database server that can break connections. */
export interface Proxy {
  readonly host: string
  readonly port: number
  /** Closes every connection and refuses new ones until `acceptConnections` is called. */
  refuseConnections(): Promise<void>
  acceptConnections(): Promise<void>
  /** Stops forwarding data on the open connections without closing them; new connections work. */
  stopForwarding(): void
  /** Closes the connection of the next commit. */
  cutAt(point: FaultPoint): void
  close(): Promise<void>
}

/** The message that `pg` sends to commit a transaction. */
const commit = Buffer.from('commit\0')

/** Starts a proxy in front of a server, on a free port of this machine. */
export async function startProxy(server: TestServer): Promise<Proxy> {
  const open = new Set<Socket>()
  const silent = new WeakSet<Socket>()
  let pendingFault: FaultPoint | undefined

  const proxy = createServer((client) => {
    const upstream = server.host.startsWith('/')
      ? connect(join(server.host, `.s.PGSQL.${server.port}`))
      : connect(server.port, server.host)
    const sockets = [client, upstream]
    const end = () => sockets.forEach((socket) => socket.destroy())
    for (const socket of sockets) {
      open.add(socket)
      // an error needs no handling: the event `close` follows it
      socket.on('error', () => undefined)
      socket.once('close', () => {
        open.delete(socket)
        end()
      })
    }
    client.on('data', (sent: Buffer) => {
      if (silent.has(client)) return
      const point = sent.includes(commit) ? pendingFault : undefined
      if (point !== undefined) pendingFault = undefined
      if (point === 'commit asked') return end()
      if (point === 'commit done') {
        upstream.removeAllListeners('data')
        upstream.once('data', end)
      }
      upstream.write(sent)
    })
    upstream.on('data', (received: Buffer) => silent.has(upstream) || client.write(received))
  })
  const listen = async (port: number) => {
    proxy.listen(port, '127.0.0.1')
    await once(proxy, 'listening')
    const address = proxy.address()
    return address !== null && typeof address === 'object' ? address.port : port
  }
  const port = await listen(0)
  const refuseConnections = async () => {
    if (!proxy.listening) return
    const closed = once(proxy, 'close')
    proxy.close()
    for (const socket of open) socket.destroy()
    await closed
  }

  return {
    host: '127.0.0.1',
    port,
    refuseConnections,
    acceptConnections: async () => void (await listen(port)),
    stopForwarding: () => {
      for (const socket of open) silent.add(socket)
    },
    cutAt: (point) => {
      pendingFault = point
    },
    close: refuseConnections,
  }
}
