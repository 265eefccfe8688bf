import { isQueued, isSameEvent, type Operation } from '../operations/operation.ts'

/**
 * Returns the operations of `person` that may be sent now: each lead's new events in the order in which they were
 * logged, one at a time; an edit or deletion as soon as no other operation on its event is in progress.
 */
export function nextOperations(operations: readonly Operation[], person: string | undefined): Operation[] {
  // only rows of the same lead can block a row, and there may be a thousand rows
  const rowsByLead = new Map<string, Operation[]>()
  for (const operation of operations) {
    if (operation.person !== person) continue
    const ofLead = rowsByLead.get(operation.lead)
    if (ofLead === undefined) rowsByLead.set(operation.lead, [operation])
    else ofLead.push(operation)
  }
  return operations.filter((operation) => {
    if (operation.state !== 'waiting' || operation.person !== person) return false
    let earlier = true
    for (const other of rowsByLead.get(operation.lead) ?? []) {
      if (other === operation) earlier = false
      else if (isBlockedBy(operation, other, earlier)) return false
    }
    return true
  })
}

/** Whether an operation must wait for another one of the same user and lead, which is `earlier` or later. */
function isBlockedBy(operation: Operation, other: Operation, earlier: boolean): boolean {
  if (operation.kind !== 'create')
    return isSameEvent(other, operation) && isChangeBlockedBy(operation, other, earlier)
  if (!earlier) return false
  // an event logged later would move the latest date past an event that is still delayed, or that the user has to fix
  if (other.state === 'refused' || other.state === 'held') return other.kind === 'create'
  return other.state === 'waiting' || other.state === 'sending'
}

function isChangeBlockedBy(operation: Operation, other: Operation, earlier: boolean): boolean {
  if (operation.kind === 'delete') return other.state === 'sending'
  // an edit stays queued behind the deletion of its event, in case the deletion is undone or rejected
  if (other.kind === 'delete') return isQueued(other) || other.state === 'sending'
  return earlier && (other.state === 'waiting' || other.state === 'sending')
}

/** Whether a new operation replaces a queued one. */
export function supersedes(later: Operation, earlier: Operation): boolean {
  if (!isQueued(earlier) || later.kind === 'create' || !isSameEvent(later, earlier)) return false
  // the earlier operation may have been written or be in transit, so it must finish first
  if (earlier.tried && earlier.state === 'waiting') return false
  // editing an event discards its rejected deletion; a deletion keeps a queued edit, because the user may undo the
  // deletion
  return earlier.kind === later.kind || (later.kind === 'update' && earlier.state === 'refused')
}
