import { TypeOverrides, type Pool, type PoolClient, type PoolConfig } from 'pg'
import type { Instant } from '../../contract/instant.ts'
import { openPool } from './open-pool.ts'

/** A statement of the store: its name is unique, so that a connection prepares it once. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** What a statement can be run on: the pool, or one transaction. */
export interface Connection {
  /** Runs a statement; the rows are what its `select` or `returning` says, instants as ISO texts, bigints as numbers. */
  query<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]>
}

/** The service's own database. */
export interface Database extends Connection {
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  transaction<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>
  readonly pool: Pool
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly connection: PoolConfig
  /** false behind a pooler in transaction mode, which loses named statements; default true */
  readonly namedStatements?: boolean
  /** connections at the most; default 10 */
  readonly connections?: number
}

const timestamptz = 1184
const bigint = 20

/** PostgreSQL's text of a `timestamptz(3)` in a UTC session, as an instant: no detour through `Date`. */
export function readInstant(text: string): Instant {
  if (!text.endsWith('+00')) throw new Error(`not a UTC timestamp of four-digit year: ${text}`)
  const [seconds = '', fraction = ''] = text.slice(0, -3).split('.')
  return `${seconds.replace(' ', 'T')}.${fraction.padEnd(3, '0')}Z`
}

/** Opens a pool; no connection is made before the first query. */
export function openDatabase({
  connection,
  namedStatements = true,
  connections = 10,
}: DatabaseOptions): Database {
  const types = new TypeOverrides()
  types.setTypeParser(timestamptz, readInstant)
  types.setTypeParser(bigint, Number)
  const pool = openPool({
    max: connections,
    application_name: 'leadline',
    options: '-c timezone=UTC',
    ...connection,
    types,
  })

  const connectionOf = (client: Pool | PoolClient): Connection => ({
    async query<Row extends object>({ name, text }: Statement, values: readonly unknown[]) {
      const result = await client.query<Row>({ ...(namedStatements && { name }), text, values: [...values] })
      return result.rows
    },
  })

  return {
    ...connectionOf(pool),
    pool,
    async transaction(work) {
      const client = await pool.connect()
      let broken = false
      try {
        await client.query('begin')
        const result = await work(connectionOf(client))
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback').catch(() => {
          broken = true
        })
        throw error
      } finally {
        client.release(broken)
      }
    },
    async close() {
      await pool.end()
    },
  }
}
