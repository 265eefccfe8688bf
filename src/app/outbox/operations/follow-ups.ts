import type { LeadEvent } from '../../../contract/lead-event.ts'
import { clockOffset, monotonicNow } from '../../shared/time/server-clock.ts'
import type { CreateBody, Operation } from './operation.ts'

/**
 * Returns the operations to send after a row was accepted: the edit or deletion that the user made before the event's
 * ID was known. Their keys derive from the row's key, so that they are sent once even if the page closes in between.
 */
export function followUps(row: Operation, event: LeadEvent | undefined): readonly Operation[] {
  if (row.kind !== 'create' || row.next === undefined || event === undefined) return []
  const { order, lead, person } = row
  const followUp = {
    key: followUpKey(row.key),
    order,
    lead,
    person,
    loggedAt: monotonicNow(),
    clockOffset: clockOffset(),
    state: 'waiting',
    event,
  } as const
  if (row.next === 'delete') return [{ ...followUp, kind: 'delete', force: true }]
  return [{ ...followUp, kind: 'update', body: row.next }]
}

/** Returns the idempotency key of a row's follow-up. */
export const followUpKey = (key: string) => `${key}-next`

/** Applies a row's follow-up to the row itself, for a row that was certainly not written. */
export function withoutNext(row: Operation): readonly Operation[] {
  if (row.kind !== 'create' || row.next === undefined) return [row]
  const { next, ...rest } = row
  return next === 'delete' ? [] : [{ ...rest, body: withNote(rest.body, next.note) }]
}

/** Returns the body with another note, or without a note for `null`. */
export function withNote({ note: _, ...body }: CreateBody, note: string | null): CreateBody {
  return note === null ? body : { ...body, note }
}
