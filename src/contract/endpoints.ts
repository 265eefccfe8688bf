import * as z from 'zod/mini'
import { eventChangeSchema } from './event-change.ts'
import { eventFilters, isDateRangeValid } from './event-filter.ts'
import { leadEventDetailsSchema, leadEventSchema } from './lead-event.ts'
import { leadMoveSchema, leadSchema, leadSorts, leadTypes } from './lead.ts'
import { leadStatusSchema } from './lead-status.ts'
import {
  itemAnswer,
  maxLimit,
  maxListOffset,
  maxSyncOffset,
  orderings,
  pageAnswer,
  pageParameters,
  queryExplanationSchema,
} from './paging.ts'
import { leadDataSchema, personDataSchema } from './personal-data.ts'
import { searchText } from './search-text.ts'
import {
  emailAddress,
  linkedPersonSchema,
  newPassword,
  personLinkSchema,
  personName,
  personSchema,
} from './person.ts'
import type { Permission } from './permissions.ts'
import { listedUserSchema, roles, sessionSchema } from './user.ts'
import {
  boolean,
  emptiable,
  identifier,
  instant,
  integer,
  leadId,
  list,
  newLeadId,
  note,
  oneOf,
  optional,
  periodEnd,
  required,
  text,
  withDefault,
} from './params.ts'

/** Contract, row `leads`: "required, 1–500 different ids". */
export const maxLeads = 500

/** Beyond the safe integers two texts would mean one number; an id that long does not occur. */
export const maxEventId = 999_999_999_999_999

/** Contract, row `leadAssignee`: "1–320 visible characters". */
export const assigneeIdentifier = identifier(320)

/** "Ignored if leadAssigneeRemove is true", so what stands there is not even read. Source: reference. */
function dropIgnoredAssignee(raw: Record<string, unknown>): Record<string, unknown> {
  if (boolean(raw['leadAssigneeRemove']) !== true) return raw
  const { leadAssignee: _, ...rest } = raw
  return rest
}

export const createEventBody = z.pipe(
  z.pipe(z.record(z.string(), z.unknown()), z.transform(dropIgnoredAssignee)),
  z.object({
    lead: required(newLeadId),
    type: required(oneOf(leadTypes)),
    note: withDefault(note, null),
    status: optional(text),
    date: optional(instant),
    leadAssignee: optional(assigneeIdentifier),
    leadAssigneeRemove: withDefault(boolean, false),
  }),
)

/** A page of what is held about somebody or something: events by id, those after one. */
const heldPage = {
  after: withDefault(integer(0, maxEventId), 0),
  limit: withDefault(integer(1, maxLimit), maxLimit),
}

/** What an update must not name: contract, "any other known field is a 400 (`immutable`), not silently dropped". */
export const immutableFields = ['lead', 'type', 'status', 'leadAssignee', 'leadAssigneeRemove'] as const

/**
 * A row an endpoint. `caller`: `user` needs a person (a session, or a token with `appUserId`), `session` one who is signed
 * in, `application` any caller with a token or session, `anyone` nobody in particular. `{id}` is the reference's way to
 * write a path.
 */
