import { followUpKey } from '../operations/follow-ups.ts'
import { newKey } from '../../shared/storage/new-key.ts'
import type { CreateOperation, Operation } from '../operations/operation.ts'
import type { OperationStore } from './operation-store.ts'

/** Told where a row goes on under another key. */
export type OnKeyChanged = (row: Operation, key: string) => void

/**
 * Brings back a row that was discarded, as it was and to where it stood. A new event that was accepted meanwhile, and
 * whose deletion is on its way, is logged anew: under its own key the service would only repeat its first answer.
 */
export async function restore(
  rows: OperationStore,
  operation: Operation,
  onRenamed: OnKeyChanged,
): Promise<void> {
  const { key } = operation
  if (operation.kind === 'create' && operation.next !== 'delete' && rows.wasAccepted(key)) {
    await restoreAccepted(rows, operation, onRenamed)
    return
  }
  await rows.change(key, (row) => {
    // it was only to be deleted once its id is known, and may be under way
    if (row?.kind === 'create') return [withoutDeletion(row)]
    // what was under way then is not any more
    return [operation.state === 'sending' ? { ...operation, state: 'waiting', tab: undefined } : operation]
  })
}

async function restoreAccepted(rows: OperationStore, operation: CreateOperation, onRenamed: OnKeyChanged) {
  const deletion = followUpKey(operation.key)
  // saved before it could be discarded
  if (rows.find(deletion) === undefined && !rows.wasAccepted(deletion)) return
  let stays = false
  await rows.change(deletion, (row) => {
    stays = row?.state === 'waiting' && row.tried !== true
    return row === undefined || stays ? [] : [row]
  })
  if (stays) return
  const { lead, person, order, loggedAt, clockOffset, body } = operation
  const row = { key: newKey(), lead, person, order, loggedAt, clockOffset, body } as const
  onRenamed(operation, row.key)
  await rows.add({ ...row, kind: 'create', state: 'waiting' })
}

function withoutDeletion({ next, ...row }: CreateOperation): CreateOperation {
  return next === 'delete' || next === undefined ? row : { ...row, next }
}
