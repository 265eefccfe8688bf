import { createEventBody } from '../../../contract/endpoints.ts'
import type { Instant } from '../../../contract/instant.ts'
import { fieldErrorCodes, type FieldError } from '../../../contract/problem.ts'
import { checkEventDate } from '../../../contract/rules/event-date.ts'
import type { EventLine } from '../../store/imports/event-import-lines.ts'
import { isRecord } from './read-ndjson.ts'

/** The data for checking the lines of an application's events, except for its leads. */
export interface EventLineRules {
  readonly users: ReadonlySet<string>
  /** the labels of each current or former collection of the application */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>
  readonly statusCollectionId: string
  readonly now: Instant
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Parses a line of events by the rules of `POST /v2/leadevents`, but date and owner are required. In a line in the
 * form of the API's items, with the owner as an object, `leadAssignee: null` means no assignee. `undefined` if the
 * line contains no event: another row of an export, or a tombstone.
 */
export function readEventLine(
  line: number,
  input: Fields,
  rules: EventLineRules,
): EventLine | { readonly errors: readonly FieldError[] } | undefined {
  if ((input['kind'] ?? 'event') !== 'event' || input['deleted'] === true) return undefined
  const fields = isRecord(input['owner']) ? fromItem(input, input['owner']) : input
  const owner = fields['owner']
  const result = createEventBody.safeParse(fields)
  const issues = result.error?.issues ?? []
  const statusCollectionId = collectionOf(fields, rules)
  const errors = [
    ...issues.map((issue) => fieldError(issue.path.join('.'), codeOf(issue), issue.message)),
    ...ownerFaults(owner, rules),
    ...(fields['date'] === undefined || fields['date'] === null
      ? [fieldError('date', 'required', 'An imported event must have a date.')]
      : []),
    ...statusFaults(result.data?.status, statusCollectionId, rules),
    ...futureFaults(result.data?.date, rules),
  ]
  if (errors.length > 0 || result.data?.date === undefined || typeof owner !== 'string') return { errors }
  const { status = null, leadAssignee = null, date, ...event } = result.data
  return { ...event, date, line, owner, status, leadAssignee, statusCollectionId }
}

function fromItem(fields: Fields, owner: Fields): Fields {
  return { ...fields, owner: owner['id'], leadAssigneeRemove: fields['leadAssignee'] === null }
}

/** Returns the collection of the line if its labels are known here; otherwise the active one. */
function collectionOf(fields: Fields, { labels, statusCollectionId }: EventLineRules): string {
  const collectionId = fields['statusCollectionId']
  return typeof collectionId === 'string' && labels.has(collectionId) ? collectionId : statusCollectionId
}

function ownerFaults(owner: unknown, { users }: EventLineRules): FieldError[] {
  if (owner === undefined || owner === null)
    return [fieldError('owner', 'required', 'Required: the user of the application who logged the event.')]
  return typeof owner === 'string' && users.has(owner)
    ? []
    : [fieldError('owner', 'unknown_user', 'Unknown user. Add one with "person create".')]
}

function statusFaults(
  status: string | undefined,
  collection: string,
  { labels }: EventLineRules,
): FieldError[] {
  const known = labels.get(collection)
  if (status === undefined || known?.has(status) === true) return []
  return [fieldError('status', 'unknown_status', `Must be one of: ${[...(known ?? [])].join(', ')}.`)]
}

function futureFaults(date: Instant | undefined, { now }: EventLineRules): FieldError[] {
  if (date === undefined || checkEventDate(date, { latest: undefined, now }) === undefined) return []
  return [fieldError('date', 'date_in_future', `The date must not be after the server clock (${now}).`)]
}

function fieldError(field: string, code: FieldError['code'], message: string): FieldError {
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
