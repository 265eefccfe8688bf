import { resolveAssignee } from '../../contract/rules/assignee.ts'
import type { LeadState } from '../../contract/rules/lead-state.ts'
import type { Change as LeadChange } from '../shared/event-model/event-changes.ts'
import { withNote } from './operations/follow-ups.ts'
import type { CreateBody, CreateOperation, Operation } from './operations/operation.ts'
import type { Change } from './storage/outbox-storage.ts'

/**
 * Whether a new event can change in its row: it was never sent, or was certainly not written. Else its ID must be
 * known.
 */
function canChangeRow({ state, tried = false, unsure = false }: CreateOperation): boolean {
  return state === 'held' || (state === 'waiting' && !tried) || (state === 'refused' && !unsure)
}

/** Returns a change of a new event's note; if the event was sent already, the edit follows once its ID is known. */
export const changeNote =
  (note: string | null): Change =>
  (row) => {
    if (row?.kind !== 'create') return row === undefined ? [] : [row]
    return [canChangeRow(row) ? { ...row, body: withNote(row.body, note) } : { ...row, next: { note } }]
  }

/**
 * Discards a row. A new event that may have been written is deleted as soon as its ID is known. Discarding it again
 * removes the row without that deletion.
 */
export const discard: Change = (row) => {
  if (row === undefined || row.state === 'sent') return []
  if (row.kind !== 'create') return row.state === 'sending' ? [row] : []
  return canChangeRow(row) || isToBeDeleted(row) ? [] : [{ ...row, next: 'delete' }]
}

/** Whether a new event will be deleted as soon as its ID is known, so that the timeline need not show it. */
export function isToBeDeleted(row: Operation): boolean {
  return row.kind === 'create' && row.next === 'delete'
}

/** Returns the note of a new event after the user's last edit. */
export function queuedNote({ body, next }: CreateOperation): string | undefined {
  return next === undefined || next === 'delete' ? body.note : (next.note ?? undefined)
}

/** Returns the changes that an unsent event will make to a lead in this state. */
export function changesOfQueued(body: CreateBody, lead: LeadState | undefined): readonly LeadChange[] {
  const changes: LeadChange[] = []
  if (body.status !== undefined) changes.push({ kind: 'status', from: lead?.status, to: body.status })
  const input = { leadAssignee: body.leadAssignee, leadAssigneeRemove: body.leadAssigneeRemove ?? false }
  const before = lead?.leadAssignee
  const after = resolveAssignee(input, before ?? null)
  if (before !== undefined && after !== before) changes.push({ kind: 'assignee', from: before, to: after })
  return changes
}