export const endpoints = {
  createEvent: {
    method: 'POST',
    path: '/v2/leadevents',
    caller: 'user',
    body: createEventBody,
    answer: itemAnswer(leadEventSchema),
  },
  listEvents: {
    method: 'GET',
    path: '/v2/leadevents',
    caller: 'application',
    query: z
      .object({
        leads: required(list(leadId, maxLeads)),
        q: optional(searchText),
        ...eventFilters,
        ...pageParameters(maxListOffset, 50),
        ordering: withDefault(oneOf(orderings), 'newest'),
      })
      .check(isDateRangeValid),
    answer: pageAnswer(leadEventSchema),
  },
  searchEvents: {
    method: 'GET',
    path: '/v2/leadevents/search',
    caller: 'application',
    query: z
      .object({
        q: required(searchText),
        ...eventFilters,
        ...pageParameters(maxListOffset, 50),
        ordering: withDefault(oneOf(orderings), 'newest'),
      })
      .check(isDateRangeValid),
    answer: pageAnswer(leadEventSchema),
  },
  listStatuses: {
    method: 'GET',
    path: '/v2/leadevents/statuses',
    caller: 'application',
    answer: z.object({ items: z.array(leadStatusSchema) }),
  },
  syncEvents: {
    method: 'GET',
    path: '/v2/leadevents/sync',
    caller: 'application',
    feature: 'useLeadEventsSync',
    query: z.object({ fromUpdateTime: optional(instant), ...pageParameters(maxSyncOffset, 100) }),
    answer: pageAnswer(leadEventSchema),
  },
  getEvent: {
    method: 'GET',
    path: '/v2/leadevents/{id}',
    caller: 'application',
    answer: itemAnswer(leadEventDetailsSchema),
  },
  updateEvent: {
    method: 'PUT',
    path: '/v2/leadevents/{id}',
    caller: 'user',
    body: z.object({ note: emptiable(note), date: optional(instant) }),
    answer: itemAnswer(leadEventSchema),
  },
  deleteEvent: {
    method: 'DELETE',
    path: '/v2/leadevents/{id}',
    caller: 'user',
    query: z.object({ forceDelete: withDefault(boolean, false) }),
  },
  getEventHistory: {
    method: 'GET',
    path: '/v2/leadevents/{id}/history',
    caller: 'application',
    answer: z.object({ items: z.array(eventChangeSchema), queryExplanation: queryExplanationSchema }),
  },
  listActivity: {
    method: 'GET',
    path: '/v2/activity',
    caller: 'user',
    right: 'readActivity',
    query: z.object({
      changedBy: optional(identifier(320)),
      lead: optional(leadId),
      dateFrom: optional(instant),
      dateTo: optional(periodEnd),
      ...pageParameters(maxListOffset, 50),
    }),
    answer: pageAnswer(eventChangeSchema),
  },
  listLeads: {
    method: 'GET',
    path: '/v2/leads',
    caller: 'application',
    query: z.object({
      q: optional(text),
      type: optional(oneOf(leadTypes)),
      leadAssignee: optional(assigneeIdentifier),
      status: optional(text),
      quietSince: optional(instant),
      sort: withDefault(oneOf(leadSorts), 'recent'),
      ...pageParameters(maxListOffset, 50),
    }),
    answer: pageAnswer(leadSchema),
  },
  getLead: { method: 'GET', path: '/v2/leads/{id}', caller: 'application', answer: itemAnswer(leadSchema) },
  getLeadPath: {
    method: 'GET',
    path: '/v2/leads/{id}/path',
    caller: 'application',
    answer: z.object({ items: z.array(leadMoveSchema), queryExplanation: queryExplanationSchema }),
  },
  listUsers: {
    method: 'GET',
    path: '/v2/users',
    caller: 'application',
    query: z.object({ q: optional(text), ...pageParameters(maxListOffset, 50) }),
    answer: pageAnswer(listedUserSchema),
  },
  listPeople: {
    method: 'GET',
    path: '/v2/people',
    caller: 'session',
    right: 'managePeople',
    query: z.object({ ...pageParameters(maxListOffset, 50) }),
    answer: pageAnswer(personSchema),
  },
  invitePerson: {
    method: 'POST',
    path: '/v2/people',
    caller: 'session',
    right: 'managePeople',
    body: z.object({
      name: required(personName),
      email: required(emailAddress),
      role: required(oneOf(roles)),
    }),
    answer: z.object({ item: personSchema, link: personLinkSchema }),
  },
  changePerson: {
    method: 'PUT',
    path: '/v2/people/{id}',
    caller: 'session',
    right: 'managePeople',
    body: z.object({ role: optional(oneOf(roles)), blocked: optional(boolean) }),
    answer: z.object({ item: personSchema }),
  },
  withdrawInvitation: {
    method: 'DELETE',
    path: '/v2/people/{id}',
    caller: 'session',
    right: 'managePeople',
  },
  createLink: {
    method: 'POST',
    path: '/v2/people/{id}/link',
    caller: 'session',
    right: 'managePeople',
    answer: z.object({ item: personSchema, link: personLinkSchema }),
  },
  exportLead: {
    method: 'GET',
    path: '/v2/leads/{id}/personal-data',
    caller: 'user',
    right: 'exportPersonalData',
    query: z.object(heldPage),
    answer: leadDataSchema,
  },
  exportPerson: {
    method: 'GET',
    path: '/v2/users/{id}/personal-data',
    caller: 'user',
    right: 'exportPersonalData',
    query: z.object(heldPage),
    answer: personDataSchema,
  },
  eraseEvent: {
    method: 'DELETE',
    path: '/v2/leadevents/{id}/personal-data',
    caller: 'user',
    right: 'erasePersonalData',
  },
  eraseLead: {
    method: 'DELETE',
    path: '/v2/leads/{id}/personal-data',
    caller: 'user',
    right: 'erasePersonalData',
  },
  erasePerson: {
    method: 'DELETE',
    path: '/v2/users/{id}/personal-data',
    caller: 'user',
    right: 'erasePersonalData',
  },
  getSession: { method: 'GET', path: '/session', caller: 'anyone', answer: sessionSchema },
  createSession: {
    method: 'POST',
    path: '/session',
    caller: 'anyone',
    body: z.object({
      email: optional(text),
      password: optional(text),
      application: optional(text),
      demoPerson: optional(text),
    }),
    answer: sessionSchema,
  },
  deleteSession: { method: 'DELETE', path: '/session', caller: 'anyone' },
  deleteSessions: { method: 'DELETE', path: '/session/all', caller: 'session' },
  readLink: {
    method: 'POST',
    path: '/session/link',
    caller: 'anyone',
    body: z.object({ token: required(text) }),
    answer: z.object({ item: linkedPersonSchema }),
  },
  acceptLink: {
    method: 'POST',
    path: '/session/password',
    caller: 'anyone',
    body: z.object({ token: required(text), password: required(newPassword) }),
    answer: sessionSchema,
  },
  changePassword: {
    method: 'PUT',
    path: '/session/password',
    caller: 'session',
    body: z.object({ password: required(text), newPassword: required(newPassword) }),
  },
} as const satisfies Record<string, Endpoint>

/** The general form of a row. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly caller: 'user' | 'session' | 'application' | 'anyone'
  /** a feature that the application must have */
  readonly feature?: string
  /** what the user must be allowed to do */
  readonly right?: Permission
  readonly query?: z.ZodMiniType
  readonly body?: z.ZodMiniType
  readonly answer?: z.ZodMiniType
}

export type EndpointName = keyof typeof endpoints

type Row<Name extends EndpointName> = (typeof endpoints)[Name]

/** What the service gets of an endpoint's query, parsed. */
export type QueryOf<Name extends EndpointName> =
  Row<Name> extends { query: infer Schema } ? z.output<Schema> : undefined

/** What the service gets of an endpoint's body, parsed. */
export type BodyOf<Name extends EndpointName> =
  Row<Name> extends { body: infer Schema } ? z.output<Schema> : undefined

/** What an endpoint answers; `undefined` for a 204. */
export type AnswerOf<Name extends EndpointName> =
  Row<Name> extends { answer: infer Schema } ? z.output<Schema> : undefined
