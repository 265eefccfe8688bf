import * as z from 'zod/mini'
import {
  deleteDurably,
  openDatabase,
  putDurably,
  type LeadlineDatabase,
} from '../storage/indexed-database.ts'

/** A cached response. */
export interface CachedResponse {
  readonly text: string
  /** milliseconds since 1970, by the browser's clock */
  readonly at: number
}

const storedSchema = z.object({
  key: z.string(),
  person: z.string(),
  text: z.string(),
  at: z.number(),
  /** the IDs of the events in it; absent in a response that an earlier version stored, which did not record them */
  events: z.optional(z.array(z.number())),
  /** the time from which the response is not shown, in milliseconds like `at` */
  until: z.number(),
})

type StoredResponse = z.output<typeof storedSchema>

const dayMs = 86_400_000

/**
 * Whether a response is still valid. One of the future is not, because a clock that was set back would show it for
 * ever.
 */
function isCurrent({ at, until }: StoredResponse): boolean {
  const now = Date.now()
  return now < until && at < now + dayMs
}

/** Number of responses that are stored at most, the latest first; with 50 events each they take some 8 MB. */
const maxResponses = 200

/** Number of new responses after which the oldest are deleted. */
const trimInterval = 20

let opening: Promise<LeadlineDatabase> | undefined
let putsSinceTrim = trimInterval

async function database(): Promise<LeadlineDatabase> {
  opening ??= openDatabase(() => (opening = undefined))
  try {
    return await opening
  } catch (error) {
    // the next call tries to open it again
    opening = undefined
    throw error
  }
}

/** A response to store, the number of days for which it is valid, and the IDs of the events in it. */
export interface ResponseToStore {
  readonly text: string
  readonly days: number
  readonly events: number[]
}

/**
 * Stores a response for a person (by their `personKey`) for some days, for when the service is unreachable. The number
 * of days is limited because a session may end elsewhere, which an offline browser cannot detect.
 */
export async function putResponse(
  person: string,
  address: string,
  { text, days, events }: ResponseToStore,
): Promise<void> {
  const opened = await database()
  const at = Date.now()
  const key = `${person} ${address}`
  const response = { key, person, text, at, events, until: at + days * dayMs } satisfies StoredResponse
  await putDurably(opened, 'reads', response)
  if (++putsSinceTrim < trimInterval) return
  putsSinceTrim = 0
  const stored = (await opened.getAll('reads')).map((row) => storedSchema.safeParse(row).data)
  const latestFirst = stored.filter((row) => row !== undefined).toSorted((one, other) => other.at - one.at)
  for (const { key: oldKey } of latestFirst.slice(maxResponses)) await deleteDurably(opened, 'reads', oldKey)
}

/** Returns the last response of an address to a person; deletes it and returns `undefined` if it has expired. */
export async function getResponse(person: string, address: string): Promise<CachedResponse | undefined> {
  const opened = await database()
  const key = `${person} ${address}`
  const stored = storedSchema.safeParse(await opened.get('reads', key)).data
  if (stored === undefined || isCurrent(stored)) return stored
  await deleteDurably(opened, 'reads', key)
  return undefined
}

/** Returns the current responses to a person of all addresses that begin with a path, the oldest first. */
export async function getResponses(
  person: string,
  path: string,
): Promise<readonly (CachedResponse & { readonly address: string })[]> {
  const opened = await database()
  const first = `${person} ${path}`
  const rows = await opened.getAll('reads', IDBKeyRange.bound(first, `${first}\uffff`))
  return rows
    .map((row) => storedSchema.safeParse(row).data)
    .filter((stored) => stored !== undefined)
    .filter(isCurrent)
    .map(({ key, text, at }) => ({ address: key.slice(person.length + 1), text, at }))
    .toSorted((one, other) => one.at - other.at)
}

/**
 * Deletes expired responses, and those to any person but `persons`, so that the next user of the browser finds none.
 */
export async function deleteOtherOwners(...persons: readonly string[]): Promise<void> {
  const opened = await database()
  for (const row of await opened.getAll('reads')) {
    const { data: stored } = storedSchema.safeParse(row)
    if (stored !== undefined && !(persons.includes(stored.person) && isCurrent(stored)))
      await deleteDurably(opened, 'reads', stored.key)
  }
}

/**
 * Deletes the responses that contain any of these events, whose texts were deleted: no copy may outlive them. A response
 * whose events are not known is deleted too.
 */
export async function deleteContaining(events: readonly number[]): Promise<void> {
  const opened = await database()
  for (const row of await opened.getAll('reads')) {
    const stored = storedSchema.safeParse(row).data
    if (stored !== undefined && (stored.events?.some((id) => events.includes(id)) ?? true))
      await deleteDurably(opened, 'reads', stored.key)
  }
}

/** For tests, each of which has its own browser: closes the database. */
export async function closeResponseCache(): Promise<void> {
  const opened = await opening?.catch(() => undefined)
  opening = undefined
  opened?.close()
}
