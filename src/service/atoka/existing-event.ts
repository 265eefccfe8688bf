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

/** The event that a path names, as Atoka has it, or a `not_found` or `gone` problem. */
export async function existingEvent(
  { read, identities }: AtokaSession,
  id: string,
): Promise<LeadEventDetails> {
  // beyond the safe integers two texts would mean one number
  if (!/^[1-9]\d{0,14}$/.test(id)) {
    throw new Problem('not_found', 'No lead event with this ID exists in your application.')
  }
  const event = readItem(await read(eventPath(id)), identities)
  if (event === undefined || event.id !== Number(id)) {
    throw upstreamUnavailable('Atoka sent this lead event in an unexpected format.')
  }
  return event
}

/** The same for a caller who may change it: Atoka's own answer to that is not known. Throws `forbidden` for others. */
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
