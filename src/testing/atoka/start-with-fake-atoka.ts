import { createAtokaClient, type AtokaClientOptions } from '../../service/atoka/client.ts'
import type { AtokaConnection } from '../../service/composition/open-backend.ts'
import { openDatabase } from '../../service/store/connection/database.ts'
import { startHostileProxy, type HostileProxy } from '../hostile-proxy.ts'
import { serveFakeAtoka, fakeAtokaClock } from './fake-atoka.ts'
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

/** A service whose back end is a fake Atoka: our own service on a second database. */
export interface ServiceWithFakeAtoka extends TestService {
  readonly fakeAtoka: TestService
  /** the proxy between the two */
  readonly proxy: HostileProxy
}

interface FakeAtokaOptions extends TestServiceOptions {
  /** options of the client that differ from the usual ones */
  readonly client?: Partial<AtokaClientOptions>
  /** IDs of additional reps of `acme` who exist only in the fake Atoka */
  readonly fakeAtokaPeople?: readonly string[]
}

/** Starts two services and a proxy between them. */
export async function startWithFakeAtoka(options: FakeAtokaOptions = {}): Promise<ServiceWithFakeAtoka> {
  let now = testNow
  const clock = options.clock ?? (() => now)
  const { people = [], fakeAtokaPeople = [], client = {}, backend: _, ...common } = options
  const fakeAtoka = await startOnStore({
    people: [...people, ...fakeAtokaPeople],
    clock: fakeAtokaClock(clock),
  })
  const served = await serveFakeAtoka(fakeAtoka.service, clock)
  const proxy = await startHostileProxy(served.url, acme.token ?? '')

  const { connection, drop } = await createTestDatabase()
  const owner = openDatabase({ connection, connections: 1 })
  await createTestApplications(owner, people)
  await owner.close()
  const connectToAtoka = (): AtokaConnection => {
    const clients = new Map(
      [acme, other].map(({ id, token = '' }) => [
        id,
        // the clock of a test does not advance
        createAtokaClient({ url: proxy.url, token, clock, milliseconds: () => 0, ...client }),
      ]),
    )
    return { clientOf: (id) => clients.get(id) ?? unknown(id), isOneApplication: false }
  }
  const front = await startServiceOn(connection, { ...common, clock, atoka: connectToAtoka() })
  return {
    ...front,
    // another process has a client of its own, without this one's cached state
    secondInstance: async (changed) => front.secondInstance({ atoka: connectToAtoka(), ...changed }),
    fakeAtoka,
    proxy,
    setNow: (instant) => {
      now = instant
    },
    async close() {
      await front.close()
      await proxy.close()
      await served.close()
      await fakeAtoka.close()
      await drop()
    },
  }
}

function unknown(id: string): never {
  throw new Error(`the application ${id} has no token`)
}
