import type * as z from 'zod/mini'
import type { Instant } from '../instant.ts'
import type { Lead, leadStateSchema } from '../lead.ts'

/** A lead's current status and assignee. */
export type LeadState = z.output<typeof leadStateSchema>

/**
 * A lead's state once an event with these values has become its newest. "Status: that of the newest remaining event
 * that has one; assignee: the value stored with the newest remaining event." Source: contract, row "a lead's current
 * state".
 */
export function stateAfter(event: LeadState, before: LeadState): LeadState {
  return { status: event.status ?? before.status, leadAssignee: event.leadAssignee }
}

/**
 * When a lead came to the status that it has once an event of this date has become its newest: an event that says again
 * what the status is already begins nothing.
 */
export function statusDateAfter(
  event: LeadState & { readonly date: Instant },
  before: Pick<Lead, 'status' | 'statusDate'>,
): Instant | null {
  return event.status === null || event.status === before.status ? before.statusDate : event.date
}

/** The state that a lead's remaining events give it, oldest first. */
export function stateOf(events: Iterable<LeadState>): LeadState {
  let state: LeadState = { status: null, leadAssignee: null }
  for (const event of events) state = stateAfter(event, state)
  return state
}

/** When the status that a lead's events give it began, oldest first; `null` where they give it none. */
export function statusDateOf(events: Iterable<LeadState & { readonly date: Instant }>): Instant | null {
  let before: Pick<Lead, 'status' | 'statusDate'> = { status: null, statusDate: null }
  for (const event of events) {
    before = { status: event.status ?? before.status, statusDate: statusDateAfter(event, before) }
  }
  return before.statusDate
}

/**
 * Whether a correction would move the lead. Contract: "no lead moves by a correction", and "a plain deletion that
 * would change the lead's current status or assignee is refused with 409".
 */
export function changesLeadState(current: LeadState, next: LeadState): boolean {
  return current.status !== next.status || current.leadAssignee !== next.leadAssignee
}
