import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { hasBidiControl } from '../../contract/text.ts'
import type { LeadStatus } from '../../contract/lead-status.ts'
import { CommandError } from './command-error.ts'
import { readJsonFile } from './read-json-file.ts'

const example = '[{"label": "New", "previous": null, "sink": false, "hidden": false}]'

const label = z
  .string('expected a string in double quotes')
  .check(
    z.refine(
      (text) =>
        text.length > 0 &&
        text.length <= 128 &&
        text.isWellFormed() &&
        text === text.trim() &&
        !/\p{Cc}/u.test(text) &&
        !hasBidiControl(text),
      'expected 1 to 128 characters without control or text-direction characters, and no space at either end',
    ),
  )
const onOff = z.boolean('expected true or false').default(false)
const statusLine = z.strictObject(
  {
    label,
    previous: z.string('expected the label of another status, or null').nullable().default(null),
    sink: onOff,
    hidden: onOff,
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `unknown field; the fields are label, previous, sink and hidden`
        : 'expected an object with label, previous, sink and hidden',
  },
)
const statusLines = z
  .array(statusLine, `expected a list of statuses, such as ${example}`)
  .min(1, 'expected at least one status')

/** An error of a file: the path of the status and field, and a message. */
interface FileError {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/**
 * Reads a collection of statuses from a JSON file. Throws a `CommandError` that lists all errors with line and field.
 */
export async function readStatusesFile(path: string): Promise<LeadStatus[]> {
  const { value, lineOf } = await readJsonFile(path)
  // the response of GET /v2/leadevents/statuses and the output of "statuses show --json" have the list in "items"
  const isResponse = typeof value === 'object' && value !== null && 'items' in value
  const prefix = isResponse ? ['items'] : []
  const result = statusLines.safeParse(isResponse ? value.items : value)
  const errors = result.success ? statusErrors(result.data) : result.error.issues.flatMap(errorsOf)
  if (result.success && errors.length === 0) return result.data
  const sentences = errors.map((error) => {
    const field = error.path.length > 1 ? `, "${String(error.path[1])}"` : ''
    return `line ${lineOf([...prefix, ...error.path])}${field}: ${error.message}`
  })
  throw new CommandError(`Invalid statuses in ${path}: ${sentences.join('; ')}.`)
}

function errorsOf(issue: z.core.$ZodIssue): FileError[] {
  const { message } = issue
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message }]
  return issue.keys.map((key) => ({ path: [...issue.path, key], message }))
}

/**
 * Returns the errors of a collection: "`previous` is the label before it (`null` first)". Source: contract, row
 * "`previous`, `sink`, `hidden` of a status".
 */
function statusErrors(statuses: readonly LeadStatus[]): FileError[] {
  const byLabel = new Map(statuses.map((one) => [one.label, one]))
  return statuses.flatMap((one, index) => [
    ...(statuses.findIndex((other) => other.label === one.label) < index
      ? [{ path: [index, 'label'], message: `"${one.label}" occurs more than once` }]
      : []),
    ...(one.previous !== null && !byLabel.has(one.previous)
      ? [{ path: [index, 'previous'], message: `the status "${one.previous}" is not in the list` }]
      : []),
    ...(comesAfterItself(one, byLabel)
      ? [{ path: [index, 'previous'], message: `"${one.label}" follows itself` }]
      : []),
  ])
}

function comesAfterItself(status: LeadStatus, byLabel: ReadonlyMap<string, LeadStatus>): boolean {
  let before = status.previous
  // a path back that is longer than the collection is in another cycle
  for (let steps = 0; before !== null && steps < byLabel.size; steps++) {
    if (before === status.label) return true
    before = byLabel.get(before)?.previous ?? null
  }
  return false
}

/** An id for a new collection, unlike any before it. */
export function newCollectionId(): string {
  return randomBytes(12).toString('hex')
}
