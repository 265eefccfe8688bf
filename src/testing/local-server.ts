import { once } from 'node:events'
import type { Server } from 'node:http'

/** A server on a free port of this machine. */
export interface LocalServer {
  readonly url: string
  /** closes the server and all its connections */
  close(): Promise<void>
}

/** Makes a server listen on a free port of this machine. */
export async function listenLocally(server: Server): Promise<LocalServer> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
