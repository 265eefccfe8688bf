import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { TestServer } from './postgres.ts'

/** When a connection is cut: before the server has been asked to commit, or after it did, its answer still unread. */
export type Moment = 'commit asked' | 'commit done'

/** A place between a service and its server, where connections are lost. */
export interface Proxy {
  readonly host: string
  readonly port: number
  /** Cuts every connection and refuses new ones, until they are let in again. */
  refuse(): Promise<void>
  letIn(): Promise<void>
  /** Passes nothing on any more on the connections that are open, without closing them; new ones work. */
  fallSilent(): void
  /** Cuts the connection that commits next. */
  cutAt(moment: Moment): void
  close(): Promise<void>
}

/** What `pg` sends as the end of a transaction. */
const commit = Buffer.from('commit\0')

/** Starts a proxy before a server, on a free port of this machine. */
export async function startProxy(server: TestServer): Promise<Proxy> {
  const open = new Set<Socket>()
  const silent = new WeakSet<Socket>()
  let cut: Moment | undefined

  const proxy = createServer((client) => {
    const upstream = server.host.startsWith('/')
      ? connect(join(server.host, `.s.PGSQL.${server.port}`))
      : connect(server.port, server.host)
    const both = [client, upstream]
    const end = () => both.forEach((socket) => socket.destroy())
    for (const socket of both) {
      open.add(socket)
      // what a test cuts, or what a server ends, is told by the close that follows
      socket.on('error', () => undefined)
      socket.once('close', () => {
        open.delete(socket)
        end()
      })
    }
    client.on('data', (sent: Buffer) => {
      if (silent.has(client)) return
      const moment = sent.includes(commit) ? cut : undefined
      if (moment !== undefined) cut = undefined
      if (moment === 'commit asked') return end()
      if (moment === 'commit done') {
        upstream.removeAllListeners('data')
        upstream.once('data', end)
      }
      upstream.write(sent)
    })
    upstream.on('data', (answered: Buffer) => silent.has(upstream) || client.write(answered))
  })
  const listen = async (port: number) => {
    proxy.listen(port, '127.0.0.1')
    await once(proxy, 'listening')
    const address = proxy.address()
    return address !== null && typeof address === 'object' ? address.port : port
  }
  const port = await listen(0)
  const refuse = async () => {
    if (!proxy.listening) return
    const closed = once(proxy, 'close')
    proxy.close()
    for (const socket of open) socket.destroy()
    await closed
  }

  return {
    host: '127.0.0.1',
    port,
    refuse,
    letIn: async () => void (await listen(port)),
    fallSilent: () => {
      for (const socket of open) silent.add(socket)
    },
    cutAt: (moment) => {
      cut = moment
    },
    close: refuse,
  }
}
