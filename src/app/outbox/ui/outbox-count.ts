import type { Operation } from '../operations/operation.ts'

/** What is not saved yet, by what it takes: a person (`refused`), the service to come back (`waiting`), a moment. */
export function countUnsent(operations: readonly Operation[]) {
  const count = (counts: (operation: Operation) => boolean) => operations.filter(counts).length
  return {
    refused: count(({ state }) => state === 'refused'),
    waiting: count((operation) => isStuck(operation, operations)),
    saving: count((operation) => operation.state !== 'refused' && operation.state !== 'sent'),
  }
}

/** Whether a row waits longer than its turn takes: its last try failed, or that of one before it on its lead. */
function isStuck({ state, lead, order, problem }: Operation, operations: readonly Operation[]): boolean {
  if (state !== 'waiting') return state === 'sending' && problem !== undefined
  if (problem !== undefined) return true
  return operations.some(
    (other) =>
      other.lead === lead &&
      other.order < order &&
      (other.state === 'refused' || (other.state !== 'sent' && other.problem !== undefined)),
  )
}
