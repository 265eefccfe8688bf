import type { EndpointName } from '../../../contract/endpoints.ts'
import type { OperationWords } from './operation-words.ts'
import {
  dateAlone,
  dateIsInclusive,
  lastDateIsInclusive,
  eventFilters,
  heldPage,
  ordering,
  paging,
  searchWords,
} from './parameters.ts'
import { ownWords, peopleWords } from './people.ts'

/** Words for every operation and every parameter: one without does not compile. */
export const operationWords: { readonly [Name in EndpointName]: OperationWords<Name> } = {
  createEvent: {
    tag: 'Lead events',
    summary: 'Log an event',
    description:
      'Registers an event on a lead. A lead that was not seen before is taken on with the `type` that is sent. The answer holds the event as it was stored, with the `date` and the assignee that it got.',
    parameters: {
      lead: 'The lead that the event is about: visible characters, no comma, double quote or white space.',
      type: 'What the lead is. Its first event or its directory entry settles it; another one later is refused.',
      note: 'What happened: Unicode text, line breaks and tabs kept, no other control characters. Its length counts in code points, after CRLF has become LF. An empty one is no note.',
      status:
        'The lead’s new status: a label of your application’s statuses, exactly. Left out, the event changes no status.',
      date: 'When it happened: after the lead’s most recent event and not after the service’s clock. A date alone is its 00:00 UTC, no zone is UTC, digits beyond the millisecond are cut off. Left out: now, or one millisecond after the most recent event where that is not earlier.',
      leadAssignee:
        'Whom the lead is assigned to: visible characters without white space, not necessarily a known user. Left out, the lead’s last known value is kept. Ignored where leadAssigneeRemove is true.',
      leadAssigneeRemove: 'Assigns the lead to nobody. It has priority over leadAssignee.',
    },
  },
  listEvents: {
    tag: 'Lead events',
    summary: 'List the events of leads',
    description:
      'Lists the events of one or several leads, with the exact number of those that match in `meta.count`. The parameters from `q` to `dateTo` narrow the list, and all that are sent have to hold.',
    parameters: {
      leads:
        'Ids of leads, 500 different ones at the most: separated by commas, or the parameter repeated, or both. A value in double quotes may hold a comma.',
      q: `${searchWords} Each item then says in \`highlights\` what matched.`,
      ...eventFilters,
      ...paging,
      ordering,
    },
  },
  searchEvents: {
    tag: 'Lead events',
    summary: 'Search the notes of all leads',
    description:
      'Finds the events of all leads of the application whose notes hold all of the words, and says in `highlights` what matched. Where very many match, `meta.count` is a lower bound, and `meta.info` says so.',
    parameters: { q: searchWords, ...eventFilters, ...paging, ordering },
  },
  listStatuses: {
    tag: 'Lead events',
    summary: 'List the statuses',
    description: 'The statuses that your application’s events can set, in the order of its funnel.',
    parameters: {},
  },
  syncEvents: {
    tag: 'Lead events',
    summary: 'Read what changed',
    description:
      'Lists events by `updateTime`, oldest change first, from a moment on. A deleted event appears with `"deleted": true` and without its note.',
    parameters: {
      fromUpdateTime: `Only what changed at this moment or later. ${dateIsInclusive} Left out: from the beginning.`,
      ...paging,
    },
  },
  getEvent: {
    tag: 'Lead events',
    summary: 'Read an event',
    description:
      'One event. `ifDeleted` says what its lead would fall back to without it, and is `null` where that would change nothing.',
    parameters: {},
  },
  updateEvent: {
    tag: 'Lead events',
    summary: 'Correct an event',
    description:
      'Changes an event’s note, its date, or both: at least one has to be sent, and what is left out stays. Any other field of an event is refused as `immutable`. A rep corrects own events, a manager any of the application’s.',
    parameters: {
      note: 'The new note, under the rules of a new event’s. Empty, or `null` in JSON, takes the note away.',
      date: 'The new date: after every other event of the lead and not after the service’s clock. A date that would change the lead’s current status or assignee is a 409: delete the event and log it again.',
    },
  },
  deleteEvent: {
    tag: 'Lead events',
    summary: 'Delete an event',
    description:
      'Deletes an event and leaves a tombstone without its note, which `sync` reports. A rep deletes own events, a manager any of the application’s. There is no restoring.',
    parameters: {
      forceDelete:
        'Without it, a deletion that would change the lead’s current status or assignee is a 409, which says what the lead would fall back to.',
    },
  },
  getEventHistory: {
    tag: 'Changes',
    summary: 'Read who changed an event',
    description:
      'Every correction of an event and its deletion, with what stood there before and after. That of a deleted event is for its owner and for managers.',
    parameters: {},
  },
  listActivity: {
    tag: 'Changes',
    summary: 'List corrections and deletions',
    description: 'What was corrected and deleted in the application, newest first.',
    parameters: {
      changedBy: 'Only changes that this user made.',
      lead: 'Only changes of this lead’s events.',
      dateFrom: `Only changes made then or later. ${dateIsInclusive}`,
      dateTo: `Only changes made then or earlier. ${lastDateIsInclusive}`,
      ...paging,
    },
  },
  listLeads: {
    tag: 'Leads and people',
    summary: 'List the leads',
    description: 'The application’s leads with their current state.',
    parameters: {
      q: 'Part of a lead’s name or id.',
      type: 'Only leads of this type.',
      leadAssignee: 'Only leads that are assigned to this user.',
      status: 'Only leads whose current status this is.',
      quietSince: `Only leads whose latest event was before this moment, and that have not reached the end of the funnel. ${dateAlone}`,
      sort: 'By the latest event, newest first (`recent`) or longest ago first (`quiet`), or by `name`.',
      ...paging,
    },
  },
  getLead: {
    tag: 'Leads and people',
    summary: 'Read a lead',
    description: 'One lead with its current state.',
    parameters: {},
  },
  getLeadPath: {
    tag: 'Leads and people',
    summary: 'Read a lead’s path',
    description:
      'The events that changed a lead’s status or assignee, oldest first, with the state before and after.',
    parameters: {},
  },
  listUsers: {
    tag: 'Leads and people',
    summary: 'List the people',
    description:
      'The users of the application, to whom leads can be assigned, by name; those who are blocked too, who say so.',
    parameters: { q: 'Part of a name or id.', ...paging },
  },
  ...peopleWords,
  exportLead: {
    tag: 'Personal data',
    summary: 'Read all that is held about a lead',
    description:
      'The lead, and a page of its events by id, deleted ones too, each with all that was changed of it. `next` is the `after` of the page that follows; `null` where none does. For managers.',
    parameters: heldPage,
  },
  exportPerson: {
    tag: 'Personal data',
    summary: 'Read all that is held about a person',
    description:
      'The person: how they sign in (no password), where they are signed in, which leads are assigned to them; and a page of the events that they wrote or changed, as with a lead. For managers.',
    parameters: heldPage,
  },
  eraseEvent: {
    tag: 'Personal data',
    summary: 'Erase what an event says',
    description:
      'Erases the note of an event, a deleted one too, with all that ever stood there. Who did what and when, status and assignee stay. It cannot be undone. For managers.',
    parameters: {},
  },
  eraseLead: {
    tag: 'Personal data',
    summary: 'Erase what is written about a lead',
    description:
      'Does that with every event of a lead, and erases the lead’s name where it is a person. It cannot be undone. For managers.',
    parameters: {},
  },
  erasePerson: {
    tag: 'Personal data',
    summary: 'Erase a person',
    description:
      'Erases a person’s name and e-mail address, takes their way to sign in and ends their sessions. What they wrote and did stays, under their id. It cannot be undone. For managers, of anybody but themselves.',
    parameters: {},
  },
  getSession: {
    tag: 'Session',
    summary: 'Who is signed in',
    description:
      'Who the session’s cookie belongs to (`null` for nobody), and which extensions this service has. It renews the session.',
    parameters: {},
  },
  createSession: {
    tag: 'Session',
    summary: 'Sign in',
    description:
      'Signs a person in with an e-mail address and a password, and sets the session’s cookie. Where the demo is loaded, `demoPerson` alone is enough. A browser may do so from the service’s own pages only.',
    parameters: {
      email: 'The person’s e-mail address.',
      password: 'The person’s password.',
      demoPerson: 'The id of one of `demoPeople`, instead of both.',
    },
  },
  deleteSession: {
    tag: 'Session',
    summary: 'Sign out',
    description: 'Ends the session, if there is one, and takes its cookie back.',
    parameters: {},
  },
  ...ownWords,
}
