import * as z from 'zod/mini'
import { instantShape, parseInstant, shiftInstant, type Instant } from './instant.ts'
import type { FieldFaultCode } from './problem.ts'
import {
  countCodePoints,
  hasControlCharacter,
  hasInvisibleCharacter,
  hasWhiteSpace,
  invisible,
  normaliseNewlines,
  whiteSpace,
} from './text.ts'

/**
 * Parameters as they arrive: texts from a query or a form (an array where a name came more than once), and whatever
 * JSON can hold. Each reader below makes one typed value of that or names the fault; nothing is clamped or guessed.
 */
export class Fault {
  readonly code: FieldFaultCode
  readonly message: string

  constructor(code: FieldFaultCode, message: string) {
    this.code = code
    this.message = message
  }
}

/** JSON Schema 2020-12, as `zod` writes it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

/** Reads one value as it arrived, and says in JSON Schema what it takes: for the API's description. */
export interface Reader<Value> {
  (raw: unknown): Value | Fault
  readonly schema: JsonSchema
}

/** A reader, and beside it the JSON Schema of what it takes. */
export function reader<Value>(schema: JsonSchema, read: (raw: unknown) => Value | Fault): Reader<Value> {
  return Object.assign(read, { schema })
}

/**
 * A schema of one parameter; an absent one gives what `whenAbsent` gives, and so does JSON `null`, unless it is read.
 * `z.toJSONSchema` cannot look into what reads it, so it finds its description in zod's registry.
 */
function parameter<Value, Absent>(
  read: Reader<Value>,
  whenAbsent: () => Absent | Fault,
  schema: JsonSchema = read.schema,
  readsNull = false,
) {
  const parsed = z.pipe(
    z.optional(z.unknown()),
    z.transform((raw: unknown, context): Value | Absent => {
      const result = raw === undefined || (raw === null && !readsNull) ? whenAbsent() : read(raw)
      if (!(result instanceof Fault)) return result
      context.issues.push({
        code: 'custom',
        message: result.message,
        params: { code: result.code },
        input: raw,
        continue: true,
      })
      return z.NEVER
    }),
  )
  z.globalRegistry.add(parsed, schema)
  return parsed
}

/** A parameter that has to be there. */
export function required<Value>(read: Reader<Value>) {
  return parameter<Value, never>(read, () => new Fault('required', 'This parameter is required.'))
}

/** A parameter that may be left out: then it is `undefined`. */
export function optional<Value>(read: Reader<Value>) {
  return parameter<Value, undefined>(read, () => undefined)
}

/** A parameter that may be left out, and may be JSON `null`: that says that there is to be no value. */
export function emptiable<Value>(read: Reader<Value>) {
  return parameter<Value | null, undefined>(
    reader(read.schema, (raw) => (raw === null ? null : read(raw))),
    () => undefined,
    { ...read.schema, type: ['string', 'null'] },
    true,
  )
}

/** A parameter that may be left out: then it is `value`. */
export function withDefault<Value>(read: Reader<Value>, value: Value) {
  return parameter(read, () => value, { ...read.schema, default: value })
}

/** Well-formed text without NUL, the least that PostgreSQL and JSON can carry. */
export const text = reader({ type: 'string' }, (raw): string | Fault => {
  if (Array.isArray(raw)) return new Fault('repeated', 'Send this parameter once, not several times.')
  if (typeof raw !== 'string') return new Fault('not_text', 'Send a text.')
  if (!raw.isWellFormed()) {
    return new Fault('malformed_unicode', 'Send well-formed Unicode: half of a surrogate pair stands alone.')
  }
  if (raw.includes('\0')) return new Fault('control_character', 'Remove the NUL character.')
  return raw
})

/** An identifier: 1 to `max` visible characters (code points), no white space; `unlike`: what else it must not hold. */
export function identifier(max: number, unlike = ''): Reader<string> {
  const pattern = `^[^${whiteSpace}${invisible}${unlike}]+$`
  return reader({ type: 'string', minLength: 1, maxLength: max, pattern }, (raw) => {
    const value = text(raw)
    if (value instanceof Fault) return value
    if (value === '') return new Fault('empty', `Send 1 to ${max} visible characters.`)
    if (hasWhiteSpace(value)) {
      return new Fault(
        'white_space',
        'An identifier has no white space. In a form body or a query a plus sign means a space: send "+" as %2B.',
      )
    }
    if (hasInvisibleCharacter(value)) {
      return new Fault(
        'invisible_character',
        'Remove the invisible characters: an identifier has only visible ones.',
      )
    }
    if (countCodePoints(value) > max) return new Fault('too_long', `Send at most ${max} characters.`)
    return value
  })
}

const leadIdentifier = identifier(128, ',"')

