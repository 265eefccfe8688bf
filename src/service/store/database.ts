import { TypeOverrides, type Pool, type PoolClient, type PoolConfig } from 'pg'
import type { Instant } from '../../contract/instant.ts'
import { beginInRole, createClientScope, type ServiceRole } from './client-scope.ts'
import { openPool } from './open-pool.ts'
import { isInterrupted, isUnavailable } from './unavailable.ts'

/** A statement of the store: its name is unique, so that a connection prepares it once; none where its text varies. */
export interface Statement {
  readonly name?: string
  readonly text: string
}

/** What a statement can be run on: the pool, or one transaction. */
export interface Connection {
  /** Runs a statement; the rows are what its `select` or `returning` says, instants as ISO texts, bigints as numbers. */
  query<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]>
}

/** Where statements can be run alone or together. */
export interface Transactions extends Connection {
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  transaction<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>
  /** Runs reads that have to agree with one another: all of them see the database as it was at one moment. */
  snapshot<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>
}

/** The service's own database. */
export interface Database extends Transactions {
  /** The same for one application: under the service's role, row level security leaves nothing but its rows. */
  of(applicationId: string): Transactions
  readonly pool: Pool
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly connection: PoolConfig
  /**
   * false behind a pooler in transaction mode, which keeps no state of a session: statements are not named, and what
   * holds for a session otherwise is said in each transaction; default true
   */
  readonly namedStatements?: boolean
  /** connections at the most; default 10 */
  readonly connections?: number
  /** the role in which statements run; without one, it is that of the connection, which owns the tables */
  readonly role?: ServiceRole
  /** the SQL that begins every transaction, such as `beginCheck`; a statement alone then is in a transaction too */
  readonly begin?: string
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
  role,
  begin,
}: DatabaseOptions): Database {
  const types = new TypeOverrides()
  types.setTypeParser(timestamptz, readInstant)
  types.setTypeParser(bigint, Number)
  const pool = openPool(
    {
      max: connections,
      application_name: 'leadline',
      // no statement here runs for long enough that compiling it would pay, whatever its estimate says
      options: '-c timezone=UTC -c jit=off',
      ...connection,
      types,
    },
    namedStatements ? role : undefined,
  )
  const enter = createClientScope()

  const runOn = (client: PoolClient): Connection => ({
    async query<Row extends object>({ name, text }: Statement, values: readonly unknown[]) {
      const result = await client.query<Row>({
        ...(namedStatements && name !== undefined && { name }),
        text,
        values: [...values],
      })
      return result.rows
    },
  })

  async function within<Result>(
    beginning: string,
    applicationId: string,
    work: (connection: Connection) => Promise<Result>,
  ): Promise<Result> {
    const client = await pool.connect()
    let broken = false
    try {
      if (role && !namedStatements) await client.query(beginInRole(beginning, role, applicationId))
      else {
        await enter(client, applicationId)
        await client.query(beginning)
      }
      const result = await work(runOn(client))
      await commit(client)
      return result
    } catch (error) {
      // a connection to what has become a standby would be good, and refuse every write
      broken = isUnavailable(error)
      await client.query('rollback').catch(() => {
        broken = true
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  async function alone<Result>(
    applicationId: string,
    work: (connection: Connection) => Promise<Result>,
  ): Promise<Result> {
    if (begin !== undefined || (role && !namedStatements))
      return within(begin ?? 'begin', applicationId, work)
    const client = await pool.connect()
    let broken = false
    try {
      await enter(client, applicationId)
      return await work(runOn(client))
    } catch (error) {
      broken = isUnavailable(error)
      throw error
    } finally {
      client.release(broken)
    }
  }

  const of = (applicationId: string): Transactions => ({
    query: async (statement, values) => alone(applicationId, async (one) => one.query(statement, values)),
    transaction: async (work) => within(begin ?? 'begin', applicationId, work),
    snapshot: async (work) =>
      within(begin ?? 'begin isolation level repeatable read read only', applicationId, work),
  })

  return {
    ...of(''),
    of,
    pool,
    async close() {
      await pool.end()
    },
  }
}

/** The connection broke while a transaction was being committed: it was written, or it was not. */
export class CommitUnknown extends Error {}

async function commit(client: PoolClient): Promise<void> {
  try {
    // a commit that waits for a synchronous standby and is cancelled would be acknowledged without it
    await client.query('set local statement_timeout = 0; commit')
  } catch (error) {
    // an interrupted commit is rolled back
    const unknown = isUnavailable(error) && !isInterrupted(error)
    throw unknown ? new CommitUnknown('the commit was not answered', { cause: error }) : error
  }
}
