import { TypeOverrides, type Pool, type PoolClient, type PoolConfig } from 'pg'
import type { Instant } from '../../../contract/instant.ts'
import { beginInRole, createClientScope, type ServiceRole } from './client-scope.ts'
import { createConnectionShares, type ConnectionShares, type Work } from './connection-shares.ts'
import { answerTimeoutMs, cut, openPool } from './open-pool.ts'
import { ClientGone, requestContext } from './request-context.ts'
import { isInterrupted, isConnectionError } from './is-connection-error.ts'

/** A statement of the store: its name is unique, so that a connection prepares it once; no name if its text varies. */
export interface Statement {
  readonly name?: string
  readonly text: string
}

/** Runs statements: the pool, or one transaction. */
export interface Connection {
  /** Runs a statement and returns its rows, with instants as ISO texts and bigints as numbers. */
  query<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]>
}

/** One transaction. */
export interface Transaction extends Connection {
  /**
   * Runs the transaction's last statement and commits, in one round trip, so that the statement's locks are held as
   * briefly as possible.
   */
  commitWith<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]>
}

/** Runs statements alone or in transactions. */
export interface Transactions extends Connection {
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  transaction<Result>(work: (connection: Transaction) => Promise<Result>): Promise<Result>
  /** Runs consistent reads: all of them see the database at the same time. */
  snapshot<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>
}

/** The service's own database. */
export interface Database extends Transactions {
  /** Restricts statements to one application: in the service's role, row level security shows only its rows. */
  of(applicationId: string): Transactions
  readonly pool: Pool
  /** the state of the waiting tasks */
  readonly shares: Pick<ConnectionShares, 'waiting' | 'isExhausted'>
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly connection: PoolConfig
  /**
   * false behind a pooler in transaction mode, which keeps no session state: statements are not named, and each
   * transaction sets the session's settings; default: true
   */
  readonly namedStatements?: boolean
  /** maximum number of connections; default: 10 */
  readonly connections?: number
  /** milliseconds for the response to a statement in the service's role; default: 32,000 */
  readonly answerTimeoutMs?: number
  /** the role of the statements; default: that of the connection, which owns the tables */
  readonly role?: ServiceRole
  /** the SQL that begins every transaction, such as `beginCheck`; single statements then run in a transaction too */
  readonly begin?: string
}

const timestamptz = 1184
const bigint = 20

/**
 * Milliseconds that a request may continue after its client has left: most are finished by then, and keep their
 * connection.
 */
const abortGraceMs = 1_000

/** Converts PostgreSQL's text of a `timestamptz(3)` in a UTC session to an instant, without `Date`. */
export function readInstant(text: string): Instant {
  if (!text.endsWith('+00')) throw new Error(`not a UTC timestamp of four-digit year: ${text}`)
  const [seconds = '', fraction = ''] = text.slice(0, -3).split('.')
  return `${seconds.replace(' ', 'T')}.${fraction.padEnd(3, '0')}Z`
}

