import type { eventVersionSchema } from '../../../contract/event-change.ts'
import type * as z from 'zod/mini'
import type { EventChange } from '../../../contract/event-change.ts'
import type { LeadEvent, LeadEventDetails, ownerSchema } from '../../../contract/lead-event.ts'
import type { LeadStatus } from '../../../contract/lead-status.ts'
import type { Lead, LeadStateChange, leadStateSchema } from '../../../contract/lead.ts'
import type { PageMeta } from '../../../contract/paging.ts'
import type { FieldError, ProblemDetails } from '../../../contract/problem.ts'
import type { LinkedPerson, Person, PersonLink } from '../../../contract/person.ts'
import type { ListedUser, Session, User } from '../../../contract/user.ts'

type Words<Shape> = Readonly<Record<keyof Shape, string>>

export const leadEvent: Words<LeadEvent> = {
  id: 'The event’s id, unique in the service.',
  lead: 'The lead that it is about.',
  type: 'What that lead is.',
  status: 'The status that it gave the lead; `null` where it changed none.',
  note: 'What happened; `null` where there is no note.',
  noteVisibility: 'Who may see the note: the application’s default, which no call sets.',
  date: 'When it happened.',
  created: 'When it was registered.',
  owner: 'Who wrote it.',
  updateTime: 'When it last changed, by a correction or its deletion: moves on with every change.',
  statusCollectionId: 'The status collection that was in force when it was written.',
  leadAssignee: 'Whom the lead was assigned to with it; `null` for nobody.',
  previousStatus: 'The lead’s status just before this event; `null` for none.',
  previousLeadAssignee: 'The assignee stored with the event before; `null` for nobody.',
  highlights:
    'Where words were searched for: what matched in the note, in UTF-16 code units, in order and apart from each other.',
  deleted: 'In `sync` only: the event is gone, and its note with it.',
}

export const leadEventDetails: Words<LeadEventDetails> = {
  ...leadEvent,
  ifDeleted: 'What the lead would fall back to without the event; `null` where that would change nothing.',
}

export const owner: Words<z.output<typeof ownerSchema>> = {
  id: 'The `appUserId` that it came with.',
  name: 'The user’s name.',
  application: 'The application’s id.',
}

export const leadStatus: Words<LeadStatus> = {
  label: 'What to send as `status`.',
  previous: 'The label before it in the funnel; `null` for a first one.',
  sink: 'It ends the funnel: won, lost.',
  hidden: 'Accepted from API clients, and not offered by the page.',
}

export const leadState: Words<z.output<typeof leadStateSchema>> = {
  status: 'That of the newest event that has one.',
  leadAssignee: 'The assignee stored with the newest event.',
}

export const lead: Words<Lead> = {
  id: 'The lead’s id.',
  type: 'What it is.',
  name: 'Its name; `null` for a lead that only events told of.',
  ...leadState,
  statusDate: 'When it came to its present status; `null` where it has none.',
  lastEventDate: 'The date of its newest event; `null` where it has none.',
  eventCount: 'How many events it has, deleted ones not counted.',
}

export const leadMove: Words<LeadStateChange> = {
  event: 'The id of the event that moved the lead.',
  date: 'When it happened.',
  from: 'The state before it.',
  to: 'The state with it.',
}

export const eventChange: Words<EventChange> = {
  event: 'The event’s id.',
  lead: 'The lead that it is about.',
  leadName: 'The name of that lead; `null` where it has none.',
  kind: 'A correction, the deletion, or the erasure of all that was ever written in the event.',
  updateTime: 'The event’s `updateTime` with this change.',
  changedBy: 'Who changed it.',
  before: 'What stood there before.',
  after: 'What stood there then; `null` after a deletion.',
  erased: 'The notes of this change were erased: that they are `null` says nothing.',
}

export const eventVersion: Words<z.output<typeof eventVersionSchema>> = {
  note: 'The note; `null` where there was none.',
  date: 'The date.',
}

export const user: Words<User> = {
  id: 'What to send as `appUserId` or `leadAssignee`.',
  name: 'The person’s name.',
  role: 'A rep corrects and deletes own events, a manager any of the application’s.',
}

export const listedUser: Words<ListedUser> = {
  ...user,
  blocked: 'Whether they may no longer come in: listed for the names of past events, and not to be assigned.',
}

export const person: Words<Person> = {
  id: 'What to send as `appUserId` or `leadAssignee`.',
  name: 'The person’s name.',
  role: user.role,
  email: 'What they sign in with; `null` for a user of API clients only.',
  state: 'Whether they have come, are `invited`, or may not come in.',
  lastSeen: 'When their session was last used, to some minutes; `null` for never.',
  invitedUntil: 'Until when their invitation is good; `null` for who has come.',
}

export const personLink: Words<PersonLink> = {
  kind: 'To come in for the first time, or to choose a new password.',
  token: 'Good once. The link is `/join#` and the token, so that it reaches no log.',
  expires: 'Until when it is good.',
}

export const linkedPerson: Words<LinkedPerson> = {
  kind: personLink.kind,
  name: 'The person’s name.',
  email: 'What they sign in with.',
  application: 'The application’s name.',
  expires: personLink.expires,
}

export const session: Words<Session> = {
  user: 'Who is signed in, and to which application; `null` for nobody.',
  capabilities: 'The extensions beyond the reference that the service has for this caller.',
  singleSignOn: 'Whether people can sign in with their organisation’s account, by OpenID Connect.',
  offlineDays:
    'For how many days a browser shows what it read last while the service cannot be reached; 0: not at all.',
  demoPeople: 'People of the demo, who sign in with one press; empty without the demo.',
}

export const pageMeta: Words<PageMeta> = {
  ordering: 'The order that was applied.',
  count:
    'How many items match, whatever `limit` is. Of a search it may be a lower bound, which `info` says then.',
  limit: 'The limit that was applied.',
  offset: 'The offset that was applied.',
  info: 'Remarks for people.',
  obfuscated: 'What was withheld: nothing.',
}

export const fieldFault: Words<FieldError> = {
  field: 'The parameter or header.',
  code: 'What is wrong with it: stable, for programs.',
  message: 'What is wrong with it and what would be right: for people.',
  values: 'The facts behind the message, such as `latest` and `now` for a date.',
}

export const problem: Words<ProblemDetails> = {
  type: 'A name for the code: `urn:leadline:problem:` and the code.',
  title: 'The code in words.',
  status: 'The HTTP status.',
  detail: 'What is wrong and what would be right: for people.',
  code: 'What went wrong: stable, for programs.',
  errors: 'With `invalid_request`: the faults of the fields, all at once.',
  ifDeleted: 'With `conflict` on a deletion: what the lead would fall back to.',
  deleted: 'With `gone`: who deleted the event, and when.',
  item: 'With `precondition_failed`: the event as it is now.',
}
