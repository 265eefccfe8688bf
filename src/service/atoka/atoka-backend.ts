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

/** The capabilities in front of Atoka; `sync` only if Atoka grants it. */
const capabilities: readonly Capability[] = ['leads', 'users', 'sync']

/** The operations that the service implements itself, also in front of Atoka. */
export type Directory = Pick<Backend, 'listLeads' | 'getLead' | 'listUsers'>

/**
 * Creates the back end that uses the Atoka API. `hasFeature` returns what Atoka grants an application, because Atoka
 * decides that.
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
    countLeads: absent,
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
    getOverview: absent,
    listActivity: absent,
    listEvents: listEvents(context),
    listRecentEvents: absent,
    listStatuses: listStatuses(context),
    nameLead: absent,
    searchEvents: absent,
    syncEvents: syncEvents(context),
    updateEvent: updateEvent(context),
  }
}

/** An endpoint of ours that Atoka lacks: it does not exist here. */
async function absent(): Promise<never> {
  throw new Problem('not_found', 'This endpoint does not exist.')
}
