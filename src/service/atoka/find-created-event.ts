import type { LeadEvent } from '../../contract/lead-event.ts'
import type { AtokaSession } from './atoka-session.ts'
import type { Creation } from './event-creation.ts'
import { readEvents } from './list-events.ts'
import { ResponseLost } from './upstream-problem.ts'

/** The most recent event of a lead. */
export async function newestEvent(calling: AtokaSession, lead: string): Promise<LeadEvent | undefined> {
  const { items } = await readEvents(calling, { leads: [lead], offset: 0, limit: 1, ordering: 'newest' })
  return items[0]
}

/** Events that are looked through at once for one of ours. */
const lookedAtOnce = 100

/**
 * The event that was sent, among those of its lead from its date on: the same words by the same person at the same
 * millisecond are one event, for nothing else tells a repetition from it.
 */
export async function findCreatedEvent(
  calling: AtokaSession,
  { lead, date, note, status }: Creation,
  owner: string,
): Promise<LeadEvent | undefined> {
  for (let offset = 0; offset <= 2_000; offset += lookedAtOnce) {
    const page = { leads: [lead], offset, limit: lookedAtOnce, ordering: 'newest' as const }
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
    if (items.length < lookedAtOnce || (last !== undefined && last.date < date)) return undefined
  }
  throw new ResponseLost('failed')
}
