import type { PoolConfig } from 'pg'
import { runService } from '../e2e/support/service.ts'
import { openDatabase, type Transactions } from '../src/service/store/connection/database.ts'
import { application } from './load/application.ts'
import type { LoadedPostgres } from './load/start-loaded.ts'
import { openClient } from './http-client.ts'
import { peakMemory } from './machine.ts'
import type { Candidate } from './measure.ts'
import type { Operation } from './operations.ts'
import { runBareServer } from './run-bare-server.ts'

/** The variants of the same operation, in the order in which they take turns. */
export const variants = ['plain', 'driver', 'service', 'bare'] as const
export type Variant = (typeof variants)[number]

/** The numbers of simultaneous connections of each measurement. */
export const connectionCounts = [1, 16] as const

/** A candidate, and the place of its figure in the tables. */
export interface Cell extends Candidate {
  readonly operation: Pick<Operation, 'name' | 'kind'>
  readonly variant: Variant
  /** the number of events, or of leads */
  readonly events: number
}

/** A loaded database and everything measured on it: the built service, the driver in this process, a bare server. */
export interface Subject {
  readonly events: number
  readonly cells: readonly Cell[]
  /** adds users until the application has this number; returns the cells to measure again, at the driver */
  readonly withUsers: (users: number) => Promise<readonly Cell[]>
  /** the service, and its database as `DATABASE_URL` */
  readonly service: {
    readonly address: string
    readonly pid: number | undefined
    readonly databaseUrl: string
  }
  /** the version of PostgreSQL */
  readonly postgres: string | undefined
  /** the maximum memory of the service since its start, in megabytes */
  readonly peakMemory: () => Promise<number | undefined>
  close(): Promise<void>
}

/** Starts everything measured on a database; if something cannot start, stops everything again. */
export async function openSubject(
  events: number,
  loaded: LoadedPostgres,
  findOperations: FindOperations,
): Promise<Subject> {
  const closers: (() => unknown)[] = []
  const close = async () => {
    for (const closer of closers.toReversed()) await closer()
  }
  try {
    const url = urlOf(loaded.connection)
    const service = runService({ DATABASE_URL: url, DEMO: 'off' })
    closers.push(async () => service.child.kill('SIGTERM') && service.ended)
    const address = await service.address
    const opened = await openCells(events, { ...loaded, address, closers, findOperations })
    const withUsers = async (users: number) => {
      await addUsers(loaded, users)
      return opened.cells.filter(
        ({ variant, connections }) => connections === 1 && (variant === 'plain' || variant === 'driver'),
      )
    }
    const { pid } = service.child
    return {
      events,
      service: { address, pid, databaseUrl: url },
      ...opened,
      withUsers,
      peakMemory: async () => peakMemory(pid),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Returns the operations to measure on a database. */
type FindOperations = (database: Transactions) => Promise<readonly Operation[]>

interface Opening extends Pick<LoadedPostgres, 'connection' | 'role'> {
  readonly findOperations: FindOperations
  readonly address: string
  readonly closers: (() => unknown)[]
}

async function openCells(
  events: number,
  { connection, role, address, closers, findOperations }: Opening,
): Promise<Pick<Subject, 'cells' | 'postgres'>> {
  const connectionSets = connectionCounts.map((connections) => {
    const driver = openDatabase({ connection, connections, role })
    const client = openClient(address, connections)
    closers.push(async () => driver.close(), client.close)
    return { connections, driver, client }
  })
  const [first] = connectionSets
  if (first === undefined) throw new Error('no connections to measure at')
  const operations = await findOperations(first.driver.of(application.id))
  const responses = []
  for (const { request } of operations) responses.push(await first.client.send(request()))
  const server = await runBareServer(responses)
  closers.push(server.stop)
  const { rows } = await first.driver.pool.query<{ server_version: string }>('show server_version')
  const cells = connectionSets.flatMap(({ connections, driver, client }) => {
    const bare = openClient(server.address, connections)
    closers.push(bare.close)
    return operations.flatMap((operation, index) => {
      const { plain } = operation
      const run: Partial<Record<Variant, Candidate['run']>> = {
        ...(plain && { plain: async () => plain(driver.of(application.id)) }),
        driver: async () => operation.throughDriver(driver.of(application.id)),
        service: async () => client.send(operation.request()),
        bare: async () => bare.send({ ...operation.request(), path: `/${index}` }),
      }
      return variants.flatMap((variant) => {
        const runVariant = run[variant]
        return runVariant === undefined ? [] : { operation, variant, events, connections, run: runVariant }
      })
    })
  })
  return { cells, postgres: rows[0]?.server_version }
}

/** Adds users until the application has this number, and updates PostgreSQL's statistics. */
async function addUsers({ connection }: LoadedPostgres, users: number): Promise<void> {
  const database = openDatabase({ connection, connections: 1 })
  await database.pool.query(
    `insert into application_user (application_id, id, name, role)
      select $1, 'user-' || i, 'User ' || i, 'rep' from generate_series(1, $2) i on conflict do nothing`,
    [application.id, users],
  )
  await database.pool.query('vacuum (analyze) application_user')
  await database.close()
}

/** Returns the connection URL of a server for `DATABASE_URL`. */
function urlOf({ user, password, host = '', port, database }: PoolConfig): string {
  const secret = typeof password === 'string' ? `:${password}` : ''
  return `postgres://${user}${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}
