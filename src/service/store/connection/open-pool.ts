import { Client, Pool, type PoolClient, type PoolConfig } from 'pg'
import { setRole, type ServiceRole } from './client-scope.ts'

/**
 * Milliseconds for the response to a statement of the service: a little more than its session's `statement_timeout`.
 */
export const answerTimeoutMs = 32_000

/** Milliseconds for opening a connection, and for setting the role of its session. */
const connectTimeoutMs = 5_000

/** Milliseconds after which TCP checks whether the other end of an idle connection still exists. */
const keepAliveAfterMs = 10_000

/** Milliseconds that running tasks may take when a pool is closed. */
const closeGraceMs = 1_000

/** A connection pool that replaces broken connections; a lost database only surfaces on the next query. */
export interface OpenedPool {
  readonly pool: Pool
  /** Restarts the time limit of a held client, as for each statement of a transaction. */
  readonly renew: (client: PoolClient) => void
  /** Closes the pool; connections that are still busy after a second are closed. */
  readonly close: () => Promise<void>
}

export interface OpenPoolOptions {
  /** the role that each session sets */
  readonly role?: ServiceRole | undefined
  /**
   * milliseconds for which a client may be held without `renew`; then the server counts as not responding: this
   * connection and the idle ones are closed and replaced
   */
  readonly maxHoldMs?: number | undefined
}

/** Opens a pool; the first query opens the first connection. */
export function openPool(config: PoolConfig, { role, maxHoldMs }: OpenPoolOptions = {}): OpenedPool {
  const pool = new Pool({
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs,
    ...config,
    ...(role && {
      onConnect: async (client) => {
        const closeTimer = setTimeout(() => client instanceof Client && cut(client), connectTimeoutMs)
        await setRole(client, role).finally(() => clearTimeout(closeTimer))
      },
    }),
  })
  pool.on('error', ignore)
  // between two queries of a transaction nothing else handles a broken connection, and the error would end the
  // process
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
      const closeTimer = setTimeout(() => [...held.keys()].forEach(cut), closeGraceMs)
      await pool.end().finally(() => clearTimeout(closeTimer))
    },
  }
}

/** Closes a connection immediately, whatever the server does; pending queries on it fail. */
export function cut(client: Client | PoolClient): void {
  client.connection.stream.destroy()
}

function ignore(): void {}
