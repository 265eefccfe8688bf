import type { Import } from '../../../contract/import-job.ts'
import type { eventVersionSchema } from '../../../contract/event-change.ts'
import type * as z from 'zod/mini'
import type { EventChange } from '../../../contract/event-change.ts'
import type { LeadEvent, LeadEventDetails, ownerSchema } from '../../../contract/lead-event.ts'
import type { LeadStatus } from '../../../contract/lead-status.ts'
import type { Lead, LeadStateChange, leadStateSchema } from '../../../contract/lead.ts'
import type { LeadCount, LeadCounts } from '../../../contract/lead-counts.ts'
import type {
  ChangedLead,
  Overview,
  PersonFigures,
  RecentChanges,
  StatusFigures,
} from '../../../contract/overview.ts'
import type { PageMeta } from '../../../contract/paging.ts'
import type { FieldError, ProblemDetails } from '../../../contract/problem.ts'
import type { LinkedPerson, Person, PersonLink } from '../../../contract/person.ts'
import type { ListedUser, Session, User } from '../../../contract/user.ts'

type FieldDescriptions<Shape> = Readonly<Record<keyof Shape, string>>

export const leadEvent: FieldDescriptions<LeadEvent> = {
  id: 'The event’s ID, unique within the service.',
  lead: 'The ID of the lead.',
  type: 'The lead’s type.',
  status: 'The status this event set; `null` if it did not change the status.',
  note: 'The note; `null` if there is none.',
  noteVisibility: 'The note’s visibility: the application’s default, which cannot be set by a request.',
  date: 'When it happened.',
  created: 'When it was created.',
  owner: 'The user who logged it.',
  updateTime: 'When it was last changed, by an update or its deletion. It increases with every change.',
  statusCollectionId: 'The status collection active when the event was logged.',
  leadAssignee: 'The lead’s assignee as of this event; `null` if unassigned.',
  previousStatus: 'The lead’s status before this event; `null` if it had none.',
  previousLeadAssignee: 'The assignee stored with the previous event; `null` if unassigned.',
  leadName: 'In lists of events of all leads: the lead’s name; `null` where it has none.',
  highlights:
    'For searches: the matched ranges of the note, in UTF-16 code units, ordered and not overlapping.',
  deleted: 'Only in `sync`: the event was deleted, and its note removed.',
}

export const leadEventDetails: FieldDescriptions<LeadEventDetails> = {
  ...leadEvent,
  ifDeleted: 'The state the lead would revert to if the event were deleted; `null` if nothing would change.',
}

export const owner: FieldDescriptions<z.output<typeof ownerSchema>> = {
  id: 'The `appUserId` that the event was logged with.',
  name: 'The user’s name.',
  application: 'The application’s ID.',
}

export const leadStatus: FieldDescriptions<LeadStatus> = {
  label: 'The value to send as `status`.',
  previous: 'The previous label in the funnel; `null` for the first.',
  sink: 'Whether it ends the funnel, such as won or lost.',
  hidden: 'Accepted from API clients but not offered in the app.',
}

export const leadState: FieldDescriptions<z.output<typeof leadStateSchema>> = {
  status: 'The status of the latest event that has one.',
  leadAssignee: 'The assignee stored with the latest event.',
}

export const lead: FieldDescriptions<Lead> = {
  id: 'The lead’s ID.',
  type: 'The lead’s type.',
  name: 'The lead’s name; `null` if it is only known from events.',
  ...leadState,
  statusDate: 'When it reached its current status; `null` if it has none.',
  lastEventDate: 'The date of its latest event; `null` if it has none.',
  eventCount: 'The number of its events, excluding deleted ones.',
}

export const leadMove: FieldDescriptions<LeadStateChange> = {
  event: 'The ID of the event that changed the lead.',
  date: 'When it happened.',
  from: 'The state before it.',
  to: 'The state after it.',
}

export const eventChange: FieldDescriptions<EventChange> = {
  event: 'The event’s ID.',
  lead: 'The ID of the lead.',
  leadName: 'The name of that lead; `null` where it has none.',
  kind: 'Whether it was an edit, the deletion, or the erasure of all texts of the event.',
  updateTime: 'The event’s `updateTime` after this change.',
  changedBy: 'Who changed it.',
  before: 'The note and date before the change.',
  after: 'The note and date after the change; `null` after a deletion.',
  erased: 'Whether the notes of this change were erased; if so, `null` does not mean that there was no note.',
}

