import type { User } from '../../src/contract/user.ts'
import { STATUSES } from '../../src/service/demo/statuses.ts'
import type { Connection } from '../../src/service/store/connection/database.ts'
import { createApplication } from '../../src/service/store/applications/new-application.ts'

/** The only application of each database. */
export const application = { id: 'bench', name: 'Bench', features: ['useLeadEventsSync'] }
export const token = 'bench-token'
export const statusCollectionId = 'bench-1'

const names = ['Ada', 'Bruno', 'Carla']
export const people: readonly User[] = names.map((name) => ({ id: name.toLowerCase(), name, role: 'rep' }))
/** A user who logs no events and may read the figures of all. */
export const manager: User = { id: 'dora', name: 'Dora', role: 'manager' }

/** Creates the application; must run in a transaction. */
export async function createBenchApplication(connection: Connection): Promise<void> {
  const statusCollection = { id: statusCollectionId, statuses: STATUSES }
  await createApplication(connection, {
    ...application,
    token,
    people: [...people, manager],
    statusCollection,
  })
}
