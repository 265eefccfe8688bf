import type { LeadEvent } from '../../contract/lead-event.ts'
import type { LeadState } from '../../contract/rules/lead-state.ts'
import { resolveAssignee } from '../../contract/rules/assignee.ts'
import type { CreateBody } from '../outbox/operation.ts'

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

/** What an event will change that is not sent yet, on a lead in this state. */
export function changesOfUnsent(body: CreateBody, lead: LeadState | undefined): readonly Change[] {
  const changes: Change[] = []
  if (body.status !== undefined) changes.push({ kind: 'status', from: lead?.status, to: body.status })
  const wish = { leadAssignee: body.leadAssignee, leadAssigneeRemove: body.leadAssigneeRemove ?? false }
  const before = lead?.leadAssignee
  const after = resolveAssignee(wish, before ?? null)
  if (before !== undefined && after !== before) changes.push({ kind: 'assignee', from: before, to: after })
  return changes
}