export const eventVersion: FieldDescriptions<z.output<typeof eventVersionSchema>> = {
  note: 'The note; `null` if there was none.',
  date: 'The date.',
}

export const statusFigures: FieldDescriptions<StatusFigures> = {
  status: 'The status; `null` for leads without one.',
  open: 'Whether leads in this status are open: it is neither final nor hidden.',
  leads: 'The number of leads. `GET /v2/leads?status=` lists them.',
  medianDays:
    'The days since the lead in the middle reached the status: of an even number, the longer one. `null` without leads.',
  longestDays: 'The days since the lead that has had the status longest reached it; `null` without leads.',
}

export const personFigures: FieldDescriptions<PersonFigures> = {
  id: 'The user, or another assignee; `null` for leads without an assignee.',
  name: 'The user’s name; `null` if this is no user of the application.',
  open: 'The number of open leads assigned to them. `GET /v2/leads?open=true&leadAssignee=` lists them.',
  quiet: 'How many of these are quiet.',
  quietest: 'The latest event of the lead that has been quiet longest; `null` if none is quiet.',
  loggedToday: 'The number of events they logged that are dated today.',
  loggedThisWeek: 'The number of events they logged that are dated in this week.',
}

export const changedLead: FieldDescriptions<ChangedLead> = {
  lead: 'The ID of the lead.',
  type: 'The lead’s type.',
  name: 'The lead’s name; `null` where it has none.',
  event: 'The ID of the latest event that changed the lead.',
  date: 'The date of that event.',
  owner: 'The user who logged that event.',
  from: 'The state before the first of the changes.',
  to: 'The state after the last of the changes.',
  isNew: 'Whether the lead’s first event is one of the changes.',
}

export const recentChanges: FieldDescriptions<RecentChanges> = {
  since: 'The time from which changes count.',
  statusChanges: 'The number of events that changed a status.',
  assigneeChanges: 'The number of events that changed an assignee.',
  firstEvents: 'The number of first events of leads.',
  statuses: 'The status changes by the status that they set.',
  leads: 'The number of leads that changed.',
  items: 'The ten leads that changed last, newest first.',
}

export const overview: FieldDescriptions<Overview> = {
  user: 'The user whose figures these are; `null` for the whole application.',
  timeZone: 'The time zone whose days count.',
  today: 'When today began.',
  week: 'When this week’s Monday began.',
  quietSince:
    'An open lead is quiet if its latest event is not after this time, the end of the day 30 days ago. `GET /v2/leads?quietSince=` lists the quiet leads.',
  leads: 'The number of leads.',
  open: 'How many of them are open.',
  quiet: 'How many of them are quiet.',
  statuses: 'The leads by status: in funnel order, then other statuses, then leads without one.',
  longest:
    'The ten open leads that have had their status longest. `GET /v2/leads?open=true&sort=longest` lists them all.',
  people: 'Assignees of open leads and users who logged events this week; those with most open leads first.',
  peopleCount: 'The number of people; `people` has at most 200 of them.',
  loggedToday: 'The number of events dated today. `GET /v2/leadevents/recent?dateFrom=` lists them.',
  loggedThisWeek: 'The number of events dated in this week.',
  changes: 'What changed. `GET /v2/leadevents/recent?change=` lists the events.',
}

export const leadCount: FieldDescriptions<LeadCount> = {
  leads: 'The number of leads, at most 1,000.',
  more: 'Whether there may be more.',
}

export const leadCounts: FieldDescriptions<LeadCounts> = {
  anyAssignee: 'The number of leads with any assignee or none.',
  unassigned: 'The number of leads without an assignee.',
  assignees: 'The number of leads of each user in the parameter `assignees`.',
  statuses:
    'The number of leads with each status: the statuses of your application in funnel order, then others in the parameter `status`.',
  anyActivity: 'The number of leads with any activity, whether open or quiet.',
  open: 'The number of open leads.',
  quiet: 'The number of quiet leads for each time in the parameter `quiet`.',
  anyType: 'The number of leads of either type.',
  types: 'The number of leads of each type.',
}

