import { createEventBody } from '../../../contract/endpoints.ts'
import { shiftInstant, type Instant } from '../../../contract/instant.ts'
import { fieldErrorCodes } from '../../../contract/problem.ts'
import { checkEventDate } from '../../../contract/rules/event-date.ts'
import type { EventLine } from '../../store/imports/event-import-lines.ts'
import { buildNote, splitNote, toText } from '../mapping/build-note.ts'
import {
  parseDateFormat,
  type DateOrder,
  type ImportField,
  type Mapping,
} from '../../../contract/import-mapping.ts'
import { parseDate } from '../mapping/parse-date.ts'
import type { ResolvedColumns } from '../mapping/resolve-columns.ts'
import { isRecord } from '../source/source-record.ts'
import type { EventUsers } from './event-users.ts'
import type { LineError } from './line-error.ts'

/** The data for reading the lines of an application's events, except for its leads. */
export interface EventRules {
  readonly mapping: Mapping
  readonly columns: ResolvedColumns
  readonly users: EventUsers
  /** the labels of each current or former collection of the application */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>
  readonly statusCollectionId: string
  /** the known fields of a file without a header; other fields are an error */
  readonly knownFields: ReadonlySet<string> | undefined
}

/** What a line contains: events, or errors; `undefined` if it is another row of an export or was deleted. */
export type ReadLine =
  | { readonly events: readonly EventLine[]; readonly isDay: boolean }
  | { readonly errors: readonly LineError[] }
  | undefined

type Fields = Readonly<Record<string, unknown>>

const maxExternalIdLength = 200
const maxFieldNameLength = 200

/**
 * Reads a line by the rules of `POST /v2/leadevents`, but date and owner are required. In a line in the form of the API's
 * items, with the owner as an object, `leadAssignee: null` means no assignee. A lead field with several IDs, separated
 * by semicolons, gives an event for each; a note that is too long gives one for each part, on request.
 */
export function readEventLines(line: number, fields: Fields, rules: EventRules, now: Instant): ReadLine {
  const { mapping, columns } = rules
  if ((fields['kind'] ?? 'event') !== 'event' || fields['deleted'] === true) return undefined
  const unknown =
    rules.knownFields && Object.keys(fields).find((name) => rules.knownFields?.has(name) === false)
  if (unknown !== undefined) {
    const field = storable(unknown)
    return {
      errors: [
        lineError(field, 'unmapped_column', `No field for ${field}. Map it, or use --ignore-columns.`),
      ],
    }
  }
  const valueOf = (field: ImportField): unknown => {
    const column = columns.fields.get(field)
    const raw = mapping.set?.[field] ?? (column === undefined ? undefined : fields[column])
    if (typeof raw === 'number') return String(raw)
    const value = typeof raw === 'string' && field !== 'note' ? raw.trim() : raw
    return value === '' ? undefined : value
  }
  if (isTrue(valueOf('deleted'))) return undefined
  const item = isRecord(fields['owner']) ? fields['owner'] : undefined
  const owner = readOwner(item === undefined ? valueOf('owner') : item['id'], rules)
  const date = readDate(valueOf('date'), valueOf('time'), mapping, now)
  const status = readStatus(valueOf('status'), fields, rules)
  const note = readNote(valueOf('note'), fields, rules)
  const leads = readLeads(valueOf('lead'), mapping)
  const externalId = valueOf('externalId')
  const assignee = valueOf('leadAssignee')
  const input = {
    type: readType(valueOf('type')),
    note: note.first,
    status: status.label,
    leadAssignee: typeof assignee === 'string' ? resolveUser(assignee, rules).id : assignee,
    leadAssigneeRemove:
      item === undefined ? toBoolean(valueOf('leadAssigneeRemove')) : fields['leadAssignee'] === null,
    name: valueOf('leadName'),
  }
  const parsed = leads.map((lead) => createEventBody.safeParse({ ...input, lead }))
  const errors: LineError[] = [
    ...uniqueIssues(
      parsed.flatMap(({ error }) => error?.issues ?? []),
      valueOf,
    ),
    ...owner.errors,
    ...date.errors,
    ...status.errors,
    ...externalIdErrors(externalId),
  ]
  if (errors.length > 0 || owner.id === undefined || date.instant === undefined) return { errors }
  const { id } = owner
  const { instant } = date
  const events = parsed.flatMap(({ data }, copy) => {
    if (data === undefined) return []
    const { status: label = null, leadAssignee = null, name: leadName = null, date: _, ...event } = data
    const toEvent = (
      values: Pick<EventLine, 'note' | 'status' | 'leadAssignee'>,
      part: number,
    ): EventLine => ({
      ...event,
      ...values,
      line,
      part,
      // only the first part changes the assignee
      leadAssigneeRemove: event.leadAssigneeRemove && part === 0,
      date: shiftInstant(instant, part),
      owner: id,
      statusCollectionId: status.collection,
      leadName,
      externalId: toExternalId(externalId, copy, part),
    })
    return [
      toEvent({ note: event.note, status: label, leadAssignee }, 0),
      ...note.others.map((text, index) =>
        toEvent({ note: text, status: null, leadAssignee: null }, index + 1),
      ),
    ]
  })
  return { events, isDay: date.isDay }
}

