import type { LeadEvent } from '../../contract/lead-event.ts'
import type { AtokaSession } from './atoka-session.ts'
import type { Creation } from './event-creation.ts'
import { readEvents } from './list-events.ts'
import { ResponseLost } from './upstream-problem.ts'

/** Returns the most recent event of a lead. */
export async function newestEvent(calling: AtokaSession, lead: string): Promise<LeadEvent | undefined> {
  const { items } = await readEvents(calling, { leads: [lead], offset: 0, limit: 1, ordering: 'newest' })
  return items[0]
}

/** The page size when searching for an event of ours. */
const pageSize = 100

/**
 * Finds the event that was sent, among those of its lead from its date on. The same content by the same user at the
 * same millisecond counts as the same event, because nothing else distinguishes a repetition.
 */
export async function findCreatedEvent(
  calling: AtokaSession,
  { lead, date, note, status }: Creation,
  owner: string,
): Promise<LeadEvent | undefined> {
  for (let offset = 0; offset <= 2_000; offset += pageSize) {
    const page = { leads: [lead], offset, limit: pageSize, ordering: 'newest' as const }
    const { items } = await readEvents(calling, page)
    const ours = items.find(
      (event) =>
        event?.date === date &&
        event.owner.id === owner &&
        event.status === status &&
        (event.note ?? '').trim() === (note ?? '').trim(),
    )
    if (ours !== undefined) return ours
    const last = items.at(-1)
    if (items.length < pageSize || (last !== undefined && last.date < date)) return undefined
  }
  throw new ResponseLost('failed')
}
