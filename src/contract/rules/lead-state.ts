import type * as z from 'zod/mini'
import type { Instant } from '../instant.ts'
import type { Lead, leadStateSchema } from '../lead.ts'

/** A lead's current status and assignee. */
export type LeadState = z.output<typeof leadStateSchema>

/**
 * Returns a lead's state after an event with these values has become its newest. "Status: that of the newest
 * remaining event that has one; assignee: the value stored with the newest remaining event." Source: contract, row "a
 * lead's current state".
 */
export function stateAfter(event: LeadState, before: LeadState): LeadState {
  return { status: event.status ?? before.status, leadAssignee: event.leadAssignee }
}

/**
 * Returns when the lead's status began, after an event with this date has become its newest. An event that repeats
 * the current status does not begin a new one.
 */
export function statusDateAfter(
  event: LeadState & { readonly date: Instant },
  before: Pick<Lead, 'status' | 'statusDate'>,
): Instant | null {
  return event.status === null || event.status === before.status ? before.statusDate : event.date
}

/** Returns the state that results from a lead's remaining events, oldest first. */
export function stateOf(events: Iterable<LeadState>): LeadState {
  let state: LeadState = { status: null, leadAssignee: null }
  for (const event of events) state = stateAfter(event, state)
  return state
}

/** Returns when the status that results from a lead's events began, oldest first; `null` if they set none. */
export function statusDateOf(events: Iterable<LeadState & { readonly date: Instant }>): Instant | null {
  let before: Pick<Lead, 'status' | 'statusDate'> = { status: null, statusDate: null }
  for (const event of events) {
    before = { status: event.status ?? before.status, statusDate: statusDateAfter(event, before) }
  }
  return before.statusDate
}

/**
 * Whether the lead's state changes. Contract: "a correction never changes a lead's state", and "an unforced deletion
 * that would change the lead's current status or assignee is rejected with 409".
 */
export function changesLeadState(current: LeadState, next: LeadState): boolean {
  return current.status !== next.status || current.leadAssignee !== next.leadAssignee
}
