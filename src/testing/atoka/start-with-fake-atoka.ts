import { createAtokaClient, type AtokaClientOptions } from '../../service/atoka/client.ts'
import type { AtokaConnection } from '../../service/composition/open-backend.ts'
import { openDatabase } from '../../service/store/connection/database.ts'
import { startHostileProxy, type HostileProxy } from '../hostile-proxy.ts'
import { serveStandIn, standInClock } from './fake-atoka.ts'
import {
  acme,
  createTestApplications,
  createTestDatabase,
  other,
  startOnStore,
  startServiceOn,
  testNow,
  type TestService,
  type TestServiceOptions,
} from '../start-service.ts'

/** A service before a stand-in for Atoka: our own, on a database of its own. */
export interface ServiceBeforeStandIn extends TestService {
  readonly standIn: TestService
  /** what lies between the two */
  readonly proxy: HostileProxy
}

interface StandInOptions extends TestServiceOptions {
  /** what else the client is told */
  readonly client?: Partial<AtokaClientOptions>
  /** ids of more reps of `acme`, who are only there */
  readonly peopleOfStandIn?: readonly string[]
}

/** Starts two services and a proxy between them. */
export async function startWithFakeAtoka(options: StandInOptions = {}): Promise<ServiceBeforeStandIn> {
  let now = testNow
  const clock = options.clock ?? (() => now)
  const { people = [], peopleOfStandIn = [], client = {}, backend: _, ...common } = options
  const standIn = await startOnStore({
    people: [...people, ...peopleOfStandIn],
    clock: standInClock(clock),
  })
  const served = await serveStandIn(standIn.service, clock)
  const proxy = await startHostileProxy(served.url, acme.token ?? '')

  const { connection, drop } = await createTestDatabase()
  const owner = openDatabase({ connection, connections: 1 })
  await createTestApplications(owner, people)
  await owner.close()
  const connectToAtoka = (): AtokaConnection => {
    const clients = new Map(
      [acme, other].map(({ id, token = '' }) => [
        id,
        // time stands still
        createAtokaClient({ url: proxy.url, token, clock, milliseconds: () => 0, ...client }),
      ]),
    )
    return { clientOf: (id) => clients.get(id) ?? unknown(id), isOneApplication: false }
  }
  const front = await startServiceOn(connection, { ...common, clock, atoka: connectToAtoka() })
  return {
    ...front,
    // another process knows nothing of what this one was told
    another: async (changed) => front.another({ atoka: connectToAtoka(), ...changed }),
    standIn,
    proxy,
    setNow: (instant) => {
      now = instant
    },
    async close() {
      await front.close()
      await proxy.close()
      await served.close()
      await standIn.close()
      await drop()
    },
  }
}

function unknown(id: string): never {
  throw new Error(`the application ${id} has no token`)
}
