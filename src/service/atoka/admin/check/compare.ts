import * as z from 'zod/mini'
import { parseInstant } from '../../../../contract/instant.ts'
import type { JsonType, Shape } from './expected-schemas.ts'

/** The result of one check of a response. */
export interface Finding {
  readonly what: string
  /** `not seen`: there was nothing to check; `unreadable`: the endpoint cannot be used */
  readonly result: 'agrees' | 'differs' | 'not seen' | 'not granted' | 'unreadable'
  readonly says: string
}

const record = z.record(z.string(), z.unknown())

/** Returns the values that are objects. */
export function objectsOf(values: readonly unknown[]): Record<string, unknown>[] {
  return values.flatMap((value) => {
    const { data } = record.safeParse(value)
    return data === undefined ? [] : [data]
  })
}

/** Compares objects with a shape: missing fields, additional ones, and fields of another type. */
export function compareShape(name: string, values: readonly unknown[], shape: Shape): Finding[] {
  if (values.length === 0) return [{ what: `${name}: fields`, result: 'not seen', says: 'there is none' }]
  const objects = objectsOf(values)
  const fields = Object.keys(shape)
  const missing = counted(
    fields,
    (field) => objects.filter((object) => !(field in object)).length + (values.length - objects.length),
  )
  const others = new Set(objects.flatMap((object) => Object.keys(object)).filter((key) => !(key in shape)))
  const problems = Object.entries(shape).flatMap(([field, { kind, orNull }]) => {
    const kinds = objects
      .filter((object) => field in object && !isKind(object[field], kind, orNull))
      .map((object) => kindOf(object[field]))
    const [first] = kinds
    return first === undefined
      ? []
      : [`${field} is ${first}, not ${kind} (${kinds.length} of ${values.length})`]
  })
  const says = [
    ...missing.map(([field, count]) => `without ${field} (${count} of ${values.length})`),
    ...[...others].slice(0, 20).map((field) => `with ${toPrintable(field)}`),
  ]
  return [
    finding(`${name}: fields`, says, `all ${fields.length}`),
    finding(`${name}: types`, problems, 'as in the reference'),
  ]
}

/** Checks whether all dates can be parsed, and reports their formats. */
export function compareDates(values: readonly unknown[], fields: readonly string[]): Finding {
  const texts = objectsOf(values).flatMap((object) => fields.map((field) => object[field]))
  const dates = texts.filter((text) => typeof text === 'string')
  if (dates.length === 0) return { what: 'dates', result: 'not seen', says: 'there is none' }
  const forms = [...new Set(dates.map((date) => toPrintable(date.replaceAll(/\d/g, '9'))))]
    .slice(0, 5)
    .join(', ')
  const unread = dates.filter((date) => parseInstant(date) === undefined).length
  return unread === 0
    ? { what: 'dates', result: 'agrees', says: forms }
    : { what: 'dates', result: 'differs', says: `${unread} of ${dates.length} cannot be read: ${forms}` }
}

/** Checks whether dates are in one order. */
export function compareOrder(
  values: readonly unknown[],
  field: string,
  direction: 'ascending' | 'descending',
): Finding {
  const dates = objectsOf(values).flatMap((object) => {
    const date = object[field]
    return typeof date === 'string' ? (parseInstant(date) ?? []) : []
  })
  if (dates.length < 2) return { what: 'order', result: 'not seen', says: 'fewer than two dates' }
  const sorted = dates.toSorted()
  const expected = direction === 'ascending' ? sorted : sorted.toReversed()
  const holds = dates.every((date, index) => date === expected[index])
  return finding('order', holds ? [] : [`not by ${field}, ${direction}`], `by ${field}, ${direction}`)
}

/** Creates a finding that differs if there are problems, and agrees otherwise. */
export function finding(what: string, problems: readonly string[], agreement: string): Finding {
  return problems.length === 0
    ? { what, result: 'agrees', says: agreement }
    : { what, result: 'differs', says: problems.join('; ') }
}

/** Makes external text safe for a terminal: one line without control characters, of limited length. */
export function toPrintable(text: string): string {
  const line = text.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ')
  return line.length > 200 ? `${line.slice(0, 200).toWellFormed()}…` : line
}

function counted(fields: readonly string[], count: (field: string) => number): [string, number][] {
  return fields.flatMap((field): [string, number][] => {
    const times = count(field)
    return times === 0 ? [] : [[field, times]]
  })
}

function isKind(value: unknown, kind: JsonType, orNull = false): boolean {
  return (orNull && value === null) || kindOf(value) === kind
}

function kindOf(value: unknown): JsonType | 'null' | 'a fraction' {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') return Number.isInteger(value) ? 'whole number' : 'a fraction'
  if (typeof value === 'boolean') return 'true or false'
  return typeof value === 'string' ? 'text' : 'object'
}
