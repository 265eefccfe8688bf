import { capabilities } from '../../contract/user.ts'
import type { Backend, Operations } from '../core/backend.ts'
import type { AccessContext } from './people/change-people.ts'
import type { Context } from './context.ts'
import { createEvent } from './events/create-event.ts'
import { deleteEvent } from './events/delete-event.ts'
import { eraseEvent } from './personal-data/erase-event.ts'
import { eraseLead } from './personal-data/erase-lead.ts'
import { erasePerson } from './personal-data/erase-person.ts'
import { exportLead } from './personal-data/export-lead.ts'
import { exportPerson } from './personal-data/export-person.ts'
import { getEvent } from './events/get-event.ts'
import { getEventHistory } from './events/get-event-history.ts'
import { getLead } from './leads/get-lead.ts'
import { getLeadPath } from './leads/get-lead-path.ts'
import { nameLead } from './leads/name-lead.ts'
import { listActivity } from './events/list-activity.ts'
import { listEvents } from './events/list-events.ts'
import { countLeads } from './leads/count-leads.ts'
import { getOverview } from './leads/get-overview.ts'
import { listLeads } from './leads/list-leads.ts'
import { listRecentEvents } from './events/list-recent-events.ts'
import { listStatuses } from './list-statuses.ts'
import { listUsers } from './people/list-users.ts'
import { searchEvents } from './events/search-events.ts'
import { syncEvents } from './events/sync-events.ts'
import { updateEvent } from './events/update-event.ts'

/** Creates the back end that stores everything in our own PostgreSQL, and has every extension. */
export function createStoreBackend(
  context: Context & Pick<AccessContext, 'clearCallerCache'>,
): Backend & Operations {
  return {
    capabilities,
    hasFeature: ({ features }, feature) => features.includes(feature),
    countLeads: countLeads(context),
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
    getOverview: getOverview(context),
    listActivity: listActivity(context),
    listEvents: listEvents(context),
    listLeads: listLeads(context),
    listRecentEvents: listRecentEvents(context),
    listStatuses: listStatuses(context),
    listUsers: listUsers(context),
    nameLead: nameLead(context),
    searchEvents: searchEvents(context),
    syncEvents: syncEvents(context),
    updateEvent: updateEvent(context),
  }
}
