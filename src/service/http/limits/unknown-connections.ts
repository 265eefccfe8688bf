import type { Socket } from 'node:net'
import { clientPrefix } from './client-prefix.ts'

/** Counts the connections of each address without a valid credential so far. */
export function createUnknownConnections() {
  const addresses = new Map<string, string>()
  const counts = new Map<string, number>()

  function forget(connection: string): void {
    const address = addresses.get(connection)
    if (address === undefined) return
    addresses.delete(connection)
    const left = (counts.get(address) ?? 1) - 1
    if (left === 0) counts.delete(address)
    else counts.set(address, left)
  }

  return {
    /** Counts a connection until it closes; returns the number of its address. */
    add(socket: Socket): number {
      const connection = connectionOf(socket)
      const address = clientPrefix({ address: socket.remoteAddress })
      const count = (counts.get(address) ?? 0) + 1
      addresses.set(connection, address)
      counts.set(address, count)
      socket.once('close', () => forget(connection))
      return count
    },
    /** Stops counting a connection whose client is known. */
    recognise: (socket: Socket): void => forget(connectionOf(socket)),
  }
}

/** Returns the same key for a TLS socket and its underlying one. */
function connectionOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
