import { isQueued, isSameEvent, type Operation } from '../operations/operation.ts'

/**
 * The operations that may be sent now: each lead's new events in the order in which they were logged, one at a time,
 * what is done to an event as soon as nothing else is done to it, and only those of the person who is signed in.
 */
export function nextOperations(operations: readonly Operation[], person: string | undefined): Operation[] {
  // rows of other leads hold nothing back, and there may be a thousand of them
  const leads = new Map<string, Operation[]>()
  for (const operation of operations) {
    if (operation.person !== person) continue
    const ofLead = leads.get(operation.lead)
    if (ofLead === undefined) leads.set(operation.lead, [operation])
    else ofLead.push(operation)
  }
  return operations.filter((operation) => {
    if (operation.state !== 'waiting' || operation.person !== person) return false
    let earlier = true
    for (const other of leads.get(operation.lead) ?? []) {
      if (other === operation) earlier = false
      else if (holdsBack(other, operation, earlier)) return false
    }
    return true
  })
}

/** Whether an operation has to wait for another one of the same person and lead. */
function holdsBack(other: Operation, operation: Operation, earlier: boolean): boolean {
  if (operation.kind !== 'create')
    return isSameEvent(other, operation) && holdsChangeBack(other, operation, earlier)
  if (!earlier) return false
  // an event logged later would move the latest date past the one that still has to be mended
  if (other.state === 'refused') return other.kind === 'create'
  return other.state === 'waiting' || other.state === 'sending'
}

function holdsChangeBack(other: Operation, operation: Operation, earlier: boolean): boolean {
  if (operation.kind === 'delete') return other.state === 'sending'
  // an edit of an event that is to be deleted is kept for the case that the deletion is undone or refused
  if (other.kind === 'delete') return isQueued(other) || other.state === 'sending'
  return earlier && (other.state === 'waiting' || other.state === 'sending')
}

/** Whether a new operation makes one that was not sent needless. */
export function supersedes(later: Operation, earlier: Operation): boolean {
  if (!isQueued(earlier) || later.kind === 'create' || !isSameEvent(later, earlier)) return false
  // it may have been written, or still be on its way: it has to be through before the later one
  if (earlier.tried && earlier.state === 'waiting') return false
  // who edits an event whose deletion was refused keeps it; who deletes one may still undo that, and wants the edit
  return earlier.kind === later.kind || (later.kind === 'update' && earlier.state === 'refused')
}
