import type { LeadEventDetails } from '../../contract/lead-event.ts'
import { canEditEvent } from '../../contract/permissions.ts'
import type { UserCaller } from '../core/caller.ts'
import { Problem } from '../core/problem.ts'
import type { AtokaSession } from './atoka-session.ts'
import { readItem } from './parse-responses.ts'
import { upstreamUnavailable } from './upstream-problem.ts'

/** The path of an event in the reference. */
export function eventPath(id: string | number): string {
  return `/v2/leadevents/${id}`
}

/** Returns the event of a path from Atoka, or throws `not_found` or `gone`. */
export async function existingEvent(
  { read, identities }: AtokaSession,
  id: string,
): Promise<LeadEventDetails> {
  // larger numbers may not be safe integers, so two texts could mean one ID
  if (!/^[1-9]\d{0,14}$/.test(id)) {
    throw new Problem('not_found', 'No lead event with this ID exists in your application.')
  }
  const event = readItem(await read(eventPath(id)), identities)
  if (event === undefined || event.id !== Number(id)) {
    throw upstreamUnavailable('Atoka sent this lead event in an unexpected format.')
  }
  return event
}

/**
 * Does the same for a caller who may change the event, because Atoka's response to others is not known. Throws
 * `forbidden`.
 */
export async function changeableEvent(
  calling: AtokaSession,
  { user }: UserCaller,
  id: string,
): Promise<LeadEventDetails> {
  const event = await existingEvent(calling, id)
  if (!canEditEvent(user, event.owner.id)) {
    throw new Problem('forbidden', 'Only its owner or a manager can change this lead event.')
  }
  return event
}
