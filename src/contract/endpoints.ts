import * as z from 'zod/mini'
import { eventChangeSchema } from './event-change.ts'
import { eventFilters, isDateRangeValid } from './event-filter.ts'
import { leadEventDetailsSchema, leadEventSchema } from './lead-event.ts'
import { importActions, maxImportBytes } from './import.ts'
import { leadCountsSchema, maxCountedAssignees, maxQuietTimes } from './lead-counts.ts'
import { leadName, leadStateChangeSchema, leadSchema, leadSorts, leadTypes } from './lead.ts'
import { leadStatusSchema } from './lead-status.ts'
import {
  itemResponse,
  maxLimit,
  maxListOffset,
  maxSyncOffset,
  orderings,
  pageResponse,
  pageParameters,
  queryExplanationSchema,
} from './paging.ts'
import { eventEffects, overviewSchema } from './overview.ts'
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
  jsonObject,
  leadId,
  list,
  newLeadId,
  note,
  oneLine,
  oneOf,
  optional,
  periodEnd,
  required,
  text,
  withDefault,
} from './params.ts'
import { timeZoneName } from './time-zone.ts'

/** Contract, row `leads`: "required, 1–500 different ids". */
export const maxLeads = 500

/** The largest event ID in a request: larger numbers may not be safe integers, so two texts could mean one ID. */
export const maxEventId = 999_999_999_999_999

/** The most statuses that a list of leads is filtered by. */
const maxListedStatuses = 100

/** Contract, row `leadAssignee`: "1–320 visible characters". */
export const assigneeIdentifier = identifier(320)

/**
 * Drops `leadAssignee` unread if `leadAssigneeRemove` is true: "Ignored if leadAssigneeRemove is true". Source:
 * reference.
 */
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
    name: optional(leadName),
  }),
)

/** A page of stored personal data: `limit` events in the order of their IDs, starting after the ID `after`. */
const dataPage = {
  after: withDefault(integer(0, maxEventId), 0),
  limit: withDefault(integer(1, maxLimit), maxLimit),
}

/** The filters of a list of leads. */
const leadFilters = {
  type: optional(oneOf(leadTypes)),
  leadAssignee: optional(assigneeIdentifier),
  unassigned: withDefault(boolean, false),
  status: optional(list(text, maxListedStatuses)),
  withoutStatus: withDefault(boolean, false),
  open: withDefault(boolean, false),
  quietSince: optional(instant),
}

/** Of a response that has no remarks in the reference: only where the request had unknown parameters, which it names. */
const ignoredParameters = { queryExplanation: z.optional(queryExplanationSchema) }

/** The import as `importSchema` describes it: the page parses it where it is needed, outside its first view. */
const importResponse = z.object({ item: z.unknown(), ...ignoredParameters })

/**
 * Fields that an update rejects: contract, "any other known field returns 400 (`immutable`) and is not silently
 * dropped".
 */
export const immutableFields = [
  'lead',
  'type',
  'status',
  'leadAssignee',
  'leadAssigneeRemove',
  'name',
] as const

/**
 * One row per endpoint. `caller` is `user` for a session or a token with `appUserId`, `session` for a signed-in user
 * only, `application` for any token or session, and `anyone` for an unauthenticated request. A path contains `{id}`
 * as in the reference.
 */
