import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { EventEffect } from '../../../contract/overview.ts'

/** A change of a lead by an event; `from` is `undefined` if the back end does not return it. */
export interface Change {
  readonly kind: 'status' | 'assignee'
  readonly from: string | null | undefined
  readonly to: string | null
}

/** Returns an event's changes of its lead. */
export function changesOf(event: LeadEvent): readonly Change[] {
  const { status, previousStatus, leadAssignee, previousLeadAssignee } = event
  const changes: Change[] = []
  if (status !== null) changes.push({ kind: 'status', from: previousStatus, to: status })
  // each event has an assignee, so without the previous one a change cannot be distinguished from a repetition
  if (previousLeadAssignee !== undefined && previousLeadAssignee !== leadAssignee) {
    changes.push({ kind: 'assignee', from: previousLeadAssignee, to: leadAssignee })
  }
  return changes
}

/**
 * Whether an event has an effect on its lead, as the service decides it: "Only events that changed their lead’s status
 * (`status`) or assignee (`leadAssignee`), or that are their lead’s first event (`firstEvent`)". An event cannot show that it
 * is the first, so one after others that left the lead without status and assignee counts too.
 */
export function hasEffect(event: LeadEvent, effect: EventEffect): boolean {
  const { status, previousStatus = null, leadAssignee, previousLeadAssignee = null } = event
  const effects = {
    status: status !== null && status !== previousStatus,
    leadAssignee: leadAssignee !== previousLeadAssignee,
    firstEvent: previousStatus === null && previousLeadAssignee === null,
  }
  return effects[effect]
}
