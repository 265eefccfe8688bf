import { followUpKey } from '../operations/follow-ups.ts'
import { newKey } from '../../shared/storage/new-key.ts'
import type { CreateOperation, Operation } from '../operations/operation.ts'
import type { OperationStore } from './operation-store.ts'

/** Called when a row gets another key. */
export type OnKeyChanged = (row: Operation, key: string) => void

/**
 * Restores a discarded row unchanged, at its old position. If the service has accepted the new event in the meantime
 * and its deletion is being sent, the event is logged again under a new key: under its old key, the service would only
 * repeat its first response.
 */
export async function restore(
  rows: OperationStore,
  operation: Operation,
  onKeyChanged: OnKeyChanged,
): Promise<void> {
  const { key } = operation
  if (operation.kind === 'create' && operation.next !== 'delete' && rows.wasAccepted(key)) {
    await restoreAccepted(rows, operation, onKeyChanged)
    return
  }
  await rows.change(key, (row) => {
    // the row was kept for a deletion once its ID is known, and may be in transit
    if (row?.kind === 'create') return [withoutDeletion(row)]
    // a row that was being sent then is not being sent any more
    return [operation.state === 'sending' ? { ...operation, state: 'waiting', tab: undefined } : operation]
  })
}

async function restoreAccepted(rows: OperationStore, operation: CreateOperation, onKeyChanged: OnKeyChanged) {
  const deletion = followUpKey(operation.key)
  // the event was saved before it could be discarded
  if (rows.find(deletion) === undefined && !rows.wasAccepted(deletion)) return
  let isDeletionCancelled = false
  await rows.change(deletion, (row) => {
    isDeletionCancelled = row?.state === 'waiting' && row.tried !== true
    return row === undefined || isDeletionCancelled ? [] : [row]
  })
  if (isDeletionCancelled) return
  const { lead, person, order, loggedAt, clockOffset, body } = operation
  const row = { key: newKey(), lead, person, order, loggedAt, clockOffset, body } as const
  onKeyChanged(operation, row.key)
  await rows.add({ ...row, kind: 'create', state: 'waiting' })
}

function withoutDeletion({ next, ...row }: CreateOperation): CreateOperation {
  return next === 'delete' || next === undefined ? row : { ...row, next }
}
