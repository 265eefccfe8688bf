import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { hasTurningCharacter } from '../../contract/text.ts'
import type { LeadStatus } from '../../contract/lead-status.ts'
import { CommandError } from './command-error.ts'

const statusLine = z.object({
  label: z
    .string()
    .min(1)
    .max(128)
    .refine(
      (text) =>
        text.isWellFormed() && text === text.trim() && !/\p{Cc}/u.test(text) && !hasTurningCharacter(text),
    ),
  previous: z.string().nullable().default(null),
  sink: z.boolean().default(false),
  hidden: z.boolean().default(false),
})

// the answer of GET /v2/leadevents/statuses is read as it stands
const file = z.union([
  z.array(statusLine),
  z.object({ items: z.array(statusLine) }).transform(({ items }) => items),
])

/** Reads a collection of statuses from a JSON file; throws a `CommandError` that says all that is wrong with it. */
export async function readStatusesFile(path: string): Promise<LeadStatus[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new CommandError(`The file ${path} cannot be read.`)
  })
  const result = file.safeParse(parseJson(text, path))
  if (!result.success) {
    throw new CommandError(
      `The file ${path} is not a list of statuses: write [{"label": "New", "previous": null, "sink": false, "hidden": false}, …], labels of 1 to 128 characters, none that turns text around.`,
    )
  }
  const faults = statusFaults(result.data)
  if (faults.length > 0)
    throw new CommandError(`The statuses in ${path} do not fit together: ${faults.join('; ')}.`)
  return result.data
}

/**
 * What is wrong with a collection, in words: "`previous` is the label before it (`null` first)". Source: contract, row
 * "`previous`, `sink`, `hidden` of a status".
 */
export function statusFaults(statuses: readonly LeadStatus[]): string[] {
  const byLabel = new Map(statuses.map((one) => [one.label, one]))
  const repeated = [...byLabel.keys()].filter(
    (name) => statuses.filter((one) => one.label === name).length > 1,
  )
  const unknown = statuses.filter(({ previous }) => previous !== null && !byLabel.has(previous))
  const circular = statuses.filter((one) => comesAfterItself(one, byLabel))
  return [
    ...(statuses.length === 0 ? ['there are none'] : []),
    ...repeated.map((name) => `there are several ${name}`),
    ...unknown.map((one) => `${one.label} follows ${one.previous}, which is not among them`),
    ...circular.map((one) => `${one.label} comes after itself`),
  ]
}

function comesAfterItself(status: LeadStatus, byLabel: ReadonlyMap<string, LeadStatus>): boolean {
  let before = status.previous
  // a way back that is longer than the collection goes round another circle
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

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CommandError(`The file ${path} is not JSON.`)
  }
}
