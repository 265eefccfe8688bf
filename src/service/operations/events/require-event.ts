import type { LeadEvent } from '../../../contract/lead-event.ts'
import { canEditEvent } from '../../../contract/permissions.ts'
import type { Caller, UserCaller } from '../../core/caller.ts'
import { Problem } from '../../core/problem.ts'
import type { Connection } from '../../store/connection/database.ts'
import type { StoredEvent } from '../../store/events/event-page.ts'
import { findEvent } from '../../store/events/lead-events.ts'
import { lockLead } from '../../store/leads/leads.ts'

type FindEvent<Found extends StoredEvent> = (
  connection: Connection,
  applicationId: string,
  id: number,
) => Promise<Found | undefined>

/** The event that a path names, deleted or not, or a `not_found` problem. */
export async function requireStoredEvent<Found extends StoredEvent = StoredEvent>(
  connection: Connection,
  caller: Caller,
  id: string,
  find: FindEvent<Found>,
): Promise<Found> {
  // beyond the safe integers two texts would mean one number
  const event = /^[1-9]\d{0,14}$/.test(id)
    ? await find(connection, caller.application.id, Number(id))
    : undefined
  if (event === undefined) {
    throw new Problem('not_found', 'No lead event with this ID exists in your application.')
  }
  return event
}

/** Throws a `gone` problem for a deleted event. */
export function refuseDeleted({ tombstone }: StoredEvent): void {
  if (tombstone === undefined) return
  const { at, by } = tombstone
  throw new Problem('gone', `${by} deleted this lead event on ${at}.`, { deleted: { by, at } })
}

/** The event that a path names, or a `not_found` or `gone` problem. */
export async function requireEvent(connection: Connection, caller: Caller, id: string): Promise<LeadEvent> {
  const event = await requireStoredEvent(connection, caller, id, findEvent)
  refuseDeleted(event)
  return event.item
}

/**
 * The event that a path names, for a caller who may change it, with its lead's row locked until the end of the
 * transaction.
 */
export async function lockEvent(connection: Connection, caller: UserCaller, id: string) {
  const seen = await requireEvent(connection, caller, id)
  const lead = await lockLead(connection, caller.application.id, seen.lead)
  if (lead === undefined) throw new Error('an event without a lead')
  // read again: what stood there before the lock was ours may be old
  const event = await requireEvent(connection, caller, id)
  if (!canEditEvent(caller.user, event.owner.id)) {
    throw new Problem('forbidden', 'Only its owner or a manager can change this lead event.')
  }
  return { event, lead }
}
