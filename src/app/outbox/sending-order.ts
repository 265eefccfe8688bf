import { sameEvent, type Operation } from './operation.ts'

/**
 * The operations that may be sent now: each lead's in the order in which they were done, one at a time, and only
 * those of the person who is signed in.
 */
export function readyToSend(operations: readonly Operation[], person: string | undefined): Operation[] {
  return operations.filter(
    (operation, index) =>
      operation.state === 'waiting' &&
      operation.person === person &&
      !operations.slice(0, index).some((earlier) => holdsBack(earlier, operation)),
  )
}

/** Whether an operation has to wait for one that was done before it. */
export function holdsBack(earlier: Operation, later: Operation): boolean {
  if (earlier.lead !== later.lead || earlier.person !== later.person) return false
  if (earlier.state === 'refused') {
    // an event logged later would move the latest date past the one that still has to be mended
    return sameEvent(earlier, later) || (earlier.kind === 'create' && later.kind === 'create')
  }
  return earlier.state === 'waiting' || earlier.state === 'sending'
}
