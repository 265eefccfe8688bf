import { problemStatus } from '../../../contract/problem.ts'
import { problemDescriptions } from './problems.ts'

/** The groups of operations, in their order. */
export const tags = [
  { name: 'Lead events', description: 'The endpoints of the Lead Events API, and a search.' },
  { name: 'Change log', description: 'Who edited and deleted which events.' },
  {
    name: 'Leads and users',
    description: 'Leads and their current state, and the users they can be assigned to.',
  },
  { name: 'Personal data', description: 'Export and erase personal data. For managers.' },
  {
    name: 'User management',
    description: 'User management, for managers with a session; tokens are not accepted.',
  },
  {
    name: 'Imports',
    description:
      'The import of a file of events in the app, for managers with a session; tokens are not accepted.',
  },
  {
    name: 'Session',
    description: 'Sign in and out in a browser. API clients use a token instead.',
  },
] as const

export type TagName = (typeof tags)[number]['name']

const codes = Object.entries(problemStatus)
  // two lists of the same codes; the compiler checks that both are complete
  .map(
    ([code, status]) =>
      `| ${status} | \`${code}\` | ${Object.entries(problemDescriptions).find(([of]) => of === code)?.[1]} |`,
  )
  .join('\n')

/**
 * The text before the operations, in CommonMark: second-level headings, paragraphs, lists, tables, code blocks and
 * inline code, which the page's renderer supports.
 */
export const introduction = `
Create lead events, read them back, and keep another system in sync.

## Authentication

Every call except \`/session\` belongs to an application, identified by its token. Send the \`token\` as a query parameter, as a field of a form body, or as \`Authorization: Bearer\`. Data of other applications is never visible: requests for it return 404.

A token has one or more of four scopes: \`read\` for reading, \`write\` for changes, \`sync\` for following changes, \`personal-data\` for exporting and erasing personal data. No scope implies another; each operation names the scope it requires. A new token has \`read\` and \`write\` and expires after 90 days, unless specified otherwise.

With \`appUserId\` you act on behalf of one user of the application: required for writes, optional for reads. A rep can update and delete their own events, a manager any event in the application.

A signed-in browser sends a session cookie instead; its writes are only accepted from the service’s own pages, which is checked with the headers \`Origin\` and \`Sec-Fetch-Site\`.

## Requests

Bodies are \`application/x-www-form-urlencoded\` or \`application/json\` (an object whose members are the parameters), in UTF-8, up to 256 KiB. The query and the body can each have up to 1,000 parameters. Writes also accept parameters in the URL; a parameter sent in both places counts as sent twice.

- Separate several values of one parameter with commas, or repeat the parameter; a value in double quotes may contain a comma. Any other parameter sent twice is rejected.
- Booleans are \`true\`, \`false\`, \`1\` or \`0\`.
- Unknown parameters are ignored, and named in the \`meta.info\` of a page or in the \`queryExplanation\`, which every other response with data has in this case. Known parameters with a malformed or out-of-range value are rejected, never adjusted.
- Lengths are counted in code points.

## Encoding plus signs

In form bodies and queries, \`+\` means a space. To send a plus sign, as in an email address or a time zone, write \`%2B\`; curl does this with \`--data-urlencode\`:

    --data-urlencode "leadAssignee=larentis+unicorno@spaziodati.eu"
    --data-urlencode "date=2026-11-23T10:15:00+01:00"

An identifier that contains a space is rejected with a message that explains this.

## Responses

Responses are JSON. Every field is present and is \`null\` where there is no value. Timestamps are ISO 8601 in UTC with milliseconds. \`queryExplanation\` describes how the request was interpreted. Every response has an \`X-Request-Id\`: your own, if you send one of 1 to 64 letters, digits or \`. : - _\`. Quote it when you contact the operator of the service.

## Errors

An error is \`application/problem+json\` (RFC 9457) with a stable \`code\`. An error with a status below 500 means that nothing was changed. A 400 lists the errors of all fields under \`errors\`.

| Status | Code | When |
| --- | --- | --- |
${codes}

After a 503 or a lost connection, retry a write with the same \`Idempotency-Key\`: it may have been saved.

## Idempotency and concurrency

Writes accept an \`Idempotency-Key\`. For 30 days, the same key with the same request returns the first response and the write happens once, even if the event has since been changed or deleted. Only accepted writes are remembered: send a corrected request with a new key.

Events have an \`ETag\`. Send it as \`If-Match\` with an update or a deletion, so that you never overwrite someone else’s change.

## Synchronisation

Call \`/v2/leadevents/sync\` with the last \`updateTime\` you have seen as \`fromUpdateTime\`, and continue from the last \`updateTime\` of each response.

- \`fromUpdateTime\` is inclusive, so the last change is returned again: identify changes by \`id\` and \`updateTime\`.
- At most 99 changes share one \`updateTime\`, fewer than the default \`limit\`. With a smaller limit, increase \`offset\` if a whole page has the same \`updateTime\`.
- An event with \`"deleted": true\` was deleted.
- A change never becomes visible at or before an \`updateTime\` that has already been returned, so nothing is missed.
`.trim()