export const endpoints = {
  createEvent: {
    method: 'POST',
    path: '/v2/leadevents',
    caller: 'user',
    body: createEventBody,
    response: itemResponse(leadEventSchema),
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
    response: pageResponse(leadEventSchema),
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
    response: pageResponse(leadEventSchema),
  },
  listRecentEvents: {
    method: 'GET',
    path: '/v2/leadevents/recent',
    caller: 'application',
    query: z
      .object({
        ...eventFilters,
        change: optional(oneOf(eventEffects)),
        ...pageParameters(maxListOffset, 50),
      })
      .check(isDateRangeValid),
    response: pageResponse(leadEventSchema),
  },
  listStatuses: {
    method: 'GET',
    path: '/v2/leadevents/statuses',
    caller: 'application',
    response: z.object({ items: z.array(leadStatusSchema), ...ignoredParameters }),
  },
  syncEvents: {
    method: 'GET',
    path: '/v2/leadevents/sync',
    caller: 'application',
    feature: 'useLeadEventsSync',
    query: z.object({ fromUpdateTime: optional(instant), ...pageParameters(maxSyncOffset, 100) }),
    response: pageResponse(leadEventSchema),
  },
  getEvent: {
    method: 'GET',
    path: '/v2/leadevents/{id}',
    caller: 'application',
    response: itemResponse(leadEventDetailsSchema),
  },
  updateEvent: {
    method: 'PUT',
    path: '/v2/leadevents/{id}',
    caller: 'user',
    body: z.object({ note: emptiable(note), date: optional(instant) }),
    response: itemResponse(leadEventSchema),
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
    response: z.object({ items: z.array(eventChangeSchema), queryExplanation: queryExplanationSchema }),
  },
  listActivity: {
    method: 'GET',
    path: '/v2/activity',
    caller: 'user',
    permission: 'readActivity',
    query: z.object({
      changedBy: optional(identifier(320)),
      lead: optional(leadId),
      dateFrom: optional(instant),
      dateTo: optional(periodEnd),
      ...pageParameters(maxListOffset, 50),
    }),
    response: pageResponse(eventChangeSchema),
  },
  listLeads: {
    method: 'GET',
    path: '/v2/leads',
    caller: 'application',
    query: z.object({
      q: optional(text),
      ...leadFilters,
      sort: optional(oneOf(leadSorts)),
      ...pageParameters(maxListOffset, 50),
    }),
    response: pageResponse(leadSchema),
  },
  getLead: {
    method: 'GET',
    path: '/v2/leads/{id}',
    caller: 'application',
    response: itemResponse(leadSchema),
  },
  nameLead: {
    method: 'PUT',
    path: '/v2/leads/{id}',
    caller: 'user',
    body: z.object({ name: required(leadName) }),
    response: itemResponse(leadSchema),
  },
  getLeadPath: {
    method: 'GET',
    path: '/v2/leads/{id}/path',
    caller: 'application',
    response: z.object({ items: z.array(leadStateChangeSchema), queryExplanation: queryExplanationSchema }),
  },
  // not below /v2/leads, where an ID may be any word
  countLeads: {
    method: 'GET',
    path: '/v2/leadcounts',
    caller: 'application',
    query: z.object({
      ...leadFilters,
      assignees: optional(list(assigneeIdentifier, maxCountedAssignees)),
      quiet: optional(list(instant, maxQuietTimes)),
    }),
    response: itemResponse(leadCountsSchema),
  },
  getOverview: {
    method: 'GET',
    path: '/v2/overview',
    caller: 'user',
    query: z.object({
      timeZone: withDefault(timeZoneName, 'UTC'),
      changedSince: optional(instant),
      user: optional(assigneeIdentifier),
    }),
    response: itemResponse(overviewSchema),
  },
  listUsers: {
    method: 'GET',
    path: '/v2/users',
    caller: 'application',
    query: z.object({ q: optional(text), ...pageParameters(maxListOffset, 50) }),
    response: pageResponse(listedUserSchema),
  },
  listPeople: {
    method: 'GET',
    path: '/v2/people',
    caller: 'session',
    permission: 'managePeople',
    query: z.object({ ...pageParameters(maxListOffset, 50) }),
    response: pageResponse(personSchema),
  },
  invitePerson: {
    method: 'POST',
    path: '/v2/people',
    caller: 'session',
    permission: 'managePeople',
    body: z.object({
      name: required(personName),
      email: required(emailAddress),
      role: required(oneOf(roles)),
    }),
    response: z.object({ item: personSchema, link: personLinkSchema, ...ignoredParameters }),
  },
  changePerson: {
    method: 'PUT',
    path: '/v2/people/{id}',
    caller: 'session',
    permission: 'managePeople',
    body: z.object({ role: optional(oneOf(roles)), blocked: optional(boolean) }),
    response: z.object({ item: personSchema, ...ignoredParameters }),
  },
  withdrawInvitation: {
    method: 'DELETE',
    path: '/v2/people/{id}',
    caller: 'session',
    permission: 'managePeople',
  },
  createLink: {
    method: 'POST',
    path: '/v2/people/{id}/link',
    caller: 'session',
    permission: 'managePeople',
    response: z.object({ item: personSchema, link: personLinkSchema, ...ignoredParameters }),
  },
  exportLead: {
    method: 'GET',
    path: '/v2/leads/{id}/personal-data',
    caller: 'user',
    permission: 'exportPersonalData',
    query: z.object(dataPage),
    response: leadDataSchema,
  },
  exportPerson: {
    method: 'GET',
    path: '/v2/users/{id}/personal-data',
    caller: 'user',
    permission: 'exportPersonalData',
    query: z.object(dataPage),
    response: personDataSchema,
  },
  eraseEvent: {
    method: 'DELETE',
    path: '/v2/leadevents/{id}/personal-data',
    caller: 'user',
    permission: 'erasePersonalData',
  },
  eraseLead: {
    method: 'DELETE',
    path: '/v2/leads/{id}/personal-data',
    caller: 'user',
    permission: 'erasePersonalData',
  },
  erasePerson: {
    method: 'DELETE',
    path: '/v2/users/{id}/personal-data',
    caller: 'user',
    permission: 'erasePersonalData',
  },
  getImport: {
    method: 'GET',
    path: '/v2/imports',
    caller: 'session',
    permission: 'importEvents',
    response: importResponse,
  },
  createImport: {
    method: 'POST',
    path: '/v2/imports',
    caller: 'session',
    permission: 'importEvents',
    body: z.object({ file: required(oneLine(200)), size: required(integer(1, maxImportBytes)) }),
    response: importResponse,
  },
  uploadImport: {
    method: 'PUT',
    path: '/v2/imports/{id}/file',
    caller: 'session',
    permission: 'importEvents',
    query: z.object({ offset: required(integer(0, maxImportBytes)) }),
    upload: true,
    response: importResponse,
  },
  changeImport: {
    method: 'PUT',
    path: '/v2/imports/{id}',
    caller: 'session',
    permission: 'importEvents',
    body: z.object({ action: required(oneOf(importActions)), mapping: optional(jsonObject) }),
    response: importResponse,
  },
  deleteImport: {
    method: 'DELETE',
    path: '/v2/imports/{id}',
    caller: 'session',
    permission: 'importEvents',
  },
  getRejectedLines: {
    method: 'GET',
    path: '/v2/imports/{id}/rejected-lines',
    caller: 'session',
    permission: 'importEvents',
  },
  getSession: { method: 'GET', path: '/session', caller: 'anyone', response: sessionSchema },
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
    response: sessionSchema,
  },
  deleteSession: { method: 'DELETE', path: '/session', caller: 'anyone' },
  deleteSessions: { method: 'DELETE', path: '/session/all', caller: 'session' },
  readLink: {
    method: 'POST',
    path: '/session/link',
    caller: 'anyone',
    body: z.object({ token: required(text) }),
    response: z.object({ item: linkedPersonSchema }),
  },
  acceptLink: {
    method: 'POST',
    path: '/session/password',
    caller: 'anyone',
    body: z.object({ token: required(text), password: required(newPassword) }),
    response: sessionSchema,
  },
  changePassword: {
    method: 'PUT',
    path: '/session/password',
    caller: 'session',
    body: z.object({ password: required(text), newPassword: required(newPassword) }),
  },
} as const satisfies Record<string, Endpoint>

/** The type of a row. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly caller: 'user' | 'session' | 'application' | 'anyone'
  /** a feature that the application must have */
  readonly feature?: string
  /** the permission that the user must have */
  readonly permission?: Permission
  readonly query?: z.ZodMiniType
  readonly body?: z.ZodMiniType
  /** whether the body is a part of a file instead of parameters */
  readonly upload?: boolean
  readonly response?: z.ZodMiniType
}

export type EndpointName = keyof typeof endpoints

type Row<Name extends EndpointName> = (typeof endpoints)[Name]

/** The parsed query of an endpoint. */
export type QueryOf<Name extends EndpointName> =
  Row<Name> extends { query: infer Schema } ? z.output<Schema> : undefined

/** The parsed body of an endpoint. */
export type BodyOf<Name extends EndpointName> =
  Row<Name> extends { body: infer Schema } ? z.output<Schema> : undefined

/** The body of an endpoint's successful response; `undefined` for a 204. */
export type ResponseOf<Name extends EndpointName> =
  Row<Name> extends { response: infer Schema } ? z.output<Schema> : undefined
