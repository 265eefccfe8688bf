import type { LeadEvent } from '../../../contract/lead-event.ts'

/** Something that an event changed; `from` is `undefined` where the back end does not tell. */
export interface Change {
  readonly kind: 'status' | 'assignee'
  readonly from: string | null | undefined
  readonly to: string | null
}

/** What an event changed of its lead. */
export function changesOf(event: LeadEvent): readonly Change[] {
  const { status, previousStatus, leadAssignee, previousLeadAssignee } = event
  const changes: Change[] = []
  if (status !== null) changes.push({ kind: 'status', from: previousStatus, to: status })
  // each event carries an assignee, so without the one before nobody can tell a change from a repetition
  if (previousLeadAssignee !== undefined && previousLeadAssignee !== leadAssignee) {
    changes.push({ kind: 'assignee', from: previousLeadAssignee, to: leadAssignee })
  }
  return changes
}
