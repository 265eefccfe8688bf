import * as z from 'zod/mini'
import {
  deleteDurably,
  openDatabase,
  putDurably,
  type LeadlineDatabase,
} from '../storage/indexed-database.ts'

/** An answer as it was read last. */
export interface CachedResponse {
  readonly text: string
  /** milliseconds since 1970, by the browser's clock */
  readonly at: number
}

const keptSchema = z.object({
  key: z.string(),
  person: z.string(),
  text: z.string(),
  at: z.number(),
  /** from then on it is not shown, in milliseconds like `at` */
  until: z.number(),
})

type Kept = z.output<typeof keptSchema>

const dayMs = 86_400_000

/** Whether an answer is still shown; one of the future is not, for a clock that is set back would show it for ever. */
function isCurrent({ at, until }: Kept): boolean {
  const now = Date.now()
  return now < until && at < now + dayMs
}

/** Answers that are kept at most, the latest read; of 50 events each that is some 8 MB. */
const most = 200

/** After so many new answers the oldest are looked for. */
const tidyAfter = 20

let opening: Promise<LeadlineDatabase> | undefined
let sinceTidied = tidyAfter

async function database(): Promise<LeadlineDatabase> {
  opening ??= openDatabase(() => (opening = undefined))
  try {
    return await opening
  } catch (error) {
    // it may open the next time
    opening = undefined
    throw error
  }
}

/**
 * Keeps an answer for a person (by their `personKey`) for some days, for when the service cannot be reached. A session can
 * be ended elsewhere, which a browser without the service does not learn.
 */
export async function putResponse(
  person: string,
  address: string,
  { text, days }: { readonly text: string; readonly days: number },
): Promise<void> {
  const opened = await database()
  const at = Date.now()
  const answer = { key: `${person} ${address}`, person, text, at, until: at + days * dayMs } satisfies Kept
  await putDurably(opened, 'reads', answer)
  if (++sinceTidied < tidyAfter) return
  sinceTidied = 0
  const kept = (await opened.getAll('reads')).map((row) => keptSchema.safeParse(row).data)
  const oldest = kept.filter((row) => row !== undefined).toSorted((one, other) => other.at - one.at)
  for (const { key } of oldest.slice(most)) await deleteDurably(opened, 'reads', key)
}

/** What was read last at an address, in the name of a person. */
export async function getResponse(person: string, address: string): Promise<CachedResponse | undefined> {
  const opened = await database()
  const key = `${person} ${address}`
  const kept = keptSchema.safeParse(await opened.get('reads', key)).data
  if (kept === undefined || isCurrent(kept)) return kept
  await deleteDurably(opened, 'reads', key)
  return undefined
}

/** Deletes what is too old, and what another user has read: the next user of this browser does not find it. */
export async function deleteOtherOwners(...persons: readonly string[]): Promise<void> {
  const opened = await database()
  for (const row of await opened.getAll('reads')) {
    const { data: kept } = keptSchema.safeParse(row)
    if (kept !== undefined && !(persons.includes(kept.person) && isCurrent(kept)))
      await deleteDurably(opened, 'reads', kept.key)
  }
}

/** Forgets the answers that hold any of these events: their text is gone, and no copy is to outlive it. */
export async function deleteContaining(events: readonly number[]): Promise<void> {
  const opened = await database()
  for (const row of await opened.getAll('reads')) {
    const kept = keptSchema.safeParse(row).data
    if (kept !== undefined && events.some((id) => kept.text.includes(`"id":${id},`)))
      await deleteDurably(opened, 'reads', kept.key)
  }
}

/** Lets go of the database: for tests, each of which has a browser of its own. */
export async function closeKeptAnswers(): Promise<void> {
  const opened = await opening?.catch(() => undefined)
  opening = undefined
  opened?.close()
}
