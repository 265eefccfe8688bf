import { Pool, type PoolConfig } from 'pg'
import { takeRole, type ServiceRole } from './client-scope.ts'

/**
 * A pool that outlives its connections: one that breaks is replaced, and the next query tells if the database is gone.
 * Each of its sessions takes `role` on, where there is one.
 */
export function openPool(config: PoolConfig, role?: ServiceRole): Pool {
  const pool = new Pool({
    connectionTimeoutMillis: 5_000,
    ...config,
    ...(role && { onConnect: async (client) => takeRole(client, role) }),
  })
  pool.on('error', ignore)
  // between two queries of a transaction a break is told to nobody else, and would end the process
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

function ignore(): void {}
