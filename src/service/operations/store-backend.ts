import { capabilities } from '../../contract/user.ts'
import type { Backend } from '../backend.ts'
import type { AccessContext } from './change-people.ts'
import type { Context } from './context.ts'
import { createEvent } from './create-event.ts'
import { deleteEvent } from './delete-event.ts'
import { eraseEvent } from './erase-event.ts'
import { eraseLead } from './erase-lead.ts'
import { erasePerson } from './erase-person.ts'
import { exportLead } from './export-lead.ts'
import { exportPerson } from './export-person.ts'
import { getEvent } from './get-event.ts'
import { getEventHistory } from './get-event-history.ts'
import { getLead } from './get-lead.ts'
import { getLeadPath } from './get-lead-path.ts'
import { listActivity } from './list-activity.ts'
import { listEvents } from './list-events.ts'
import { listLeads } from './list-leads.ts'
import { listStatuses } from './list-statuses.ts'
import { listUsers } from './list-users.ts'
import { searchEvents } from './search-events.ts'
import { syncEvents } from './sync-events.ts'
import { updateEvent } from './update-event.ts'

/** The back end that keeps everything in our own PostgreSQL, and has every extension. */
export function createStoreBackend(context: Context & Pick<AccessContext, 'forgetCallers'>): Backend {
  return {
    capabilities,
    hasFeature: ({ features }, feature) => features.includes(feature),
    createEvent: createEvent(context),
    deleteEvent: deleteEvent(context),
    eraseEvent: eraseEvent(context),
    eraseLead: eraseLead(context),
    erasePerson: erasePerson(context),
    exportLead: exportLead(context),
    exportPerson: exportPerson(context),
    getEvent: getEvent(context),
    getEventHistory: getEventHistory(context),
    getLead: getLead(context),
    getLeadPath: getLeadPath(context),
    listActivity: listActivity(context),
    listEvents: listEvents(context),
    listLeads: listLeads(context),
    listStatuses: listStatuses(context),
    listUsers: listUsers(context),
    searchEvents: searchEvents(context),
    syncEvents: syncEvents(context),
    updateEvent: updateEvent(context),
  }
}