/** Shortens a name of the file to what the database can store and index. */
function storable(name: string): string {
  return name.slice(0, maxFieldNameLength).replaceAll('\0', '\uFFFD')
}

function toExternalId(value: unknown, copy: number, part: number): string | null {
  if (typeof value !== 'string') return null
  return `${value}${copy === 0 ? '' : `;${copy + 1}`}${part === 0 ? '' : `#${part + 1}`}`
}

function externalIdErrors(value: unknown): LineError[] {
  if (value === undefined || value === null) return []
  if (
    typeof value === 'string' &&
    value.length <= maxExternalIdLength &&
    value.isWellFormed() &&
    !value.includes('\0')
  )
    return []
  return [lineError('externalId', 'too_long', `Must be a text of at most ${maxExternalIdLength} characters.`)]
}

function readLeads(value: unknown, { leadFromName, from = 'leadline' }: Mapping): unknown[] {
  if (typeof value !== 'string') return [value]
  if (leadFromName === true) return [toLeadId(value)]
  const ids =
    from === 'leadline'
      ? []
      : value
          .split(';')
          .map((id) => id.trim())
          .filter((id) => id !== '')
  return ids.length > 1 ? [...new Set(ids)] : [value]
}

/** Creates a lead's ID from its name: lower case, with hyphens between words; names that differ only in these are one lead. */
function toLeadId(name: string): string {
  const words =
    name
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.join('-')
}

function readType(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const word = value.toLowerCase()
  if (['company', 'account', 'organization', 'organisation', 'azienda'].includes(word)) return 'company'
  if (['person', 'contact', 'lead', 'persona', 'contatto'].includes(word)) return 'person'
  return value
}

const trueWords = new Set(['true', 'yes', 'y', '1', 'x', 'vero', 'sì', 'si'])
const falseWords = new Set(['false', 'no', 'n', '0', 'falso'])

function toBoolean(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const word = value.toLowerCase()
  return trueWords.has(word) ? true : falseWords.has(word) ? false : value
}

function isTrue(value: unknown): boolean {
  return toBoolean(value) === true
}

function resolveUser(value: string, { mapping, users }: EventRules) {
  const name = replaced(value, mapping.owners)
  const user = users.find(name)
  return { id: user?.id ?? name, user }
}

/** Returns the text that a table of the mapping has for a text, otherwise the text itself. */
function replaced(text: string, table: Readonly<Record<string, string>> = {}): string {
  // every object inherits a "constructor"
  return Object.hasOwn(table, text) ? (table[text] ?? text) : text
}

function readOwner(value: unknown, rules: EventRules): { id?: string; errors: LineError[] } {
  if (value === undefined || value === null)
    return {
      errors: [lineError('owner', 'required', 'Required: the user of the application who logged the event.')],
    }
  const user = typeof value === 'string' ? resolveUser(value, rules).user : undefined
  if (user === undefined)
    return {
      errors: [
        lineError(
          'owner',
          'unknown_user',
          'Unknown user. Add one with "person create", or use --owners.',
          value,
        ),
      ],
    }
  if (user.erased)
    return {
      errors: [
        lineError(
          'owner',
          'erased_user',
          'The personal data of this user was erased. Assign the event to another user.',
          value,
        ),
      ],
    }
  return { id: user.id, errors: [] }
}

