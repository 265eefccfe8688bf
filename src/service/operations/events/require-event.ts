import type { LeadEvent } from '../../../contract/lead-event.ts'
import { canEditEvent } from '../../../contract/permissions.ts'
import type { Caller, UserCaller } from '../../core/caller.ts'
import { Problem } from '../../core/problem.ts'
import type { Connection } from '../../store/connection/database.ts'
import type { StoredEvent } from '../../store/events/event-page.ts'
import { findEvent } from '../../store/events/event-reads.ts'
import { lockLead } from '../../store/leads/leads.ts'

type FindEvent<Found extends StoredEvent> = (
  connection: Connection,
  applicationId: string,
  id: number,
) => Promise<Found | undefined>

/** Returns the event with the ID in a path, also a deleted one; throws `not_found` if there is none. */
export async function requireStoredEvent<Found extends StoredEvent = StoredEvent>(
  connection: Connection,
  caller: Caller,
  id: string,
  find: FindEvent<Found>,
): Promise<Found> {
  // beyond the safe integers, two IDs could become the same number
  const event = /^[1-9]\d{0,14}$/.test(id)
    ? await find(connection, caller.application.id, Number(id))
    : undefined
  if (event === undefined) {
    throw new Problem('not_found', 'No lead event with this ID exists in your application.')
  }
  return event
}

/** Throws `gone` for a deleted event. */
export function rejectDeleted({ tombstone }: StoredEvent): void {
  if (tombstone === undefined) return
  const { at, by } = tombstone
  throw new Problem('gone', `${by} deleted this lead event on ${at}.`, { deleted: { by, at } })
}

/** Returns the event with the ID in a path; throws `not_found` if there is none, and `gone` if it was deleted. */
export async function requireEvent(connection: Connection, caller: Caller, id: string): Promise<LeadEvent> {
  const event = await requireStoredEvent(connection, caller, id, findEvent)
  rejectDeleted(event)
  return event.item
}

/**
 * Returns the event with the ID in a path and its lead, whose row is locked until the end of the transaction. Throws like
 * `requireEvent`, and `forbidden` if the caller may not change the event.
 */
export async function lockEvent(connection: Connection, caller: UserCaller, id: string) {
  const seen = await requireEvent(connection, caller, id)
  const lead = await lockLead(connection, caller.application.id, seen.lead)
  if (lead === undefined) throw new Error('an event without a lead')
  // reads the event again, because another transaction may have changed it before this one got the lock
  const event = await requireEvent(connection, caller, id)
  if (!canEditEvent(caller.user, event.owner.id)) {
    throw new Problem('forbidden', 'Only its owner or a manager can change this lead event.')
  }
  return { event, lead }
}
