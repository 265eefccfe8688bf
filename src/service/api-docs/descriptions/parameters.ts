/** The descriptions of the parameters that several operations share. */

export const paging = {
  offset: 'The number of items to skip.',
  limit: 'The maximum number of items to return; 0 returns only the count.',
} as const

export const dataPage = {
  after:
    'Only events with a greater ID: the `next` value of the previous page. Default: from the first event.',
  limit: 'The maximum number of events to return.',
} as const

export const dateAlone = 'A date without a time means 00:00 UTC; without a time zone, UTC.'

export const dateIsInclusive = `${dateAlone} Inclusive.`

export const lastDateIsInclusive =
  'A date without a time includes the whole day in UTC; without a time zone, UTC. Inclusive.'

export const eventFilters = {
  status: 'Only events that set this status.',
  owner: 'Only events logged by this user.',
  leadAssignee: 'Only events stored with this assignee.',
  dateFrom: `Only events on or after this date. ${dateIsInclusive}`,
  dateTo: `Only events on or before this date; must not be before dateFrom. ${lastDateIsInclusive}`,
} as const

export const leadFilters = {
  type: 'Only leads of this type.',
  leadAssignee: 'Only leads assigned to this user.',
  unassigned: 'Only leads without an assignee.',
  status: 'Only leads with one of these current statuses.',
  withoutStatus: 'Only leads without a status.',
  open: 'Only open leads: their status is neither final nor hidden, or they have none.',
  quietSince: `Only open leads whose latest event was at or before this time; a lead is quiet after 30 days without an event. ${dateAlone}`,
} as const

export const ordering =
  'By date, newest or oldest first; events with the same date by ID, in the same direction.'

export const searchDescription =
  'Search terms, all of which the note must contain, also inflected or as part of a word; case, accents and apostrophes are ignored. A number is found in any format, a telephone number also by its last seven digits. Use double quotes for a phrase. At least one letter or digit.'

export const appUserId = {
  optional:
    'The user of your application on whose behalf you call. Optional. A session has its own user; a different one is rejected with 403.',
  needed:
    'The user of your application on whose behalf you call. Required with a token. A session has its own user; a different one is rejected with 403.',
} as const

export const headers = {
  'Idempotency-Key':
    'Makes a retry safe: for 30 days, the same key with the same request returns the first response, and the write happens once. Use a new key, such as a UUID, for each write.',
  'Logged-Ago':
    'Seconds since the person logged the event, for events sent later. If `date` is omitted, the date is the server clock minus this age, under the same rule.',
  'If-Match':
    'The `ETag` of the version you read, several of them, or `*`. If the event has changed since, the response is 412 with the current event.',
} as const

export const path = {
  '/v2/leadevents/{id}': 'The ID of a lead event.',
  '/v2/leadevents/{id}/history': 'The ID of a lead event, deleted or not.',
  '/v2/people/{id}': 'The ID of a person in your application.',
  '/v2/people/{id}/link': 'The ID of a person in your application.',
  '/v2/leads/{id}': 'The ID of a lead.',
  '/v2/leads/{id}/path': 'The ID of a lead.',
  '/v2/leadevents/{id}/personal-data': 'The ID of a lead event, deleted or not.',
  '/v2/leads/{id}/personal-data': 'The ID of a lead.',
  '/v2/users/{id}/personal-data': 'The ID of a user of your application.',
  '/v2/imports/{id}': 'The ID of the import.',
  '/v2/imports/{id}/file': 'The ID of the import.',
  '/v2/imports/{id}/rejected-lines': 'The ID of the import.',
} as const
