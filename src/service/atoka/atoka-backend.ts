import type { Capability } from '../../contract/user.ts'
import type { Backend } from '../core/backend.ts'
import { Problem } from '../core/problem.ts'
import type { AtokaContext } from './atoka-context.ts'
import { createEvent } from './create-event.ts'
import { deleteEvent } from './delete-event.ts'
import { getEvent } from './get-event.ts'
import { listEvents } from './list-events.ts'
import { listStatuses } from './list-statuses.ts'
import { syncEvents } from './sync-events.ts'
import { updateEvent } from './update-event.ts'

/** What of the extensions there is in front of Atoka; `sync` where it is granted. */
const capabilities: readonly Capability[] = ['leads', 'users', 'sync']

/** What the service carries out by itself, in front of Atoka too. */
export type Directory = Pick<Backend, 'listLeads' | 'getLead' | 'listUsers'>

/**
 * The back end that the real Atoka API carries out. `hasFeature` tells what Atoka grants an application, for there it is
 * not ours to say.
 */
export function createAtokaBackend(
  context: AtokaContext,
  directory: Directory,
  hasFeature: Backend['hasFeature'],
): Backend {
  return {
    ...directory,
    capabilities,
    hasFeature,
    createEvent: createEvent(context),
    deleteEvent: deleteEvent(context),
    eraseEvent: absent,
    eraseLead: absent,
    erasePerson: absent,
    exportLead: absent,
    exportPerson: absent,
    getEvent: getEvent(context),
    getEventHistory: absent,
    getLeadPath: absent,
    listActivity: absent,
    listEvents: listEvents(context),
    listStatuses: listStatuses(context),
    searchEvents: absent,
    syncEvents: syncEvents(context),
    updateEvent: updateEvent(context),
  }
}

/** An endpoint of ours that Atoka has nothing for: as if it were none. */
async function absent(): Promise<never> {
  throw new Problem('not_found', 'This endpoint does not exist.')
}
