import { resolveAssignee } from '../../contract/rules/assignee.ts'
import type { LeadState } from '../../contract/rules/lead-state.ts'
import type { Change as LeadChange } from '../shared/event-model/event-changes.ts'
import { withNote } from './operations/follow-ups.ts'
import type { CreateBody, CreateOperation, Operation } from './operations/operation.ts'
import type { Change } from './storage/outbox-storage.ts'

/** What has not left yet, or was surely not written, is changed in its row; anything else once its id is known. */
function isStillHere({ state, tried = false, unsure = false }: CreateOperation): boolean {
  return (state === 'waiting' && !tried) || (state === 'refused' && !unsure)
}

/** Changes the note of a new event whose row waits, or that is under way. */
export const changeNote =
  (note: string | null): Change =>
  (row) => {
    if (row?.kind !== 'create') return row === undefined ? [] : [row]
    return [isStillHere(row) ? { ...row, body: withNote(row.body, note) } : { ...row, next: { note } }]
  }

/**
 * Gives a row up. A new event that may have been written is deleted as soon as its id is known; who gives that up, too,
 * forgets it here.
 */
export const discard: Change = (row) => {
  if (row === undefined || row.state === 'sent') return []
  if (row.kind !== 'create') return row.state === 'sending' ? [row] : []
  return isStillHere(row) || isToBeDeleted(row) ? [] : [{ ...row, next: 'delete' }]
}

/** Whether a new event is to be deleted as soon as its id is known: nobody has to see it any more. */
export function isToBeDeleted(row: Operation): boolean {
  return row.kind === 'create' && row.next === 'delete'
}

/** The note of a new event as the person wants it. */
export function queuedNote({ body, next }: CreateOperation): string | undefined {
  return next === undefined || next === 'delete' ? body.note : (next.note ?? undefined)
}

/** What an event will change that is not sent yet, on a lead in this state. */
export function changesOfQueued(body: CreateBody, lead: LeadState | undefined): readonly LeadChange[] {
  const changes: LeadChange[] = []
  if (body.status !== undefined) changes.push({ kind: 'status', from: lead?.status, to: body.status })
  const wish = { leadAssignee: body.leadAssignee, leadAssigneeRemove: body.leadAssigneeRemove ?? false }
  const before = lead?.leadAssignee
  const after = resolveAssignee(wish, before ?? null)
  if (before !== undefined && after !== before) changes.push({ kind: 'assignee', from: before, to: after })
  return changes
}
