import { createEventBody } from '../../../contract/endpoints.ts'
import type { Instant } from '../../../contract/instant.ts'
import { fieldErrorCodes, type FieldError } from '../../../contract/problem.ts'
import { checkEventDate } from '../../../contract/rules/event-date.ts'
import type { EventLine } from '../../store/imports/event-import-lines.ts'
import { isRecord } from './read-ndjson.ts'

/** What the lines of an application's events are held against, but for its leads. */
export interface EventLineRules {
  readonly users: ReadonlySet<string>
  /** the labels of each collection that the application has or had */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>
  readonly statusCollectionId: string
  readonly now: Instant
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads a line of events by the same rules as `POST /v2/leadevents`, but that date and owner have to be there. A line
 * in the form of the API's items, with the owner as an object, says with `leadAssignee: null` that there is nobody.
 * `undefined` where the line holds no event: another row of an export, or a tombstone.
 */
export function readEventLine(
  line: number,
  given: Fields,
  rules: EventLineRules,
): EventLine | { readonly faults: readonly FieldError[] } | undefined {
  if ((given['kind'] ?? 'event') !== 'event' || given['deleted'] === true) return undefined
  const fields = isRecord(given['owner']) ? fromItem(given, given['owner']) : given
  const owner = fields['owner']
  const result = createEventBody.safeParse(fields)
  const issues = result.error?.issues ?? []
  const statusCollectionId = collectionOf(fields, rules)
  const faults = [
    ...issues.map((issue) => fault(issue.path.join('.'), codeOf(issue), issue.message)),
    ...ownerFaults(owner, rules),
    ...(fields['date'] === undefined || fields['date'] === null
      ? [fault('date', 'required', 'An imported event must have a date.')]
      : []),
    ...statusFaults(result.data?.status, statusCollectionId, rules),
    ...futureFaults(result.data?.date, rules),
  ]
  if (faults.length > 0 || result.data?.date === undefined || typeof owner !== 'string') return { faults }
  const { status = null, leadAssignee = null, date, ...event } = result.data
  return { ...event, date, line, owner, status, leadAssignee, statusCollectionId }
}

function fromItem(fields: Fields, owner: Fields): Fields {
  return { ...fields, owner: owner['id'], leadAssigneeRemove: fields['leadAssignee'] === null }
}

/** The collection that the line names, if its labels are known here; else the one in force. */
function collectionOf(fields: Fields, { labels, statusCollectionId }: EventLineRules): string {
  const named = fields['statusCollectionId']
  return typeof named === 'string' && labels.has(named) ? named : statusCollectionId
}

function ownerFaults(owner: unknown, { users }: EventLineRules): FieldError[] {
  if (owner === undefined || owner === null)
    return [fault('owner', 'required', 'Required: the user of the application who logged the event.')]
  return typeof owner === 'string' && users.has(owner)
    ? []
    : [fault('owner', 'unknown_user', 'Unknown user. Add one with "person create".')]
}

function statusFaults(
  status: string | undefined,
  collection: string,
  { labels }: EventLineRules,
): FieldError[] {
  const known = labels.get(collection)
  if (status === undefined || known?.has(status) === true) return []
  return [fault('status', 'unknown_status', `Must be one of: ${[...(known ?? [])].join(', ')}.`)]
}

function futureFaults(date: Instant | undefined, { now }: EventLineRules): FieldError[] {
  if (date === undefined || checkEventDate(date, { latest: undefined, now }) === undefined) return []
  return [fault('date', 'date_in_future', `The date must not be after the server clock (${now}).`)]
}

function fault(field: string, code: FieldError['code'], message: string): FieldError {
  return { field, code, message }
}

function codeOf(issue: {
  readonly code?: string | undefined
  readonly params?: Record<string, unknown> | undefined
}) {
  const code = fieldErrorCodes.find((known) => known === issue.params?.['code'])
  if (code === undefined) throw new Error(`an issue without a code of ours: ${issue.code}`)
  return code
}
