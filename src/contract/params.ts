import * as z from 'zod/mini'
import { instantShape, parseInstant, shiftInstant, type Instant } from './instant.ts'
import type { FieldErrorCode } from './problem.ts'
import {
  countCodePoints,
  hasBidiControl,
  hasControlCharacter,
  hasInvisibleCharacter,
  hasWhiteSpace,
  invisible,
  normaliseNewlines,
  whiteSpace,
} from './text.ts'

/**
 * The error of one parameter.
 *
 * Parameters arrive as texts from a query or a form (an array if a name is repeated), or as any JSON value. Each
 * parser below returns one typed value or a `ParseIssue`; nothing is clamped or guessed.
 */
export class ParseIssue {
  readonly code: FieldErrorCode
  readonly message: string

  constructor(code: FieldErrorCode, message: string) {
    this.code = code
    this.message = message
  }
}

/** JSON Schema 2020-12, as `zod` generates it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

/** Parses one raw value. Its JSON Schema describes the accepted values in the API description. */
export interface Parser<Value> {
  (raw: unknown): Value | ParseIssue
  readonly schema: JsonSchema
}

/** Creates a parser from a function and the JSON Schema of the values that it accepts. */
export function parser<Value>(
  schema: JsonSchema,
  parse: (raw: unknown) => Value | ParseIssue,
): Parser<Value> {
  return Object.assign(parse, { schema })
}

/**
 * Creates the zod schema of one parameter. An absent value gives the result of `whenAbsent`, and so does JSON `null`
 * unless `acceptsNull`. `z.toJSONSchema` cannot inspect the transform, so it takes the description from zod's
 * registry.
 */
function parameter<Value, Absent>(
  parse: Parser<Value>,
  whenAbsent: () => Absent | ParseIssue,
  schema: JsonSchema = parse.schema,
  acceptsNull = false,
) {
  const parsed = z.pipe(
    z.optional(z.unknown()),
    z.transform((raw: unknown, context): Value | Absent => {
      const result = raw === undefined || (raw === null && !acceptsNull) ? whenAbsent() : parse(raw)
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

/** A required parameter. */
export function required<Value>(parse: Parser<Value>) {
  return parameter<Value, never>(parse, () => new ParseIssue('required', 'This parameter is required.'))
}

/** An optional parameter: `undefined` if absent. */
export function optional<Value>(parse: Parser<Value>) {
  return parameter<Value, undefined>(parse, () => undefined)
}

/** An optional parameter that may also be JSON `null`, which removes the value. */
export function emptiable<Value>(parse: Parser<Value>) {
  return parameter<Value | null, undefined>(
    parser(parse.schema, (raw) => (raw === null ? null : parse(raw))),
    () => undefined,
    { ...parse.schema, type: ['string', 'null'] },
    true,
  )
}

/** An optional parameter with a default: `value` if absent. */
export function withDefault<Value>(parse: Parser<Value>, value: Value) {
  return parameter(parse, () => value, { ...parse.schema, default: value })
}

/** Well-formed text without NUL: PostgreSQL stores no other text. */
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

/**
 * An identifier: 1 to `max` visible characters (code points), no white space. `forbidden` lists further characters
 * that its JSON Schema excludes.
 */
export function identifier(max: number, forbidden = ''): Parser<string> {
  const pattern = `^[^${whiteSpace}${invisible}${forbidden}]+$`
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

/**
 * The ID of a lead that the request creates. It cannot be `.` or `..`, because a URL removes these path segments (RFC
 * 3986, 5.2.4).
 */
export const newLeadId = parser(
  { ...leadId.schema, not: { enum: ['.', '..'] } },
  (raw): string | ParseIssue => {
    const value = leadId(raw)
    return value === '.' || value === '..' ? new ParseIssue('forbidden_character', dotSegmentMessage) : value
  },
)

/** The message for an identifier that is `.` or `..`. */
export const dotSegmentMessage = 'Must not be . or .., because no URL can contain these as an identifier.'

/** The longest note, in code points. Source: contract, row `note`. */
export const noteLimit = 10_000

/** A name: one line of 1 to `max` code points, without the white space around it. */
export function oneLine(max: number): Parser<string> {
  return parser({ type: 'string', minLength: 1, maxLength: max }, (raw) => {
    const value = text(raw)
    if (value instanceof ParseIssue) return value
    const line = value.trim()
    if (line === '') return new ParseIssue('empty', `Must be 1 to ${max} characters.`)
    if (hasControlCharacter(line) || /[\n\t]/.test(line))
      return new ParseIssue('control_character', 'Must not contain control characters or line breaks.')
    if (hasBidiControl(line))
      return new ParseIssue('invisible_character', 'Must not contain bidirectional control characters.')
    return countCodePoints(line) > max
      ? new ParseIssue('too_long', `Must be at most ${max} characters.`)
      : line
  })
}

/** A note: contract, row `note`. An empty text is `null`, no note. */
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

/** The end of a period: like `instant`, but a date alone means the last millisecond of that day. */
export const periodEnd = parser(instant.schema, (raw): Instant | ParseIssue => {
  const value = instant(raw)
  const isDay = typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw)
  return isDay && !(value instanceof ParseIssue) ? shiftInstant(value, 86_400_000 - 1) : value
})

/** A JSON object, whose members its reader validates. */
export const jsonObject = parser({ type: 'object' }, (raw): Readonly<Record<string, unknown>> | ParseIssue =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? Object.fromEntries(Object.entries(raw))
    : new ParseIssue('out_of_range', 'Must be a JSON object.'),
)

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

/** One of the given words. */
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

/**
 * 1 to `max` different values: comma-separated, in a repeated parameter, or both; a quoted value may contain a comma.
 */
export function list<Value>(parse: Parser<Value>, max: number): Parser<Value[]> {
  return parser({ type: 'array', items: parse.schema, minItems: 1, maxItems: max }, (raw) => {
    const values = new Set<Value>()
    for (const part of Array.isArray(raw) ? raw : [raw]) {
      const entry = text(part)
      if (entry instanceof ParseIssue) return entry
      if (entry === '') return new ParseIssue('empty', `Must contain 1 to ${max} distinct values.`)
      if (!listSyntax.test(entry)) return malformedList
      for (const item of splitList(entry)) {
        const value = parse(item)
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

const listSyntax = /^("[^"]*"|[^",]+)(,("[^"]*"|[^",]+))*$/

const malformedList = new ParseIssue(
  'malformed_list',
  'Separate values with single commas; put a value that contains a comma in double quotes.',
)

function splitList(entry: string): string[] {
  const items = entry.match(/"[^"]*"|[^,]+/g) ?? []
  return items.map((item) => (item.startsWith('"') && item.endsWith('"') ? item.slice(1, -1) : item))
}
