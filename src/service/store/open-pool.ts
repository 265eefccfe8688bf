import { Pool, type PoolConfig } from 'pg'

/** A pool that outlives its connections: one that breaks is replaced, and the next query tells if the database is gone. */
export function openPool(config: PoolConfig): Pool {
  const pool = new Pool({ connectionTimeoutMillis: 5_000, ...config })
  pool.on('error', ignore)
  // between two queries of a transaction a break is told to nobody else, and would end the process
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

function ignore(): void {}
