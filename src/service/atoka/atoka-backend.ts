import type { Capability } from '../../contract/user.ts'
import type { Backend, Operations } from '../core/backend.ts'
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
export type Directory = Pick<Operations, 'listLeads' | 'getLead' | 'listUsers'>

/**
 * Creates the back end that uses the Atoka API; an operation that is not listed does not exist there. `hasFeature` returns what Atoka grants an application, because Atoka
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
    createEvent: createEvent(context),
    deleteEvent: deleteEvent(context),
    getEvent: getEvent(context),
    listEvents: listEvents(context),
    listStatuses: listStatuses(context),
    syncEvents: syncEvents(context),
    updateEvent: updateEvent(context),
  }
}
