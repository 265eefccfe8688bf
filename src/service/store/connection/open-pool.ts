import { Client, Pool, type PoolClient, type PoolConfig } from 'pg'
import { setRole, type ServiceRole } from './client-scope.ts'

/** Milliseconds for an answer to a statement of the service: a little more than its session's `statement_timeout`. */
export const answerTimeoutMs = 32_000

/** Milliseconds that a connection gets to be made, and its session to take the role on. */
const connectTimeoutMs = 5_000

/** Milliseconds after which TCP asks whether the other end of an idle connection is still there. */
const keepAliveAfterMs = 10_000

/** Milliseconds that work under way gets when a pool is closed. */
const closeGraceMs = 1_000

/** A pool that outlives its connections: one that breaks is replaced, and the next query tells if the database is gone. */
export interface OpenedPool {
  readonly pool: Pool
  /** Restarts the time for which a client may be held, as for each statement of a transaction. */
  readonly renew: (client: PoolClient) => void
  /** Closes the pool; connections that are still busy after a second are cut. */
  readonly close: () => Promise<void>
}

export interface OpenPoolOptions {
  /** taken on by each session */
  readonly role?: ServiceRole | undefined
  /**
   * milliseconds for which a client may be held without `renew`; then the server is taken not to answer: this connection
   * and those that are idle are cut, and replaced by new ones
   */
  readonly maxHoldMs?: number | undefined
}

/** Opens a pool; no connection is made before the first query. */
export function openPool(config: PoolConfig, { role, maxHoldMs }: OpenPoolOptions = {}): OpenedPool {
  const pool = new Pool({
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs,
    ...config,
    ...(role && {
      onConnect: async (client) => {
        const late = setTimeout(() => client instanceof Client && cut(client), connectTimeoutMs)
        await setRole(client, role).finally(() => clearTimeout(late))
      },
    }),
  })
  pool.on('error', ignore)
  // between two queries of a transaction a break is told to nobody else, and would end the process
  pool.on('connect', (client) => client.on('error', ignore))

  const held = new Map<PoolClient, NodeJS.Timeout | undefined>()
  const idle = new Set<PoolClient>()
  const giveUp = (client: PoolClient) => [client, ...idle].forEach(cut)
  pool.on('acquire', (client) => {
    idle.delete(client)
    held.set(client, maxHoldMs === undefined ? undefined : setTimeout(giveUp, maxHoldMs, client))
  })
  pool.on('release', (_error, client) => {
    clearTimeout(held.get(client))
    held.delete(client)
    idle.add(client)
  })
  pool.on('remove', (client) => idle.delete(client))

  return {
    pool,
    renew: (client) => void held.get(client)?.refresh(),
    async close() {
      const late = setTimeout(() => [...held.keys()].forEach(cut), closeGraceMs)
      await pool.end().finally(() => clearTimeout(late))
    },
  }
}

/** Ends a connection at once, whatever the server does: who waits for an answer on it gets an error. */
export function cut(client: Client | PoolClient): void {
  client.connection.stream.destroy()
}

function ignore(): void {}
