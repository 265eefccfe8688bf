import type { LeadEvent } from '../../../contract/lead-event.ts'

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
