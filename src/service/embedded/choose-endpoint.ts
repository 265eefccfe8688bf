import { createHash, randomUUID } from 'node:crypto'
import { chown, lstat, mkdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartupError } from '../core/startup-error.ts'
import { clusterIn, type ClusterLocation } from './cluster-location.ts'
import { ignoreError } from './folder-error.ts'

/** The endpoint of PostgreSQL: the folder of its socket, or 127.0.0.1 on Windows, where sockets have no owner. */
export interface Endpoint {
  /** a folder, or an address */
  readonly host: string
  readonly port: number
}

// only a part of the socket's name, not a network port
const SOCKET_PORT = 5432
// sun_path: 104 bytes on macOS, 108 on Linux, including the terminating zero
const MAX_PATH_BYTES = 103

/** Chooses the private cluster folder for the socket, or a private folder of its own if that is not possible. */
export async function chooseEndpoint({
  home,
  runAs,
}: Pick<ClusterLocation, 'home' | 'runAs'>): Promise<Endpoint> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort() }
  const cluster = clusterIn(home)
  if (fits(cluster) && (await canHoldSockets(cluster))) return { host: cluster, port: SOCKET_PORT }

  const name = `leadline-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`
  const folder = [tmpdir(), '/tmp'].map((parent) => join(parent, name)).find(fits) ?? join('/tmp', name)
  const uid = runAs.uid ?? process.getuid?.() ?? 0
  const created = await ignoreError(
    ['EEXIST'],
    mkdir(folder, { mode: 0o700 }).then(() => true),
  )
  if (created && runAs.uid !== undefined && runAs.gid !== undefined) await chown(folder, runAs.uid, runAs.gid)
  // any user may create folders there
  const entry = await lstat(folder)
  if (!entry.isDirectory() || entry.uid !== uid || (entry.mode & 0o077) !== 0) {
    throw new StartupError(
      `${folder} is needed for the database socket but belongs to another user. Remove it.`,
    )
  }
  return { host: folder, port: SOCKET_PORT }
}

/** Removes the socket of a killed server, which would prevent the start of a new one if its PID were in use again. */
export async function clearEndpoint({ host, port }: Endpoint): Promise<void> {
  if (process.platform === 'win32') return
  const socket = socketIn(host, port)
  await Promise.all([rm(socket, { force: true }), rm(`${socket}.lock`, { force: true })])
}

function socketIn(folder: string, port: number): string {
  return join(folder, `.s.PGSQL.${port}`)
}

function fits(folder: string): boolean {
  return Buffer.byteLength(socketIn(folder, SOCKET_PORT)) <= MAX_PATH_BYTES
}

function canHoldSockets(folder: string): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    // as short as the real name; closing the server removes the socket
    server.listen(join(folder, randomUUID().slice(0, 8)), () => server.close(() => resolve(true)))
  })
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
