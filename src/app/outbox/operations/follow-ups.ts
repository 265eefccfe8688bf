import type { LeadEvent } from '../../../contract/lead-event.ts'
import { clockOffset, monotonicNow } from '../../shared/time/server-clock.ts'
import type { CreateBody, Operation } from './operation.ts'

/**
 * What is left to do once a row was accepted: what was done to an event before its id was known. Their keys follow from
 * the first one's, so that a page that closes in between makes them once.
 */
export function followUps(row: Operation, event: LeadEvent | undefined): readonly Operation[] {
  if (row.kind !== 'create' || row.next === undefined || event === undefined) return []
  const { order, lead, person } = row
  const later = {
    key: followUpKey(row.key),
    order,
    lead,
    person,
    loggedAt: monotonicNow(),
    clockOffset: clockOffset(),
    state: 'waiting',
    event,
  } as const
  if (row.next === 'delete') return [{ ...later, kind: 'delete', force: true }]
  return [{ ...later, kind: 'update', body: row.next }]
}

/** The key of what is left to do once a row was accepted. */
export const followUpKey = (key: string) => `${key}-next`

/** What becomes of a row that was surely not written: what was to be done to its event is done to the row itself. */
export function withoutNext(row: Operation): readonly Operation[] {
  if (row.kind !== 'create' || row.next === undefined) return [row]
  const { next, ...rest } = row
  return next === 'delete' ? [] : [{ ...rest, body: withNote(rest.body, next.note) }]
}

/** A body with another note, or without one. */
export function withNote({ note: _, ...body }: CreateBody, note: string | null): CreateBody {
  return note === null ? body : { ...body, note }
}
