/** A type of JSON value; a field may also be `null` if it is marked so. */
export type JsonType = 'text' | 'whole number' | 'true or false' | 'list' | 'object'

/** The fields of an object in the reference, and whether each may be `null`. */
export type Shape = Readonly<Record<string, { readonly kind: JsonType; readonly orNull?: true }>>

const text = { kind: 'text' } as const
const textOrNull = { kind: 'text', orNull: true } as const
const whole = { kind: 'whole number' } as const

/** "Response … item" of every endpoint of lead events. */
export const eventShape = {
  id: whole,
  lead: text,
  type: text,
  status: textOrNull,
  note: textOrNull,
  noteVisibility: text,
  date: text,
  created: text,
  owner: { kind: 'object' },
  updateTime: text,
  statusCollectionId: text,
  leadAssignee: textOrNull,
} as const satisfies Shape

/** The dates of an event. */
export const eventDates = ['date', 'created', 'updateTime'] as const

export const ownerShape = { id: text, name: text, application: text } as const satisfies Shape

/** "The list of statuses". */
export const statusShape = {
  label: text,
  previous: textOrNull,
  sink: { kind: 'true or false' },
  hidden: { kind: 'true or false' },
} as const satisfies Shape

/** "meta" of the list and of sync. */
export const metaShape = {
  ordering: text,
  count: whole,
  limit: whole,
  offset: whole,
  info: { kind: 'list' },
  obfuscated: { kind: 'object' },
} as const satisfies Shape

/** "queryExplanation". */
export const explanationShape = { engine: text, text, json: { kind: 'object' } } as const satisfies Shape
