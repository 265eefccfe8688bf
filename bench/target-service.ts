import type { PoolConfig } from 'pg'
import { runService } from '../e2e/support/service.ts'
import { openDatabase } from '../src/service/store/connection/database.ts'
import { application } from './load/application.ts'
import type { LoadedPostgres } from './load/start-loaded.ts'
import { openClient } from './http-client.ts'
import { peakMemory } from './machine.ts'
import type { Candidate } from './measure.ts'
import { findOperations, type Operation } from './operations.ts'
import { runBareServer } from './run-bare-server.ts'

/** The ways to the same answer, in the order in which they take their turns. */
export const ways = ['plain', 'driver', 'service', 'bare'] as const
export type Way = (typeof ways)[number]

/** Connections at once that everything is measured at. */
export const connectionCounts = [1, 16] as const

/** One thing to measure, and where its figure belongs. */
export interface Cell extends Candidate {
  readonly operation: Pick<Operation, 'name' | 'kind'>
  readonly way: Way
  readonly events: number
}

/** A loaded database with all that is measured on it: the built service, the driver in this process, a bare server. */
export interface Subject {
  readonly events: number
  readonly cells: readonly Cell[]
  /** gives the application so many users; returns what is measured once more then, at the driver */
  readonly withUsers: (users: number) => Promise<readonly Cell[]>
  /** the service, and its database as `DATABASE_URL` */
  readonly service: {
    readonly address: string
    readonly pid: number | undefined
    readonly databaseUrl: string
  }
  /** the version of its PostgreSQL */
  readonly postgres: string | undefined
  /** the most memory that the service has held, in megabytes */
  readonly peakMemory: () => Promise<number | undefined>
  close(): Promise<void>
}

/** Starts what is measured on a database; everything is stopped again where something does not start. */
export async function openSubject(events: number, loaded: LoadedPostgres): Promise<Subject> {
  const closers: (() => unknown)[] = []
  const close = async () => {
    for (const closer of closers.toReversed()) await closer()
  }
  try {
    const url = urlOf(loaded.connection)
    const service = runService({ DATABASE_URL: url, DEMO: 'off' })
    closers.push(async () => service.child.kill('SIGTERM') && service.ended)
    const address = await service.address
    const opened = await openCells(events, { ...loaded, address, closers })
    const withUsers = async (users: number) => {
      await addUsers(loaded, users)
      return opened.cells.filter(
        ({ way, connections }) => connections === 1 && (way === 'plain' || way === 'driver'),
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

interface Opening extends Pick<LoadedPostgres, 'connection' | 'role'> {
  readonly address: string
  readonly closers: (() => unknown)[]
}

async function openCells(
  events: number,
  { connection, role, address, closers }: Opening,
): Promise<Pick<Subject, 'cells' | 'postgres'>> {
  const ends = connectionCounts.map((connections) => {
    const driver = openDatabase({ connection, connections, role })
    const client = openClient(address, connections)
    closers.push(async () => driver.close(), client.close)
    return { connections, driver, client }
  })
  const [first] = ends
  if (first === undefined) throw new Error('no connections to measure at')
  const operations = await findOperations(first.driver.of(application.id))
  const answers = []
  for (const { request } of operations) answers.push(await first.client.send(request()))
  const server = await runBareServer(answers)
  closers.push(server.stop)
  const { rows } = await first.driver.pool.query<{ server_version: string }>('show server_version')
  const cells = ends.flatMap(({ connections, driver, client }) => {
    const bare = openClient(server.address, connections)
    closers.push(bare.close)
    return operations.flatMap((operation, index) => {
      const { plain } = operation
      const run: Partial<Record<Way, Candidate['run']>> = {
        ...(plain && { plain: async () => plain(driver.of(application.id)) }),
        driver: async () => operation.throughDriver(driver.of(application.id)),
        service: async () => client.send(operation.request()),
        bare: async () => bare.send({ ...operation.request(), path: `/${index}` }),
      }
      return ways.flatMap((way) => {
        const one = run[way]
        return one === undefined ? [] : { operation, way, events, connections, run: one }
      })
    })
  })
  return { cells, postgres: rows[0]?.server_version }
}

/** Adds users until the application has so many, and has PostgreSQL count them. */
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

/** The address of a server for `DATABASE_URL`. */
function urlOf({ user, password, host = '', port, database }: PoolConfig): string {
  const secret = typeof password === 'string' ? `:${password}` : ''
  return `postgres://${user}${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}
