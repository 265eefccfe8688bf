import { problemStatus } from '../../../contract/problem.ts'
import { problemWords } from './problems.ts'

/** The groups of operations, in their order. */
export const tags = [
  { name: 'Lead events', description: 'The endpoints of the Lead Events API, and a search beside them.' },
  { name: 'Changes', description: 'Who corrected and deleted what.' },
  {
    name: 'Leads and people',
    description: 'Which leads there are, how they stand, and whom they can be assigned to.',
  },
  { name: 'Personal data', description: 'All that is held about somebody, and its erasure: for managers.' },
  {
    name: 'People',
    description: 'How managers look after who comes in, with a session and never a token.',
  },
  {
    name: 'Session',
    description: 'Signing in and out, for people in a browser. API clients have a token instead.',
  },
] as const

export type TagName = (typeof tags)[number]['name']

const codes = Object.entries(problemStatus)
  // two lists of the same codes, both held complete by the compiler
  .map(
    ([code, status]) =>
      `| ${status} | \`${code}\` | ${Object.entries(problemWords).find(([of]) => of === code)?.[1]} |`,
  )
  .join('\n')

/**
 * What stands before the operations, in CommonMark: headings of the second level, paragraphs, lists, tables, code blocks
 * and code within a line, which is what the page's renderer knows.
 */
export const introduction = `
Register what happened with your leads, read it back, and keep another system in step with it.

## Who is calling

Every call but those of \`/session\` belongs to an application, which its token names. Send the \`token\` as a query parameter, as a field of a form body, or as \`Authorization: Bearer\`. Nothing of another application is ever visible: its events answer 404.

A token has some of four scopes: \`read\` for what only reads, \`write\` for what changes something, \`sync\` for following changes, \`personal-data\` for exporting and erasing personal data. None implies another; each operation names the one that it needs. A new token has \`read\` and \`write\` and expires after 90 days, unless specified otherwise.

With \`appUserId\` you act for one user of the application. Writing needs one; reading does not. A rep corrects and deletes own events, a manager any of the application’s.

A browser that is signed in sends a session’s cookie instead, and writes from the service’s own pages only, which the headers \`Origin\` and \`Sec-Fetch-Site\` tell.

## Requests

Bodies are \`application/x-www-form-urlencoded\` or \`application/json\` (an object whose members are the parameters), in UTF-8 and 256 KiB at the most. A query and a body hold up to 1,000 parameters each. A write takes its parameters from the address too; one that stands in both places counts as sent twice.

- Several values in one parameter are separated by commas, or the parameter is repeated; a value in double quotes may hold a comma. Any other parameter that is sent twice is refused.
- A boolean is \`true\`, \`false\`, \`1\` or \`0\`.
- Unknown parameters are ignored, and named in \`meta.info\` of a page or in the sentence of
  \`queryExplanation\`. A known one that is malformed or out of range is refused, never clamped or guessed.
- Lengths count in code points.

## The trap of the plus sign

In a form and in a query a \`+\` means a space. Send \`%2B\` where you mean a plus, as in an address or a time zone; curl does so with \`--data-urlencode\`:

    --data-urlencode "leadAssignee=larentis+unicorno@spaziodati.eu"
    --data-urlencode "date=2026-11-23T10:15:00+01:00"

An identifier that arrives with a space is refused, with a message that says so.

## Answers

Answers are JSON, every field present, \`null\` where there is no value. Instants are ISO 8601 in UTC with milliseconds. \`queryExplanation\` says how a request was understood. Every answer carries an \`X-Request-Id\`: your own, where you send one of 1 to 64 letters, digits, or any of \`. : - _\`. Name it to whoever runs the service.

## Errors

A refusal is \`application/problem+json\` (RFC 9457) with a stable \`code\`. One below 500 has changed nothing. A 400 lists the faults of all fields under \`errors\`, at once.

| Status | Code | When |
| --- | --- | --- |
${codes}

After a 503 or a lost connection send a write again with the same \`Idempotency-Key\`: it may have been written.

## Safe repetition and lost updates

Writes take an \`Idempotency-Key\`. The same key and request within 30 days gets the first answer again and is written once, also after the event was changed or deleted. Only accepted writes are kept: a mended request takes a new key.

An event is answered with an \`ETag\`. Send it back as \`If-Match\` with a correction or a deletion, and nobody’s change in between is overwritten.

## Keeping in step

Call \`/v2/leadevents/sync\` with the last \`updateTime\` that you have seen as \`fromUpdateTime\`, and go on from the last one of each answer.

- \`fromUpdateTime\` is inclusive, so what you saw last comes again: know events by \`id\` and \`updateTime\`.
- At most 99 changes share one \`updateTime\`, fewer than the default \`limit\`. With a smaller one, raise \`offset\` where a whole page has the same \`updateTime\`.
- An event with \`"deleted": true\` is gone.
- No change ever becomes visible at or before an \`updateTime\` that was already answered, so nothing is missed.
`.trim()
