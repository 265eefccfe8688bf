/** What each parameter means that several operations share. */

export const paging = {
  offset: 'How many items to skip.',
  limit: 'How many items to answer at the most; 0 answers the count alone.',
} as const

export const heldPage = {
  after: 'Only events whose id is greater: the `next` of the page before. Left out: from the first one.',
  limit: 'How many events to answer at the most.',
} as const

export const dateAlone = 'A date alone is its 00:00 UTC, no zone is UTC.'

export const dateIsInclusive = `${dateAlone} Inclusive.`

export const lastDateIsInclusive = 'A date alone is the end of that day in UTC, no zone is UTC. Inclusive.'

export const eventFilters = {
  status: 'Only events that set this status.',
  owner: 'Only events that this user wrote.',
  leadAssignee: 'Only events that are stored with this assignee.',
  dateFrom: `Only events of this date or later. ${dateIsInclusive}`,
  dateTo: `Only events of this date or earlier; not before dateFrom. ${lastDateIsInclusive}`,
} as const

export const ordering = 'By date, newest or oldest first; events of one date by id, in the same direction.'

export const searchWords =
  'Words that the note has to hold, all of them, inflected or in part; double quotes keep a phrase together. At least one letter or digit.'

export const appUserId = {
  optional:
    'The user of your application in whose name you call. It may be left out; a session has its own, and another one is a 403.',
  needed:
    'The user of your application in whose name you call. Required with a token; a session has its own, and another one is a 403.',
} as const

export const headers = {
  'Idempotency-Key':
    'Makes a repetition safe: the same key with the same request gets the first answer again for 30 days, and is written once. Use a new one, such as a UUID, for each write.',
  'Logged-Ago':
    'Seconds since the person logged the event, for one that is sent later. Where no `date` is sent, the date is the service’s clock less this age, under the same rule.',
  'If-Match':
    'The `ETag` of the event that you have seen, or several of them, or `*`. Where the event was changed meanwhile the answer is 412, with the event as it is now.',
} as const

export const path = {
  '/v2/leadevents/{id}': 'The id of a lead event.',
  '/v2/leadevents/{id}/history': 'The id of a lead event, deleted or not.',
  '/v2/people/{id}': 'The id of a person of your application.',
  '/v2/people/{id}/link': 'The id of a person of your application.',
  '/v2/leads/{id}': 'The id of a lead.',
  '/v2/leads/{id}/path': 'The id of a lead.',
  '/v2/leadevents/{id}/personal-data': 'The id of a lead event, deleted or not.',
  '/v2/leads/{id}/personal-data': 'The id of a lead.',
  '/v2/users/{id}/personal-data': 'The id of a user of your application.',
} as const