/** A lead's id: contract, row `lead`, "1–128 visible characters, no comma, quote or white space". */
export const leadId = reader(leadIdentifier.schema, (raw): string | Fault => {
  const value = leadIdentifier(raw)
  if (value instanceof Fault) return value
  return /[,"]/.test(value)
    ? new Fault('forbidden_character', "A lead's id holds no comma and no double quote.")
    : value
})

/** A lead's id where a lead is created: no address of one could name `.` or `..`, which are steps in a path (RFC 3986, 5.2.4). */
export const newLeadId = reader({ ...leadId.schema, not: { enum: ['.', '..'] } }, (raw): string | Fault => {
  const value = leadId(raw)
  return value === '.' || value === '..' ? new Fault('forbidden_character', pathStep) : value
})

/** What is wrong with an identifier that is `.` or `..`. */
export const pathStep = 'Send another one than . and ..: no address can name these.'

/** The longest note, in code points. Source: contract, row `note`. */
export const noteLimit = 10_000

/** A note: contract, row `note`. An empty one is no note, `null`. */
export const note = reader({ type: 'string', maxLength: noteLimit }, (raw): string | null | Fault => {
  const value = text(raw)
  if (value instanceof Fault) return value
  const normalised = normaliseNewlines(value)
  if (hasControlCharacter(normalised)) {
    return new Fault(
      'control_character',
      'Remove the control characters: only line breaks and tabs are kept.',
    )
  }
  const length = countCodePoints(normalised)
  if (length > noteLimit) {
    return new Fault('too_long', `A note has at most ${noteLimit} characters; this one has ${length}.`)
  }
  return normalised === '' ? null : normalised
})

/** An ISO 8601 date or date-time; see `parseInstant`. */
export const instant = reader(
  { type: 'string', title: 'ISO 8601 date or date-time', pattern: instantShape.source },
  (raw): Instant | Fault => {
    const value = text(raw)
    if (value instanceof Fault) return value
    return (
      parseInstant(value) ??
      new Fault(
        'invalid_date',
        'Send an ISO 8601 date or date-time that exists, such as 2024-03-12 or 2024-03-12T10:42:00+01:00 (in a form or query, "+" as %2B).',
      )
    )
  },
)

/** The end of a period: as `instant`, but a date alone is the last millisecond of that day. */
export const periodEnd = reader(instant.schema, (raw): Instant | Fault => {
  const value = instant(raw)
  const isDay = typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw)
  return isDay && !(value instanceof Fault) ? shiftInstant(value, 86_400_000 - 1) : value
})

/** `true`, `false`, `1` or `0`, or a JSON boolean. */
export const boolean = reader({ type: 'boolean' }, (raw): boolean | Fault => {
  if (Array.isArray(raw)) return new Fault('repeated', 'Send this parameter once, not several times.')
  if (raw === true || raw === 'true' || raw === '1' || raw === 1) return true
  if (raw === false || raw === 'false' || raw === '0' || raw === 0) return false
  return new Fault('not_boolean', 'Send true, false, 1 or 0.')
})

/** A whole number between `min` and `max`, both included. */
export function integer(min: number, max: number): Reader<number> {
  return reader({ type: 'integer', minimum: min, maximum: max }, (raw) => {
    const value = typeof raw === 'number' ? String(raw) : text(raw)
    if (value instanceof Fault) return value
    if (!/^-?\d{1,15}$/.test(value))
      return new Fault('not_integer', `Send a whole number between ${min} and ${max}.`)
    const number = Number(value)
    return number < min || number > max
      ? new Fault('out_of_range', `Send a whole number between ${min} and ${max}.`)
      : number
  })
}

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Reader<Word> {
  return reader({ type: 'string', enum: [...words] }, (raw) => {
    const value = text(raw)
    if (value instanceof Fault) return value
    return (
      words.find((word) => word === value) ?? new Fault('not_one_of', `Send one of: ${words.join(', ')}.`)
    )
  })
}

/** 1 to `max` different values: comma-separated, the parameter repeated, or both; a quoted value may hold a comma. */
export function list<Value>(read: Reader<Value>, max: number): Reader<Value[]> {
  return reader({ type: 'array', items: read.schema, minItems: 1, maxItems: max }, (raw) => {
    const values = new Set<Value>()
    for (const part of Array.isArray(raw) ? raw : [raw]) {
      const whole = text(part)
      if (whole instanceof Fault) return whole
      if (whole === '') return new Fault('empty', `Send 1 to ${max} different values.`)
      if (!wholeList.test(whole)) return malformedList
      for (const item of splitList(whole)) {
        const value = read(item)
        if (value instanceof Fault) return value
        values.add(value)
      }
    }
    if (values.size > max) {
      return new Fault('too_many', `Send at most ${max} different values; these are ${values.size}.`)
    }
    return [...values]
  })
}

const wholeList = /^("[^"]*"|[^",]+)(,("[^"]*"|[^",]+))*$/

const malformedList = new Fault(
  'malformed_list',
  'Separate values by single commas, and put one that holds a comma in double quotes.',
)

function splitList(whole: string): string[] {
  const items = whole.match(/"[^"]*"|[^,]+/g) ?? []
  return items.map((item) => (item.startsWith('"') && item.endsWith('"') ? item.slice(1, -1) : item))
}
