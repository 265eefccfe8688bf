import type { Operation } from './operation.ts'

/** Counts the rows that need the user (`refused`), wait for the service (`waiting`), or will be saved in a moment. */
export function countByState(operations: readonly Operation[]) {
  const count = (matches: (operation: Operation) => boolean) => operations.filter(matches).length
  return {
    refused: count(({ state }) => state === 'refused'),
    waiting: count((operation) => isStuck(operation, operations)),
    saving: count((operation) => operation.state !== 'refused' && operation.state !== 'sent'),
  }
}

/** Whether a row waits longer than its turn takes: its last attempt failed, or that of an earlier row of its lead. */
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
