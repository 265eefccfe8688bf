import type { PoolConfig } from 'pg'
import { runService } from '../e2e/support/service.ts'
import { openDatabase } from '../src/service/store/database.ts'
import { application } from './load/application.ts'
import type { LoadedPostgres } from './load/start-loaded.ts'
import { openClient } from './http-client.ts'
import { peakMemory } from './machine.ts'
import type { Candidate } from './measure.ts'
import { findOperations, type Operation } from './operations.ts'
import { runBareServer } from './run-bare-server.ts'

/** The ways to the same answer, in the order in which they take their turns. */
export const ways = ['driver', 'service', 'bare'] as const
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
    const service = runService({ DATABASE_URL: urlOf(loaded.connection), DEMO: 'off' })
    closers.push(async () => service.child.kill('SIGTERM') && service.ended)
    const opened = await openCells(events, { ...loaded, address: await service.address, closers })
    return { events, ...opened, peakMemory: async () => peakMemory(service.child.pid), close }
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
      const run: Record<Way, Candidate['run']> = {
        driver: async () => operation.throughDriver(driver.of(application.id)),
        service: async () => client.send(operation.request()),
        bare: async () => bare.send({ ...operation.request(), path: `/${index}` }),
      }
      return ways.map((way) => ({ operation, way, events, connections, run: run[way] }))
    })
  })
  return { cells, postgres: rows[0]?.server_version }
}

function urlOf({ user, password, host = '', port, database }: PoolConfig): string {
  const secret = typeof password === 'string' ? `:${password}` : ''
  return `postgres://${user}${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}