const dateMessages = {
  invalid_date:
    'Must be an existing date, such as 2024-03-12, 2024-03-12T10:42:00+01:00 or 12/03/2024 10:42 with --dates and --zone.',
  ambiguous_date:
    'Day and month can be read in two ways. Choose with --dates dd/mm/yyyy or --dates mm/dd/yyyy.',
  no_time_zone: 'The time has no time zone. Choose one with --zone, such as --zone Europe/Rome.',
  skipped_time: 'Clocks skipped this time when daylight saving time began.',
} as const

function readDate(
  value: unknown,
  time: unknown,
  { dates, zone }: Mapping,
  now: Instant,
): { instant?: Instant; isDay: boolean; errors: LineError[] } {
  const fail = (code: string, message: string) => ({
    isDay: false,
    errors: [lineError('date', code, message, value)],
  })
  if (value === undefined || value === null) return fail('required', 'An imported event must have a date.')
  if (typeof value !== 'string') return fail('invalid_date', dateMessages.invalid_date)
  const order: DateOrder | undefined = dates === undefined ? undefined : parseDateFormat(dates)
  const parsed = parseDate(typeof time === 'string' ? `${value} ${time}` : value, { order, zone })
  if ('error' in parsed) return fail(parsed.error, dateMessages[parsed.error])
  if (checkEventDate(parsed.instant, { latest: undefined, now }) !== undefined)
    return fail('date_in_future', `The date must not be after the server clock (${now}).`)
  return { ...parsed, errors: [] }
}

function readStatus(
  value: unknown,
  fields: Fields,
  { mapping, labels, statusCollectionId }: EventRules,
): { label: unknown; collection: string; errors: LineError[] } {
  const named = fields['statusCollectionId']
  const collection = typeof named === 'string' && labels.has(named) ? named : statusCollectionId
  if (typeof value !== 'string') return { label: value, collection, errors: [] }
  const wanted = replaced(value, mapping.statuses)
  if (wanted === '') return { label: undefined, collection, errors: [] }
  const known = [...(labels.get(collection) ?? [])]
  const similar = known.filter((label) => label.toLowerCase() === wanted.toLowerCase())
  const label = known.includes(wanted) ? wanted : similar.length === 1 ? similar[0] : undefined
  if (label !== undefined) return { label, collection, errors: [] }
  const error = lineError('status', 'unknown_status', `Must be one of: ${known.join(', ')}.`, value)
  return { label: undefined, collection, errors: [error] }
}

/** Returns the note, and its other parts if it is split. */
function readNote(
  value: unknown,
  fields: Fields,
  { mapping, columns }: EventRules,
): { first: unknown; others: string[] } {
  const html = mapping.html ?? (mapping.from ?? 'leadline') !== 'leadline'
  const textOf = (column: string) => {
    const text = fields[column]
    return typeof text === 'string' ? text : typeof text === 'number' ? String(text) : ''
  }
  const text =
    columns.note.length > 0
      ? buildNote(columns.note, textOf, html)
      : typeof value === 'string' && html
        ? toText(value, html)
        : value
  if (typeof text !== 'string' || mapping.longNotes !== 'split') return { first: text, others: [] }
  const [first = '', ...others] = splitNote(text)
  return { first, others }
}

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly code?: string | undefined
  readonly params?: Record<string, unknown> | undefined
  readonly message: string
}

function uniqueIssues(issues: readonly Issue[], valueOf: (field: ImportField) => unknown): LineError[] {
  const errors = issues.map(({ path, params, message, code }) => {
    const name = path.join('.')
    const known = fieldErrorCodes.find((one) => one === params?.['code'])
    if (known === undefined) throw new Error(`an issue without a code of ours: ${code}`)
    const field = name === 'name' ? 'leadName' : name
    const value =
      field === 'lead' || field === 'type' || field === 'leadAssignee' ? valueOf(field) : undefined
    return lineError(field, known, message, value)
  })
  return errors.filter((error, index) => errors.findIndex(({ field }) => field === error.field) === index)
}

function lineError(field: string, code: string, message: string, value?: unknown): LineError {
  return typeof value === 'string' ? { field, code, message, value } : { field, code, message }
}