/** Opens a pool; the first query opens the first connection. */
export function openDatabase({
  connection,
  namedStatements = true,
  connections = 10,
  answerTimeoutMs: timeoutMs = answerTimeoutMs,
  role,
  begin,
}: DatabaseOptions): Database {
  const types = new TypeOverrides()
  types.setTypeParser(timestamptz, readInstant)
  types.setTypeParser(bigint, Number)
  const { pool, renew, close } = openPool(
    {
      max: connections,
      application_name: 'leadline',
      // no statement here runs so long that compiling it would be worthwhile, whatever its estimate is
      options: '-c timezone=UTC -c jit=off',
      // a statement does not wait for the response to the previous one, unless it needs its values
      pipeline: true,
      ...connection,
      types,
    },
    { role: namedStatements ? role : undefined, maxHoldMs: role && timeoutMs },
  )
  const shares = createConnectionShares(connections)
  const enter = createClientScope()

  const runOn = (client: PoolClient, begun?: Promise<unknown>): Connection => ({
    async query<Row extends object>({ name, text }: Statement, values: readonly unknown[]) {
      renew(client)
      const result = client.query<Row>({
        ...(namedStatements && name !== undefined && { name }),
        text,
        values: [...values],
      })
      const [{ rows }] = await Promise.all([result, begun])
      return rows
    },
  })

  /** Holds a connection for a task of one application, and discards it if it is not usable any more. */
  async function hold<Result>(
    { kind, applicationId }: Pick<Work, 'kind' | 'applicationId'>,
    work: (held: Held) => Promise<Result>,
  ): Promise<Result> {
    const signal = requestContext()?.signal
    const run = async (): Promise<Result> => {
      const client = await pool.connect()
      const abandonment = cutWhenAborted(client, signal)
      const held = { client, complete: abandonment.ignore, broken: false }
      try {
        return await work(held)
      } catch (error) {
        // a connection to a server that has become a standby would work, but reject every write
        held.broken ||= isConnectionError(error)
        throw abandonment.isCut() ? new ClientGone('the client left', { cause: error }) : error
      } finally {
        abandonment.ignore()
        client.release(held.broken)
      }
    }
    // without a role the task is a command's, or part of the start of the service, when nothing else runs
    return role === undefined ? run() : shares.run({ kind, applicationId, signal }, run)
  }

  const within = async <Result>(
    first: string,
    of: Pick<Work, 'kind' | 'applicationId'>,
    work: (connection: Transaction) => Promise<Result>,
  ): Promise<Result> =>
    hold(of, async (held) => {
      const { client } = held
      const audited = requestContext()?.audited
      const auditedBefore = audited?.length
      try {
        const inRole = role && !namedStatements ? beginInRole(first, role, of.applicationId) : undefined
        if (inRole === undefined) await enter(client, of.applicationId)
        const begun = client.query(inRole ?? first)
        // a task that throws before its first statement never awaits this promise
        begun.catch(() => undefined)
        const statements = runOn(client, begun)
        let committed = false
        const commitAfter = async <Last>(last: Promise<Last>): Promise<Last> => {
          committed = true
          held.complete()
          renew(client)
          const [result] = await unlessUnknown(Promise.all([last, client.query(commit)]))
          return result
        }
        const result = await work({
          ...statements,
          commitWith: async (statement, values) => commitAfter(statements.query(statement, values)),
        })
        if (!committed) await commitAfter(begun)
        return result
      } catch (error) {
        // the audit entries were rolled back
        audited?.splice(auditedBefore ?? 0)
        await client.query('rollback').catch(() => {
          held.broken = true
        })
        throw error
      }
    })

  const alone = async <Result>(
    applicationId: string,
    work: (connection: Connection) => Promise<Result>,
  ): Promise<Result> => {
    const reading: Pick<Work, 'kind' | 'applicationId'> = { kind: 'read', applicationId }
    if (begin !== undefined || (role && !namedStatements)) return within(begin ?? 'begin', reading, work)
    return hold(reading, async ({ client }) => {
      await enter(client, applicationId)
      return work(runOn(client))
    })
  }

  const of = (applicationId: string): Transactions => ({
    query: async (statement, values) => alone(applicationId, async (one) => one.query(statement, values)),
    transaction: async (work) => within(begin ?? 'begin', { kind: 'write', applicationId }, work),
    snapshot: async (work) =>
      within(
        begin ?? 'begin isolation level repeatable read read only',
        { kind: 'read', applicationId },
        work,
      ),
  })

  return {
    ...of(''),
    of,
    pool,
    shares,
    close,
  }
}

/** A connection that a task holds. */
interface Held {
  readonly client: PoolClient
  /** from now on the task is finished, even if its client leaves */
  complete(): void
  /** whether the connection is not usable any more */
  broken: boolean
}

/**
 * Closes a connection shortly after the client of its request has left; PostgreSQL then cancels the statement and
 * rolls back the transaction.
 */
function cutWhenAborted(client: PoolClient, signal: AbortSignal | undefined) {
  let isCut = false
  let timer: NodeJS.Timeout | undefined
  const wait = () => {
    timer = setTimeout(() => {
      isCut = true
      cut(client)
    }, abortGraceMs)
  }
  if (signal?.aborted === true) wait()
  else signal?.addEventListener('abort', wait)
  return {
    isCut: () => isCut,
    ignore: () => {
      signal?.removeEventListener('abort', wait)
      clearTimeout(timer)
    },
  }
}

/** The connection broke during a commit: the transaction may or may not have been written. */
export class CommitOutcomeUnknown extends Error {}

// a commit that waits for a synchronous standby would be acknowledged without it if it were cancelled
const commit = 'set local statement_timeout = 0; commit'

/** Returns the result of a commit; throws `CommitOutcomeUnknown` if the connection broke before its response. */
async function unlessUnknown<Result>(committing: Promise<Result>): Promise<Result> {
  try {
    return await committing
  } catch (error) {
    // an interrupted commit is rolled back
    const unknown = isConnectionError(error) && !isInterrupted(error)
    throw unknown ? new CommitOutcomeUnknown('the commit was not answered', { cause: error }) : error
  }
}
