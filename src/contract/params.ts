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
export class ParseIssue {
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
export interface Parser<Value> {
  (raw: unknown): Value | ParseIssue
  readonly schema: JsonSchema
}

/** A reader, and beside it the JSON Schema of what it takes. */
export function parser<Value>(schema: JsonSchema, read: (raw: unknown) => Value | ParseIssue): Parser<Value> {
  return Object.assign(read, { schema })
}

/**
 * A schema of one parameter; an absent one gives what `whenAbsent` gives, and so does JSON `null`, unless it is read.
 * `z.toJSONSchema` cannot look into what reads it, so it finds its description in zod's registry.
 */
function parameter<Value, Absent>(
  read: Parser<Value>,
  whenAbsent: () => Absent | ParseIssue,
  schema: JsonSchema = read.schema,
  readsNull = false,
) {
  const parsed = z.pipe(
    z.optional(z.unknown()),
    z.transform((raw: unknown, context): Value | Absent => {
      const result = raw === undefined || (raw === null && !readsNull) ? whenAbsent() : read(raw)
      if (!(result instanceof ParseIssue)) return result
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
export function required<Value>(read: Parser<Value>) {
  return parameter<Value, never>(read, () => new ParseIssue('required', 'This parameter is required.'))
}

/** A parameter that may be left out: then it is `undefined`. */
export function optional<Value>(read: Parser<Value>) {
  return parameter<Value, undefined>(read, () => undefined)
}

/** A parameter that may be left out, and may be JSON `null`: that says that there is to be no value. */
export function emptiable<Value>(read: Parser<Value>) {
  return parameter<Value | null, undefined>(
    parser(read.schema, (raw) => (raw === null ? null : read(raw))),
    () => undefined,
    { ...read.schema, type: ['string', 'null'] },
    true,
  )
}

/** A parameter that may be left out: then it is `value`. */
export function withDefault<Value>(read: Parser<Value>, value: Value) {
  return parameter(read, () => value, { ...read.schema, default: value })
}

/** Well-formed text without NUL, the least that PostgreSQL and JSON can carry. */
export const text = parser({ type: 'string' }, (raw): string | ParseIssue => {
  if (Array.isArray(raw)) return new ParseIssue('repeated', 'Send this parameter only once.')
  if (typeof raw !== 'string') return new ParseIssue('not_text', 'Must be a string.')
  if (!raw.isWellFormed()) {
    return new ParseIssue(
      'malformed_unicode',
      'Must be well-formed Unicode: it contains an unpaired surrogate.',
    )
  }
  if (raw.includes('\0')) return new ParseIssue('control_character', 'Must not contain a NUL character.')
  return raw
})

/** An identifier: 1 to `max` visible characters (code points), no white space; `unlike`: what else it must not hold. */
export function identifier(max: number, unlike = ''): Parser<string> {
  const pattern = `^[^${whiteSpace}${invisible}${unlike}]+$`
  return parser({ type: 'string', minLength: 1, maxLength: max, pattern }, (raw) => {
    const value = text(raw)
    if (value instanceof ParseIssue) return value
    if (value === '') return new ParseIssue('empty', `Must be 1 to ${max} visible characters.`)
    if (hasWhiteSpace(value)) {
      return new ParseIssue(
        'white_space',
        'Must not contain white space. In a form body or query, "+" means a space: write it as %2B.',
      )
    }
    if (hasInvisibleCharacter(value)) {
      return new ParseIssue('invisible_character', 'Must not contain invisible characters.')
    }
    if (countCodePoints(value) > max) return new ParseIssue('too_long', `Must be at most ${max} characters.`)
    return value
  })
}

const leadIdentifier = identifier(128, ',"')

/** A lead's id: contract, row `lead`, "1–128 visible characters, no comma, quote or white space". */
export const leadId = parser(leadIdentifier.schema, (raw): string | ParseIssue => {
  const value = leadIdentifier(raw)
  if (value instanceof ParseIssue) return value
  return /[,"]/.test(value)
    ? new ParseIssue('forbidden_character', 'Must not contain a comma or a double quote.')
    : value
})

/** A lead's id where a lead is created: no address of one could name `.` or `..`, which are steps in a path (RFC 3986, 5.2.4). */
export const newLeadId = parser(
  { ...leadId.schema, not: { enum: ['.', '..'] } },
  (raw): string | ParseIssue => {
    const value = leadId(raw)
    return value === '.' || value === '..' ? new ParseIssue('forbidden_character', pathStep) : value
  },
)

/** What is wrong with an identifier that is `.` or `..`. */
export const pathStep = 'Must not be . or .., because no URL can contain these as an identifier.'

/** The longest note, in code points. Source: contract, row `note`. */
export const noteLimit = 10_000

/** A note: contract, row `note`. An empty one is no note, `null`. */
export const note = parser({ type: 'string', maxLength: noteLimit }, (raw): string | null | ParseIssue => {
  const value = text(raw)
  if (value instanceof ParseIssue) return value
  const normalised = normaliseNewlines(value)
  if (hasControlCharacter(normalised)) {
    return new ParseIssue(
      'control_character',
      'Must not contain control characters other than line breaks and tabs.',
    )
  }
  const length = countCodePoints(normalised)
  if (length > noteLimit) {
    return new ParseIssue('too_long', `Must be at most ${noteLimit} characters; this note has ${length}.`)
  }
  return normalised === '' ? null : normalised
})

/** An ISO 8601 date or date-time; see `parseInstant`. */
export const instant = parser(
  { type: 'string', title: 'ISO 8601 date or date-time', pattern: instantShape.source },
  (raw): Instant | ParseIssue => {
    const value = text(raw)
    if (value instanceof ParseIssue) return value
    return (
      parseInstant(value) ??
      new ParseIssue(
        'invalid_date',
        'Must be an existing ISO 8601 date or date-time, such as 2024-03-12 or 2024-03-12T10:42:00+01:00 (in a form or query, write "+" as %2B).',
      )
    )
  },
)

/** The end of a period: as `instant`, but a date alone is the last millisecond of that day. */
export const periodEnd = parser(instant.schema, (raw): Instant | ParseIssue => {
  const value = instant(raw)
  const isDay = typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw)
  return isDay && !(value instanceof ParseIssue) ? shiftInstant(value, 86_400_000 - 1) : value
})

/** `true`, `false`, `1` or `0`, or a JSON boolean. */
export const boolean = parser({ type: 'boolean' }, (raw): boolean | ParseIssue => {
  if (Array.isArray(raw)) return new ParseIssue('repeated', 'Send this parameter only once.')
  if (raw === true || raw === 'true' || raw === '1' || raw === 1) return true
  if (raw === false || raw === 'false' || raw === '0' || raw === 0) return false
  return new ParseIssue('not_boolean', 'Must be true, false, 1 or 0.')
})

/** A whole number between `min` and `max`, both included. */
export function integer(min: number, max: number): Parser<number> {
  return parser({ type: 'integer', minimum: min, maximum: max }, (raw) => {
    const value = typeof raw === 'number' ? String(raw) : text(raw)
    if (value instanceof ParseIssue) return value
    if (!/^-?\d{1,15}$/.test(value))
      return new ParseIssue('not_integer', `Must be a whole number from ${min} to ${max}.`)
    const number = Number(value)
    return number < min || number > max
      ? new ParseIssue('out_of_range', `Must be a whole number from ${min} to ${max}.`)
      : number
  })
}

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Parser<Word> {
  return parser({ type: 'string', enum: [...words] }, (raw) => {
    const value = text(raw)
    if (value instanceof ParseIssue) return value
    return (
      words.find((word) => word === value) ??
      new ParseIssue('not_one_of', `Must be one of: ${words.join(', ')}.`)
    )
  })
}

/** 1 to `max` different values: comma-separated, the parameter repeated, or both; a quoted value may hold a comma. */
export function list<Value>(read: Parser<Value>, max: number): Parser<Value[]> {
  return parser({ type: 'array', items: read.schema, minItems: 1, maxItems: max }, (raw) => {
    const values = new Set<Value>()
    for (const part of Array.isArray(raw) ? raw : [raw]) {
      const whole = text(part)
      if (whole instanceof ParseIssue) return whole
      if (whole === '') return new ParseIssue('empty', `Must contain 1 to ${max} distinct values.`)
      if (!wholeList.test(whole)) return malformedList
      for (const item of splitList(whole)) {
        const value = read(item)
        if (value instanceof ParseIssue) return value
        values.add(value)
      }
    }
    if (values.size > max) {
      return new ParseIssue('too_many', `Must contain at most ${max} distinct values; got ${values.size}.`)
    }
    return [...values]
  })
}

const wholeList = /^("[^"]*"|[^",]+)(,("[^"]*"|[^",]+))*$/

const malformedList = new ParseIssue(
  'malformed_list',
  'Separate values with single commas; put a value that contains a comma in double quotes.',
)

function splitList(whole: string): string[] {
  const items = whole.match(/"[^"]*"|[^,]+/g) ?? []
  return items.map((item) => (item.startsWith('"') && item.endsWith('"') ? item.slice(1, -1) : item))
}
