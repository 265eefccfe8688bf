import type { EndpointName } from '../../../contract/endpoints.ts'
import type { OperationDescription } from './operation-description.ts'
import {
  dateAlone,
  dateIsInclusive,
  lastDateIsInclusive,
  eventFilters,
  leadFilters,
  dataPage,
  ordering,
  paging,
  searchDescription,
} from './parameters.ts'
import { importDescriptions } from './imports.ts'
import { accountDescriptions, peopleDescriptions } from './people.ts'

/** Texts for every operation and every parameter; a missing one does not compile. */
export const operationDescriptions: { readonly [Name in EndpointName]: OperationDescription<Name> } = {
  createEvent: {
    tag: 'Lead events',
    summary: 'Create an event',
    description:
      'Creates an event on a lead. If the lead is unknown, it is created with the given `type`. The response contains the event as stored, including its `date` and assignee.',
    parameters: {
      lead: 'The lead’s ID: visible characters, without commas, double quotes or white space.',
      type: 'The lead’s type. It is fixed by the lead’s first event or its directory entry; a different type is later rejected.',
      note: 'The note: Unicode text with line breaks and tabs but no other control characters. Its length is counted in code points after CRLF is normalised to LF. An empty value means no note.',
      status:
        'The lead’s new status: exactly one of the labels of your application’s statuses. If omitted, the status does not change.',
      date: 'When it happened: after the lead’s latest event and not after the server clock. A date without a time means 00:00 UTC; without a time zone, UTC; fractions beyond milliseconds are truncated. Default: now, or one millisecond after the latest event if that is later.',
      leadAssignee:
        'The user the lead is assigned to: visible characters without white space, not necessarily a known user. If omitted, the lead keeps its current assignee. Ignored if leadAssigneeRemove is true.',
      leadAssigneeRemove: 'If true, unassigns the lead. Takes precedence over leadAssignee.',
      name: 'An extension: the name of a lead that has none. If the lead has a name, this one is ignored, and `queryExplanation` says so. One line.',
    },
  },
  listEvents: {
    tag: 'Lead events',
    summary: 'List events of leads',
    description:
      'Lists the events of one or more leads; `meta.count` is the exact number of matches. The parameters from `q` to `dateTo` are filters; an event must match all of them.',
    parameters: {
      leads:
        'Lead IDs, at most 500 distinct values, comma-separated, as a repeated parameter, or both. A value in double quotes may contain a comma.',
      q: `${searchDescription} The matched ranges are returned in each item’s \`highlights\`.`,
      ...eventFilters,
      ...paging,
      ordering,
    },
  },
  searchEvents: {
    tag: 'Lead events',
    summary: 'Search notes across all leads',
    description:
      'Finds events on all leads of the application whose notes contain every search term; the matched ranges are returned in `highlights`. For very many matches, `meta.count` is a lower bound and `meta.info` says so.',
    parameters: { q: searchDescription, ...eventFilters, ...paging, ordering },
  },
  listRecentEvents: {
    tag: 'Lead events',
    summary: 'List recent events of all leads',
    description:
      'Lists the events of all leads of the application, newest first. The parameters from `status` to `change` are filters; an event must match all of them. For very many matches, `meta.count` is a lower bound and `meta.info` says so.',
    parameters: {
      ...eventFilters,
      change:
        'Only events that changed their lead’s status (`status`) or assignee (`leadAssignee`), or that are their lead’s first event (`firstEvent`).',
      ...paging,
    },
  },
  listStatuses: {
    tag: 'Lead events',
    summary: 'List statuses',
    description: 'The statuses that events in your application can set, in funnel order.',
    parameters: {},
  },
  syncEvents: {
    tag: 'Lead events',
    summary: 'Synchronise events',
    description:
      'Lists events by `updateTime`, oldest change first, starting at a given time. A deleted event has `"deleted": true` and no note.',
    parameters: {
      fromUpdateTime: `Only events changed at or after this time. ${dateIsInclusive} Default: from the beginning.`,
      ...paging,
    },
  },
  getEvent: {
    tag: 'Lead events',
    summary: 'Get an event',
    description:
      'One event. `ifDeleted` is the state its lead would revert to without it, or `null` if nothing would change.',
    parameters: {},
  },
  updateEvent: {
    tag: 'Lead events',
    summary: 'Update an event',
    description:
      'Updates an event’s note, date or both. At least one is required; an omitted field keeps its value. Any other field is rejected as `immutable`. A rep can update their own events, a manager any event in the application.',
    parameters: {
      note: 'The new note, under the same rules as for creation. An empty value, or `null` in JSON, removes the note.',
      date: 'The new date: after every other event of the lead and not after the server clock. A date that would change the lead’s current status or assignee is rejected with 409; delete the event and create it again instead.',
    },
  },
  deleteEvent: {
    tag: 'Lead events',
    summary: 'Delete an event',
    description:
      'Deletes an event, leaving a tombstone without the note, which `sync` reports. A rep can delete their own events, a manager any event in the application. A deletion cannot be undone.',
    parameters: {
      forceDelete:
        'Unless true, a deletion that would change the lead’s current status or assignee is rejected with 409, and the response says what the lead would revert to.',
    },
  },
  getEventHistory: {
    tag: 'Change log',
    summary: 'Get an event’s change history',
    description:
      'Every update of an event and its deletion, with the values before and after. For a deleted event, only its owner and managers can read it.',
    parameters: {},
  },
  listActivity: {
    tag: 'Change log',
    summary: 'List edits and deletions',
    description: 'Edits and deletions in the application, newest first.',
    parameters: {
      changedBy: 'Only changes made by this user.',
      lead: 'Only changes to events on this lead.',
      dateFrom: `Only changes made at or after this time. ${dateIsInclusive}`,
      dateTo: `Only changes made at or before this time. ${lastDateIsInclusive}`,
      ...paging,
    },
  },
  listLeads: {
    tag: 'Leads and users',
    summary: 'List leads',
    description: 'The application’s leads with their current state.',
    parameters: {
      q: 'Words of a lead’s name or ID: the beginning of each, in any order, without case, accents, spaces and punctuation. The best match comes first; of more than 1,000 matches, `meta.count` is a lower bound and `meta.info` says so.',
      ...leadFilters,
      sort: 'Sort by latest event, newest first (`recent`, the default without `q`) or oldest first (`quiet`), by `name`, or by the start of the current status, oldest first (`longest`). Sorted search results are all counted.',
      ...paging,
    },
  },
  getLead: {
    tag: 'Leads and users',
    summary: 'Get a lead',
    description: 'One lead with its current state.',
    parameters: {},
  },
  nameLead: {
    tag: 'Leads and users',
    summary: 'Set or correct a lead’s name',
    description:
      'Sets the lead’s name; the audit records who did. A sales rep can name a lead that has no name and correct the name of a lead assigned to them; a manager can name any lead.',
    parameters: { name: 'The name: one line without control characters.' },
  },
  getLeadPath: {
    tag: 'Leads and users',
    summary: 'Get a lead’s path',
    description:
      'The events that changed a lead’s status or assignee, oldest first, with the state before and after each.',
    parameters: {},
  },
  countLeads: {
    tag: 'Leads and users',
    summary: 'Count leads for each filter',
    description:
      'How many leads `GET /v2/leads` would list with each choice of one filter and the present choices of the others: `statuses` counts with the requested assignee, activity and type, but with any status. Each number is counted up to 1,000; at most 2,000 leads are read for it, and `more` says that there may be others.',
    parameters: {
      ...leadFilters,
      assignees:
        'Users whose leads are counted in `assignees`, comma-separated, as a repeated parameter, or both.',
      quiet: `Times for which the quiet leads are counted in \`quiet\`: as \`quietSince\`, comma-separated or repeated. ${dateAlone}`,
    },
  },
  getOverview: {
    tag: 'Leads and users',
    summary: 'Get the overview',
    description:
      'Figures of the application’s leads and events: leads by status and by assignee, the open leads longest in their status, quiet leads, events by user, and what changed. Days are those of `timeZone`; weeks begin on Monday. A manager gets the figures of the whole application or of one user, a rep only their own: leads assigned to the user, events logged by the user, and changes stored with the user as assignee. `GET /v2/leads` and `GET /v2/leadevents/recent` list what each figure counts.',
    parameters: {
      timeZone: 'The IANA name of the time zone whose days count, such as `Europe/Rome`.',
      changedSince: `Count the changes in \`changes\` from this time on. ${dateIsInclusive} Default: the start of today in \`timeZone\`.`,
      user: 'Only the figures of this user. A rep can send only their own ID.',
    },
  },
  listUsers: {
    tag: 'Leads and users',
    summary: 'List users',
    description:
      'The users of the application, to whom leads can be assigned, by name. Blocked users are included and marked.',
    parameters: {
      q: 'Words of a name or ID: the beginning of each, in any order, without case, accents, spaces and punctuation.',
      ...paging,
    },
  },
  ...peopleDescriptions,
  ...importDescriptions,
  exportLead: {
    tag: 'Personal data',
    summary: 'Export a lead’s personal data',
    description:
      'The lead and a page of its events by ID, including deleted ones, each with all its changes. `next` is the `after` value of the next page, or `null` on the last. For managers.',
    parameters: dataPage,
  },
  exportPerson: {
    tag: 'Personal data',
    summary: 'Export a person’s personal data',
    description:
      'The person’s sign-in methods (not the password), sessions and assigned leads, and a page of the events they logged or changed, as for a lead. For managers.',
    parameters: dataPage,
  },
  eraseEvent: {
    tag: 'Personal data',
    summary: 'Erase an event’s note',
    description:
      'Erases the note of an event, deleted or not, with all its earlier versions. Who did what and when, the status and the assignee are kept. This cannot be undone. For managers.',
    parameters: {},
  },
  eraseLead: {
    tag: 'Personal data',
    summary: 'Erase a lead’s texts',
    description:
      'Erases the notes of all events of a lead, and the lead’s name if it is a person. This cannot be undone. For managers.',
    parameters: {},
  },
  erasePerson: {
    tag: 'Personal data',
    summary: 'Erase a person',
    description:
      'Erases a person’s name and email address, removes their sign-in and ends their sessions. What they wrote and did is kept under their ID. This cannot be undone. For managers, except on themselves.',
    parameters: {},
  },
  getSession: {
    tag: 'Session',
    summary: 'Get the session',
    description:
      'The user the session cookie belongs to (`null` if none), and the extensions this service offers. Renews the session.',
    parameters: {},
  },
  createSession: {
    tag: 'Session',
    summary: 'Sign in',
    description:
      'Signs a person in with an email address and password and sets the session cookie. If these belong to accounts in several applications, the response is a 400 with the code `application_needed` and the applications in `values`; send the ID of one as `application`. With the demo loaded, `demoPerson` alone is sufficient. A browser can call this from the service’s own pages only.',
    parameters: {
      email: 'The person’s email address.',
      password: 'The person’s password.',
      application: 'The ID of the application, if email and password belong to several.',
      demoPerson: 'The ID of one of `demoPeople`, instead of email and password.',
    },
  },
  deleteSession: {
    tag: 'Session',
    summary: 'Sign out',
    description: 'Ends the session, if any, and clears its cookie.',
    parameters: {},
  },
  ...accountDescriptions,
}