export const user: FieldDescriptions<User> = {
  id: 'The value to send as `appUserId` or `leadAssignee`.',
  name: 'The person’s name.',
  role: 'A rep can update and delete their own events; a manager any event in the application.',
}

export const listedUser: FieldDescriptions<ListedUser> = {
  ...user,
  blocked: 'Whether the user is blocked: listed because past events refer to them, but not assignable.',
}

export const person: FieldDescriptions<Person> = {
  id: 'The value to send as `appUserId` or `leadAssignee`.',
  name: 'The person’s name.',
  role: user.role,
  email: 'The email address they sign in with; `null` for users that only API clients act for.',
  state: 'Whether the person is active, `invited` or blocked.',
  lastSeen: 'When their session was last used, accurate to a few minutes; `null` if never.',
  invitedUntil: 'When their invitation expires; `null` if they are not invited.',
}

export const personLink: FieldDescriptions<PersonLink> = {
  kind: 'Whether it is for an invitation or a password reset.',
  token: 'Valid once. The link is `/join#` followed by the token, so that the token never reaches a log.',
  expires: 'When it expires.',
}

export const linkedPerson: FieldDescriptions<LinkedPerson> = {
  kind: personLink.kind,
  name: 'The person’s name.',
  email: 'The email address they sign in with.',
  application: 'The application’s name.',
  expires: personLink.expires,
}

export const importJob: FieldDescriptions<Import> = {
  id: 'The ID of the import.',
  file: 'The name of the file.',
  size: 'The size of the file in bytes.',
  received: 'The number of bytes that were uploaded: the offset of the next part.',
  state:
    'The state of the import. In `uploading` the client sends the file; in `reading`, `checking` and `running` the service works; in the others a manager decides what happens next.',
  createdBy: 'The user who uploaded the file.',
  created: 'When it was created.',
  interrupted: 'Whether the work is interrupted, such as by a restart. It continues automatically.',
  progress: 'The phase of the work, and how much of it is done.',
  mapping: 'The mapping of the last dry run.',
  source: 'The format and the columns of the file, and a proposed mapping.',
  report: 'The result of the last dry run; `null` if there is none.',
  result: 'The number of events written, lines rejected and lines skipped; `null` before the end.',
  error: 'Why it failed, in a sentence.',
}

export const session: FieldDescriptions<Session> = {
  user: 'The signed-in user and their application; `null` if nobody is signed in.',
  capabilities: 'The extensions to the reference available to this caller.',
  singleSignOn: 'Whether people can sign in with their organisation’s account, by OpenID Connect.',
  offlineDays:
    'For how many days a browser shows what it read last while the service cannot be reached; 0: not at all.',
  demoPeople: 'The demo’s users, who sign in with one click; empty without the demo.',
}

export const pageMeta: FieldDescriptions<PageMeta> = {
  ordering: 'The order that was applied.',
  count:
    'The number of matching items, regardless of `limit`. For a search it may be a lower bound; `info` then says so.',
  limit: 'The limit that was applied.',
  offset: 'The offset that was applied.',
  info: 'Notes for human readers.',
  obfuscated: 'Withheld fields: none.',
}

export const fieldFault: FieldDescriptions<FieldError> = {
  field: 'The parameter or header at fault.',
  code: 'A stable code, for programs.',
  message: 'A description of the problem and of valid values, for people.',
  values: 'The values in the message, such as `latest` and `now` for a date.',
}

export const problem: FieldDescriptions<ProblemDetails> = {
  type: '`urn:leadline:problem:` followed by the code.',
  title: 'A short title for the code.',
  status: 'The HTTP status.',
  detail: 'What is wrong and how to fix it, for people.',
  code: 'A stable code, for programs.',
  errors: 'With `invalid_request`: all field errors at once.',
  ifDeleted: 'With `conflict` on a deletion: the state the lead would revert to.',
  deleted: 'With `gone`: who deleted the event, and when.',
  item: 'With `precondition_failed`: the event as it is now.',
}
